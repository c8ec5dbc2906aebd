"""How a call's cost comes about, short enough to stand on a receipt. Station 7 of the way of a call.

Taken from the charge as it was written down; nothing is priced again. Must not know paper or languages.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """`increments` of `increment_s` seconds, at `price` (exact text) for `per_s` seconds."""

    increments: int
    increment_s: int
    price: str
    per_s: int

    @property
    def amount(self) -> Fraction:
        return Fraction(self.price) * self.increments * self.increment_s / self.per_s


@dataclass(frozen=True, slots=True)
class Working:
    """The cost is `connect_fee` and the runs' amounts, lifted to `at_least` or lowered to `at_most`, and
    then rounded once. Amounts are exact text; "" where there is no fee, or the limit changes nothing."""

    connect_fee: str
    runs: tuple[Run, ...]
    at_least: str = ""
    at_most: str = ""

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> "Working":
        return cls(**fields | {"runs": tuple(Run(**run) for run in fields["runs"])})


def working_of(detail: str) -> Working | None:
    """The working in a charge as the books keep it; None where nothing was charged."""
    charge: dict[str, Any] = json.loads(detail) if detail else {"steps": []}
    if not charge["steps"]:
        return None
    runs = tuple(
        Run(step["increments"], step["increment_s"], step["price"], step["per_s"]) for step in charge["steps"]
    )
    fee = charge["connect_fee"]
    total = Fraction(fee) + sum(run.amount for run in runs)
    least, most = charge["min_cost"], charge["max_cost"]
    return Working(
        connect_fee=fee if Fraction(fee) else "",
        runs=runs,
        at_least=least if total < Fraction(least) else "",
        at_most=most if most is not None and max(total, Fraction(least)) > Fraction(most) else "",
    )
