"""Ways to pay: what counted for how much. Station 7 of the way of a call.

Must not know where the money is written down.
"""

from dataclasses import dataclass

METHODS = ("cash", "card", "transfer", "account")


@dataclass(frozen=True, slots=True)
class Payment:
    """`amount_minor` is what it counted for, `given_minor` what was put on the counter."""

    method: str
    amount_minor: int
    given_minor: int
