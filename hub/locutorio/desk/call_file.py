"""Everything there is about one call, for whoever doubts it.

The same facts the bill was made from, step by step: which signal started it, each record of the booth,
what the hub allowed, the tariff's version and the increments it charged, what the carrier asked for it,
and whether it was priced anew. All from what was written down then; nothing is worked out again.
"""

import json
from dataclasses import dataclass
from decimal import Decimal

from locutorio.core.bill import BilledCall
from locutorio.core.booked import BookedCall
from locutorio.core.granting import Grant
from locutorio.core.money import Currency
from locutorio.core.rating import ChargedStep
from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import UnknownCall
from locutorio.store import booked, call_lookup, grants, reratings
from locutorio.store.call_lookup import Told
from locutorio.store.engine import Row, Store


@dataclass(frozen=True, slots=True)
class ChargedBy:
    """How a version of a package came to a call's cost. Amounts are exact; only the sum was rounded. A call
    shorter than `grace_s` costs nothing."""

    package: str
    in_force_from_ms: int
    label: str
    prefix: str
    billed_s: int
    connect_fee: Decimal
    steps: tuple[ChargedStep, ...]
    min_cost: Decimal
    max_cost: Decimal | None
    grace_s: int


@dataclass(frozen=True, slots=True)
class Rerated:
    """The price a call was given later, on purpose: by whom, why, and how it comes to that. It had a
    `receipt_number` if it was paid by then. `old_minor` None = it had no price."""

    at_ms: int
    name: str
    reason: str
    old_minor: int | None
    new_minor: int
    charged: ChargedBy
    receipt_number: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What the carrier asks for a call, exact and in the shop's currency, and by which sheet."""

    cost: Decimal
    deck: str
    in_force_from_ms: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The price somebody set by hand, and why."""

    amount_minor: int
    note: str
    name: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class CallFile:
    """Everything about one call. `booked` holds what the booth measured, `billed` how it is shown; `rerated`
    begins with the latest."""

    booked: BookedCall
    billed: BilledCall
    told: tuple[Told, ...]
    grants: tuple[Grant, ...]
    charged: ChargedBy | None
    rerated: tuple[Rerated, ...]
    decided: Decided | None
    carried: Carried | None
    receipt_number: int | None

    def profit(self, currency: Currency) -> Decimal | None:
        """What the call leaves to the shop; None while its price or the carrier's is not known."""
        due_minor = self.billed.cost_minor
        if self.carried is None or due_minor is None:
            return None
        return currency.from_minor(due_minor) - self.carried.cost

    def at_ms(self, moment_ms: int) -> int:
        """Wall time of a moment of the booth's boot."""
        return self.booked.anchor_ms + moment_ms


def call_file(store: Store, shop: ShopProfile, call_id: int) -> CallFile:
    with store.read() as tx:
        found = booked.find(tx, call_id)
        if found is None:
            raise UnknownCall(f"there is no call {call_id}", call_id=call_id)
        charged, decided = call_lookup.charged(tx, call_id), call_lookup.decided(tx, call_id)
        return CallFile(
            booked=found,
            billed=found.billed(shop.country),
            told=tuple(call_lookup.told(tx, found.call)),
            grants=tuple(grants.of_call(tx, found.call.booth_id, found.call.boot, found.call.call)),
            charged=_charged(charged) if charged else None,
            rerated=tuple(_rerated(row) for row in reratings.of_call(tx, call_id)),
            carried=_carried(charged) if charged else None,
            decided=Decided(**decided) if decided else None,
            receipt_number=call_lookup.receipt_of(tx, call_id),
        )


def _charged(row: Row) -> ChargedBy:
    detail = json.loads(row["detail"])
    return ChargedBy(
        package=row["package"],
        in_force_from_ms=row["in_force_from_ms"],
        label=detail["label"],
        prefix=detail["prefix"],
        billed_s=detail["billed_seconds"],
        connect_fee=Decimal(detail["connect_fee"]),
        steps=tuple(ChargedStep(**step | {"price": Decimal(step["price"])}) for step in detail["steps"]),
        min_cost=Decimal(detail["min_cost"]),
        max_cost=None if detail["max_cost"] is None else Decimal(detail["max_cost"]),
        grace_s=detail.get("grace_s", 0),  # a charge from before there was one has none
    )


def _carried(row: Row) -> Carried | None:
    if row["carrier_cost"] is None:
        return None
    return Carried(Decimal(row["carrier_cost"]), row["deck"], row["sheet_from_ms"])


def _rerated(row: Row) -> Rerated:
    return Rerated(
        at_ms=row["at_ms"],
        name=row["name"],
        reason=row["reason"],
        old_minor=row["old_minor"],
        new_minor=row["new_minor"],
        charged=_charged(row),
        receipt_number=row["receipt_number"],
    )
