"""Open bills as they stand: put together from visits, calls, items, and what was agreed. Station 7.

Whoever looks at a bill, changes it or takes money for it sees it made here, from one moment of the books.
"""

from collections.abc import Sequence

from locutorio.core.bill import Bill, BilledCall
from locutorio.core.board import BoothNow
from locutorio.core.booked import BookedCall
from locutorio.core.open_bill import Item, OpenBill, VisitNow, in_the_way
from locutorio.core.shop import ShopProfile
from locutorio.core.tax import written
from locutorio.store import bills, booked, booths, visits
from locutorio.store.bills import BillRow
from locutorio.store.engine import Tx
from locutorio.store.visits import Visit


def put_together(tx: Tx, shop: ShopProfile, rows: Sequence[BillRow], *, now_ms: int) -> list[OpenBill]:
    """The bills of these rows, in their order."""
    ids = [row.id for row in rows]
    calls, items = booked.of_bills(tx, ids), bills.items(tx, ids)
    discounts, deposits = bills.discounts(tx, ids), bills.deposits(tx, ids)
    of_bills = _visits(tx, ids, calls)
    return [
        OpenBill(
            id=row.id,
            name=row.name,
            person_id=row.person_id,
            person=row.person,
            customer_id=row.customer_id,
            customer=row.customer,
            opened_ms=row.opened_ms,
            parked_ms=row.parked_ms,
            budget_minor=row.budget_minor,
            bill=Bill(
                calls=_billed(calls[row.id], shop),
                extras=tuple(item.billed for item in _taxed(items[row.id], shop)),
                step_minor=shop.step_minor,
                calls_tax=written(shop.calls_tax),
                discount=discounts.get(row.id),
                deposit_minor=deposits[row.id],
            ),
            items=_taxed(items[row.id], shop),
            visits=tuple(visit.shown for visit in of_bills[row.id]),
            in_the_way=in_the_way(of_bills[row.id], calls[row.id], now_ms=now_ms),
        )
        for row in rows
    ]


def _billed(calls: Sequence[BookedCall], shop: ShopProfile) -> tuple[BilledCall, ...]:
    """A call that goes on is on no bill yet; what it costs is not known before its end."""
    return tuple(call.billed(shop.country, steps=shop.receipt_steps) for call in calls if call.is_finished)


def _taxed(items: Sequence[Item], shop: ShopProfile) -> tuple[Item, ...]:
    """An extra without a rate of tax of its own has the shop's."""
    return tuple(item.taxed(written(item.billed.tax or shop.extras_tax)) for item in items)


def _visits(tx: Tx, bill_ids: Sequence[int], calls: dict[int, list[BookedCall]]) -> dict[int, list[VisitNow]]:
    of_bills = visits.of_bills(tx, bill_ids)
    taken = any(visit.closed_ms is None for some in of_bills.values() for visit in some)
    now = {booth.visit_id: booth for booth in booths.all_now(tx)} if taken else {}
    return {
        bill_id: [_visit_now(visit, now.get(visit.id), calls[bill_id]) for visit in some]
        for bill_id, some in of_bills.items()
    }


def _visit_now(visit: Visit, booth: BoothNow | None, calls: Sequence[BookedCall]) -> VisitNow:
    return VisitNow(
        visit_id=visit.id,
        booth_id=visit.booth_id,
        booth_label=visit.booth_label,
        opened_ms=visit.opened_ms,
        settled_anyway=visit.settled_anyway,
        booth=booth,
        calls=tuple(one for one in calls if one.call.visit_id == visit.id),
    )
