"""A posting as data: money that moved, on which accounts, and its seal. Station 7 of the way of a call.

Money that comes in is positive on what holds it and negative on what it came in for, so the entries of a
posting are together nothing. The seal chains each posting to the one before it, as receipts are chained:
whoever changes, takes out or slips in a line breaks every seal after it. Must not know where postings are
kept.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from locutorio.core import seal

HOLDING = ("cash", "card", "transfer", "safe", "customers")  # `customers`: what they owe us
EARNING = ("sales_calls", "sales_extras", "tax", "rounding", "discounts")  # sales are net of tax
OWING = ("deposits",)  # what lies here for bills that are not paid yet
DRAWER = ("paid_in", "paid_out", "over_short")
ACCOUNTS = (*HOLDING, *EARNING, *OWING, *DRAWER)
Kind = Literal[
    "sale", "refund", "deposit", "account_paid", "account_back", "paid_in", "paid_out", "safe_drop", "float",
    "count",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)


class Unbalanced(ValueError):
    """A posting that does not sum to zero, or names a kind or account we do not have: our own fault."""


@dataclass(frozen=True, slots=True)
class Posting:
    """`entries` are (account, minor units) in the order they were written."""

    id: int
    at_ms: int
    kind: Kind
    shift_id: int
    person_id: int | None
    receipt_number: int | None
    bill_id: int | None
    customer_id: int | None
    corrects: int | None
    reason: str
    entries: tuple[tuple[str, int], ...]

    @property
    def sealed_text(self) -> str:
        """What its seal is over: all of it."""
        return seal.canonical(asdict(self))

    def seal(self, previous_seal: str) -> str:
        return seal.seal(previous_seal, self.sealed_text)


def balanced(kind: Kind, entries: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The entries to write, without those of nothing; Unbalanced if they cannot be."""
    if kind not in KINDS:
        raise Unbalanced(f"no such kind of posting: {kind}")
    unknown = sorted(set(entries) - set(ACCOUNTS))
    if unknown:
        raise Unbalanced(f"no such account: {', '.join(unknown)}")
    if sum(entries.values()) != 0:
        raise Unbalanced(f"the entries sum to {sum(entries.values())}: {dict(entries)}")
    return tuple((account, amount_minor) for account, amount_minor in entries.items() if amount_minor)
