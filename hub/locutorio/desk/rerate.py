"""Re-rating: calls that were sold by a wrong price are given the right one, on purpose and in the open.

Looked at first, then made: what is confirmed is what was seen, or nothing. Bills that are not paid take the
new prices; a receipt stays as it is, and what is owed on it is told. What a person decided is left alone.
"""

import json
from dataclasses import dataclass

from locutorio.core import rerating
from locutorio.core.numbers import understand
from locutorio.core.rating import price_call
from locutorio.core.rerating import Asked, CallChange, NewPrice, PaidWrong, Preview
from locutorio.core.shop import ShopProfile
from locutorio.core.sold import SoldCall
from locutorio.core.tariff import Tariff
from locutorio.desk import packages
from locutorio.desk.errors import NoReason, NothingToRerate, PreviewStale
from locutorio.desk.repricing import Progress, Repricing, nobody_watches
from locutorio.store import books, people, reratings, sold
from locutorio.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class Rerating:
    """One that was made: by whom, why, by which version of which package, and what it came to."""

    id: int
    at_ms: int
    name: str
    reason: str
    tariff_id: int
    package: str
    calls: int
    difference_minor: int


def preview(store: Store, shop: ShopProfile, asked: Asked, *, progress: Progress = nobody_watches) -> Preview:
    """Every call and bill that would change, and by how much. Changes nothing."""
    return _look(store, shop, asked, progress)[0]


def apply(
    store: Store,
    shop: ShopProfile,
    asked: Asked,
    *,
    key: str,
    reason: str,
    operator_id: int,
    now_ms: int,
    progress: Progress = nobody_watches,
) -> int:
    """Make what a preview of that `key` showed; PreviewStale if anything has changed since. Returns the
    re-rating's id."""
    reason = reason.strip()
    if not reason:
        raise NoReason("say why: the log keeps it")
    seen, tariff, calls = _look(store, shop, asked, progress)
    if seen.key != key:
        raise _stale()
    if not seen.calls:
        raise NothingToRerate("no call would cost anything else; choose other days or another tariff")
    rows = [_row(change, tariff, shop) for change in seen.calls]
    with store.begin() as tx:  # only now, so that no booth waits while calls are priced
        if _sold(tx, asked) != calls:
            raise _stale()
        rerating_id = reratings.add(
            tx, rows, at_ms=now_ms, person_id=operator_id, reason=reason, tariff_id=asked.tariff_id
        )
        people.log(
            tx, "rerate", person_id=operator_id, at_ms=now_ms,
            detail=f"re-rating {rerating_id}: {len(rows)} calls ({reason})",
        )  # fmt: skip
        return rerating_id


def made(store: Store) -> list[Rerating]:
    """All re-ratings, newest first."""
    with store.read() as tx:
        return [Rerating(**row) for row in reratings.every(tx)]


def paid_wrong(store: Store, shop: ShopProfile) -> list[PaidWrong]:
    """The receipts on which something is due back to the customer, or was not collected."""
    with store.read() as tx:
        return _paid_wrong(tx, shop)


def due_back(tx: Tx, shop: ShopProfile, receipt_number: int) -> int:
    """What was paid too much on a receipt and was not given back yet; 0 = nothing."""
    wrong = (each for each in _paid_wrong(tx, shop) if each.receipt_number == receipt_number)
    return max(0, sum(each.paid_minor - each.new_minor for each in wrong))


def _paid_wrong(tx: Tx, shop: ShopProfile) -> list[PaidWrong]:
    calls = sold.of_bills(tx, reratings.paid_bills(tx))
    numbers = sorted({call.receipt_number for call in calls if call.receipt_number is not None})
    receipts = [
        (receipt, books.credits_of(tx, number))
        for number in numbers
        if (receipt := books.by_number(tx, number))
    ]
    return rerating.paid_wrong(receipts, calls, step_minor=shop.step_minor)


def _look(
    store: Store, shop: ShopProfile, asked: Asked, progress: Progress
) -> tuple[Preview, Tariff, list[SoldCall]]:
    tariff = packages.tariff(store, asked.tariff_id)
    with store.read() as tx:
        calls = _sold(tx, asked)
    repricing = Repricing(calls, shop.country, progress)
    new_prices = map(
        NewPrice,
        repricing.sales(tariff, decimals=shop.currency.decimals),
        repricing.destinations(tariff),
    )
    looked_at = list(zip(calls, new_prices, strict=True))
    changed = rerating.changes(looked_at)
    touched = {change.call.bill_id for change in changed if change.call.bill_id is not None}
    with store.read() as tx:
        on_bills = sold.of_bills(tx, touched)
    return rerating.preview(asked, looked_at, on_bills, step_minor=shop.step_minor), tariff, calls


def _sold(tx: Tx, asked: Asked) -> list[SoldCall]:
    return sold.between(tx, from_ms=asked.from_ms, to_ms=asked.to_ms, package_id=asked.package_id)


def _row(change: CallChange, tariff: Tariff, shop: ShopProfile) -> dict[str, object]:
    call = change.call
    number = understand(call.digits, shop.country)
    charge = price_call(
        tariff,
        number.e164_digits,
        answered_at_ms=call.answered_at_ms,
        seconds=call.seconds,
        premium=number.is_premium,
    )
    return {
        "call_id": call.id,
        "old_minor": call.price_minor,
        "new_minor": change.new_minor,
        "receipt_number": call.receipt_number,
        "destination": charge.label,
        "detail": json.dumps(charge.to_dict(), ensure_ascii=False),
    }


def _stale() -> PreviewStale:
    return PreviewStale("calls or prices have changed since that was worked out; look at it again")
