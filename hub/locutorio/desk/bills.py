"""Open bills: looking at them, and who and what belongs on which. Station 7 of the way of a call.

A visit stays on the bill it began with until bills are joined; a call goes with its visit until it is ticked
onto another. Nothing of a paid bill moves. What was bought besides, agreed or left beforehand has files of
its own.
"""

from collections.abc import Collection

from locutorio.core.booked import BookedCall
from locutorio.core.open_bill import GONE, OpenBill
from locutorio.core.shop import ShopProfile
from locutorio.desk.billing import put_together
from locutorio.desk.errors import (
    BillHasDiscount,
    NotEmpty,
    NothingToPark,
    NothingToTick,
    SameBill,
    UnknownVisit,
)
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills as rows
from locutorio.store import booked, people, visits
from locutorio.store.engine import Store, Tx

__all__ = ["OpenBill"]


def open_bills(store: Store, shop: ShopProfile, *, now_ms: int) -> list[OpenBill]:
    """All that are not paid, in the order they were opened."""
    with store.read() as tx:
        return put_together(tx, shop, rows.every_open(tx), now_ms=now_ms)


def waiting(store: Store, shop: ShopProfile, *, now_ms: int) -> list[OpenBill]:
    """Those that no booth's tile leads to."""
    every = open_bills(store, shop, now_ms=now_ms)
    return [one for one in every if all(visit.phase == GONE for visit in one.visits)]


def bill(store: Store, shop: ShopProfile, *, bill_id: int, now_ms: int) -> OpenBill:
    """One that is not paid, whether it can be now or not."""
    with store.read() as tx:
        return put_together(tx, shop, [unpaid(tx, bill_id)], now_ms=now_ms)[0]


def of_visit(store: Store, *, visit_id: str) -> int:
    """The bill of a visit, paid or not."""
    with store.read() as tx:
        visit = visits.find(tx, visit_id)
        if visit is None:
            raise UnknownVisit("there is no such visit; go back to the board", visit_id=visit_id)
        return visit.bill_id


def open_bill(store: Store, *, operator_id: int, now_ms: int, name: str = "") -> int:
    """A bill without a booth, for what is sold without calling. Returns its id."""
    with store.begin() as tx:
        bill_id = rows.add(tx, opened_ms=now_ms, person_id=operator_id, name=name.strip())
        _log(tx, "open_bill", bill_id, operator_id, now_ms)
        return bill_id


def rename(store: Store, *, bill_id: int, name: str, operator_id: int, now_ms: int) -> None:
    """An empty name: after its booths again."""
    with store.begin() as tx:
        was = unpaid(tx, bill_id)
        rows.change(tx, bill_id, name=name.strip())
        people.log(
            tx, "rename_bill", person_id=operator_id, at_ms=now_ms, detail=f"bill {bill_id}",
            before={"name": was.name}, after={"name": name.strip()},
        )  # fmt: skip


def park(store: Store, shop: ShopProfile, *, bill_id: int, operator_id: int, now_ms: int) -> None:
    """Free the booths that have told all of their visits; the bill waits. NothingToPark if none has."""
    with store.begin() as tx:
        (shown,) = put_together(tx, shop, [unpaid(tx, bill_id)], now_ms=now_ms)
        waited_for = {hindrance.visit_id for hindrance in shown.in_the_way if hindrance.kind != "unpriced"}
        here = {visit.visit_id for visit in shown.visits if visit.phase != GONE}
        if here and here <= waited_for:
            raise NothingToPark("lock the booth and wait a moment; then the bill can be parked")
        for visit_id in sorted(here - waited_for):
            visits.change(tx, visit_id, closed_ms=now_ms)
        if not here & waited_for:
            rows.change(tx, bill_id, parked_ms=now_ms)
        _log(tx, "park", bill_id, operator_id, now_ms)


def drop(store: Store, shop: ShopProfile, *, bill_id: int, operator_id: int, now_ms: int) -> None:
    """Close a bill with nothing to pay for: no receipt comes of it. NotEmpty if there is something."""
    with store.begin() as tx:
        (shown,) = put_together(tx, shop, [unpaid(tx, bill_id)], now_ms=now_ms)
        if not shown.is_empty:
            raise NotEmpty(
                "there is something on this bill, or its booth is not locked yet; it is to be paid"
            )
        rows.change(tx, bill_id, closed_ms=now_ms)
        visits.close_of(tx, bill_id, now_ms=now_ms)
        _log(tx, "drop_bill", bill_id, operator_id, now_ms)


def take_up(store: Store, *, bill_id: int, operator_id: int, now_ms: int) -> None:
    """From now on the bill is the operator's."""
    with store.begin() as tx:
        was = unpaid(tx, bill_id)
        rows.change(tx, bill_id, person_id=operator_id, parked_ms=None)
        now = people.by_id(tx, operator_id)
        people.log(
            tx, "take_up", person_id=operator_id, at_ms=now_ms, detail=f"bill {bill_id}",
            before={"person": was.person}, after={"person": now["name"] if now else ""},
        )  # fmt: skip


def hand_over(tx: Tx, *, from_id: int | None, to_id: int, operator_id: int, now_ms: int) -> int:
    """All open bills of one person (None: everybody's) become another's. Returns how many."""
    handed = [one for one in rows.every_open(tx, person_id=from_id) if one.person_id != to_id]
    for one in handed:
        rows.change(tx, one.id, person_id=to_id)
    if handed:
        numbers = ", ".join(str(one.id) for one in handed)
        people.log(
            tx, "hand_over", person_id=operator_id, at_ms=now_ms, detail=f"bills {numbers} to person {to_id}"
        )
    return len(handed)


def join(store: Store, *, bill_id: int, into_id: int, operator_id: int, now_ms: int) -> None:
    """All of one bill goes onto another, also what was left for it; the empty one is closed.

    Two budgets add up; with a bill that has none, there is none. A discount was agreed on what the bill was:
    it is taken off first.
    """
    with store.begin() as tx:
        gone, stays = unpaid(tx, bill_id), unpaid(tx, into_id)
        if bill_id == into_id:
            raise SameBill("choose another bill to join this one with")
        if bill_id in rows.discounts(tx, [bill_id]):
            raise BillHasDiscount("this bill has a discount; take it off first, then join the bills")
        budgets = (gone.budget_minor, stays.budget_minor)
        budget_minor = None if None in budgets else sum(filter(None, budgets))
        rows.join(tx, bill_id, into_id, now_ms=now_ms)
        rows.change(tx, into_id, budget_minor=budget_minor, parked_ms=None)
        if stays.customer_id is None:
            rows.change(tx, into_id, customer_id=gone.customer_id)
        people.log(
            tx, "join", person_id=operator_id, at_ms=now_ms, detail=f"bill {bill_id} into bill {into_id}"
        )


def tick(
    store: Store,
    *,
    call_ids: Collection[int],
    bill_id: int,
    to_bill_id: int | None,
    operator_id: int,
    now_ms: int,
) -> int:
    """Calls of one bill that another pays for; None = a new one. Returns its id."""
    with store.begin() as tx:
        was = unpaid(tx, bill_id)
        standing = {one.id: one for one in booked.of_bills(tx, [bill_id])[bill_id]}
        _check_ticked([standing.get(call_id) for call_id in call_ids])
        if to_bill_id is None:
            to_bill_id = rows.add(tx, opened_ms=now_ms, person_id=was.person_id)
        elif unpaid(tx, to_bill_id).id == bill_id:
            raise SameBill("the calls are on this bill already; choose another")
        rows.tick(tx, call_ids, to_bill_id, person_id=operator_id, at_ms=now_ms)
        calls = ", ".join(map(str, call_ids))
        people.log(
            tx, "tick", person_id=operator_id, at_ms=now_ms,
            detail=f"calls {calls} from bill {bill_id} to bill {to_bill_id}",
        )  # fmt: skip
        return to_bill_id


def _check_ticked(calls: list[BookedCall | None]) -> None:
    if not calls or any(call is None or not call.is_finished for call in calls):
        raise NothingToTick("tick calls that are over and on this bill; look at it again")


def _log(tx: Tx, kind: str, bill_id: int, operator_id: int, now_ms: int) -> None:
    people.log(tx, kind, person_id=operator_id, at_ms=now_ms, detail=f"bill {bill_id}")
