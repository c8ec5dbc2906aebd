"""Looking up a call for whoever doubts it: found by number, booth, day or receipt; then all there is on it.

The same facts the bill was made from, step by step: which signal started it, each record of the booth,
what the hub allowed, the tariff's version and the increments it charged. Changes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from zoneinfo import ZoneInfo

from locutorio.core.bill import BilledCall
from locutorio.core.booked import BookedCall
from locutorio.core.granting import Grant
from locutorio.core.numbers import AS_DIALLED, understand
from locutorio.core.rating import ChargedStep
from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import UnknownCall
from locutorio.store import call_lookup, calls, grants
from locutorio.store.call_lookup import Told
from locutorio.store.engine import Row, Store, Tx

# What the database compares: the end of a number is dialled alike from home and from abroad.
_TAIL = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the calls looked for; `number` as people write it, `day` by the shop's clock."""

    number: str = ""
    booth_id: str = ""
    day: date | None = None
    receipt_number: int | None = None


@dataclass(frozen=True, slots=True)
class ChargedBy:
    """How a tariff came to a call's cost. Amounts are exact; only the sum was rounded."""

    tariff: str
    in_force_from_ms: int
    label: str
    prefix: str
    billed_s: int
    connect_fee: Decimal
    steps: tuple[ChargedStep, ...]
    min_cost: Decimal
    max_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The price somebody set by hand, and why."""

    amount_minor: int
    note: str
    name: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class CallFile:
    """Everything about one call. `booked` holds what the booth measured, `billed` how it is shown."""

    booked: BookedCall
    billed: BilledCall
    told: tuple[Told, ...]
    grants: tuple[Grant, ...]
    charged: ChargedBy | None
    decided: Decided | None
    receipt_number: int | None

    def at_ms(self, moment_ms: int) -> int:
        """Wall time of a moment of the booth's boot."""
        return self.booked.anchor_ms + moment_ms


def find(store: Store, shop: ShopProfile, wanted: Wanted, *, limit: int) -> list[BilledCall]:
    """The newest calls of which all that is wanted holds."""
    with store.read() as tx:
        return [call.billed(shop.country) for call in _booked(tx, islice(_ids(tx, shop, wanted), limit))]


def call_file(store: Store, shop: ShopProfile, call_id: int) -> CallFile:
    with store.read() as tx:
        booked = calls.find(tx, call_id)
        if booked is None:
            raise UnknownCall(f"there is no call {call_id}", call_id=call_id)
        charged, decided = call_lookup.charged(tx, call_id), call_lookup.decided(tx, call_id)
        return CallFile(
            booked=booked,
            billed=booked.billed(shop.country),
            told=tuple(call_lookup.told(tx, booked.call)),
            grants=tuple(grants.of_call(tx, booked.call.booth_id, booked.call.boot, booked.call.call)),
            charged=_charged(charged) if charged else None,
            decided=Decided(**decided) if decided else None,
            receipt_number=call_lookup.receipt_of(tx, call_id),
        )


def _ids(tx: Tx, shop: ShopProfile, wanted: Wanted) -> Iterator[int]:
    spellings = _spellings(wanted.number, shop.country)
    found = call_lookup.search(
        tx,
        digits=min(spellings, key=len, default="")[-_TAIL:],
        booth_id=wanted.booth_id,
        between_ms=_day(wanted.day, shop.timezone) if wanted.day else None,
        receipt_number=wanted.receipt_number,
    )
    for call_id, dialled in found:
        if not spellings or any(
            part in _e164(dialled, shop.country) or part in dialled for part in spellings
        ):
            yield call_id


def _booked(tx: Tx, ids: Iterator[int]) -> Iterator[BookedCall]:
    for call_id in ids:
        booked = calls.find(tx, call_id)
        if booked is not None:
            yield booked


def _spellings(number: str, country: str) -> set[str]:
    """The digits somebody wrote, and what they mean in the country: one of both is in what was dialled."""
    digits = "".join(str(int(letter)) for letter in number if letter.isdecimal())
    return {digits, _e164(digits, country)} if digits else set()


def _e164(dialled: str, country: str) -> str:
    return understand(dialled, country).e164_digits.removeprefix(AS_DIALLED)


def _day(day: date, timezone: str) -> tuple[int, int]:
    """The first moment of a day by the shop's clock, and of the next: some days have 23 or 25 hours."""
    zone = ZoneInfo(timezone)
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return int(begins.timestamp() * 1000), int(ends.timestamp() * 1000)


def _charged(row: Row) -> ChargedBy:
    detail = json.loads(row["detail"])
    return ChargedBy(
        tariff=str(json.loads(row["document"]).get("name", "")),
        in_force_from_ms=row["in_force_from_ms"],
        label=detail["label"],
        prefix=detail["prefix"],
        billed_s=detail["billed_seconds"],
        connect_fee=Decimal(detail["connect_fee"]),
        steps=tuple(ChargedStep(**step | {"price": Decimal(step["price"])}) for step in detail["steps"]),
        min_cost=Decimal(detail["min_cost"]),
        max_cost=None if detail["max_cost"] is None else Decimal(detail["max_cost"]),
    )
