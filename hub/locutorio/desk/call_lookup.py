"""Finding a call again by what is known of it: number, booth, day or receipt. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from locutorio.core.bill import BilledCall
from locutorio.core.booked import BookedCall
from locutorio.core.numbers import AS_DIALLED, understand
from locutorio.core.shop import ShopProfile
from locutorio.store import booked, call_lookup
from locutorio.store.engine import Store, Tx

# What the database compares: the end of a number is dialled alike from home and from abroad.
_TAIL = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the calls looked for; `number` as people write it, `day` by the shop's clock."""

    number: str = ""
    booth_id: str = ""
    day: date | None = None
    receipt_number: int | None = None


def find(store: Store, shop: ShopProfile, wanted: Wanted, *, limit: int) -> list[BilledCall]:
    """The calls told of last of which all that is wanted holds, the one that began last in front."""
    with store.read() as tx:
        found = [call.billed(shop.country) for call in _booked(tx, islice(_ids(tx, shop, wanted), limit))]
    return sorted(found, key=lambda call: call.answered_at_ms, reverse=True)


def _ids(tx: Tx, shop: ShopProfile, wanted: Wanted) -> Iterator[int]:
    meant = spellings(wanted.number, shop.country)
    found = call_lookup.search(
        tx,
        digits=end_of(meant),
        booth_id=wanted.booth_id,
        between_ms=moments_of(wanted.day, shop.timezone),
        receipt_number=wanted.receipt_number,
    )
    for call_id, dialled in found:
        if not meant or any(part in _e164(dialled, shop.country) or part in dialled for part in meant):
            yield call_id


def _booked(tx: Tx, ids: Iterator[int]) -> Iterator[BookedCall]:
    for call_id in ids:
        found = booked.find(tx, call_id)
        if found is not None:
            yield found


def spellings(number: str, country: str) -> set[str]:
    """The digits somebody wrote, and what they mean in the country: one of both is in what was dialled."""
    digits = "".join(str(int(letter)) for letter in number if letter.isdecimal())
    return {digits, _e164(digits, country)} if digits else set()


def end_of(meant: set[str]) -> str:
    """What the digits that were dialled have in them, however the number was spelled; "" = anything."""
    return min(meant, key=len, default="")[-_TAIL:]


def _e164(dialled: str, country: str) -> str:
    return understand(dialled, country).e164_digits.removeprefix(AS_DIALLED)


def moments_of(day: date | None, timezone: str) -> tuple[int, int] | None:
    """The first moment of a day by the shop's clock, and of the next: some days have 23 or 25 hours."""
    if day is None:
        return None
    zone = ZoneInfo(timezone)
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return int(begins.timestamp() * 1000), int(ends.timestamp() * 1000)
