"""Open bills: whose they are, what was bought besides, what was agreed, and what was left for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from locutorio.core.bill import BilledExtra, Discount
from locutorio.core.open_bill import Item
from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import bill, customer, discount, entry, item, person, posting, ticked_call, visit


@dataclass(frozen=True, slots=True)
class BillRow:
    """`person` and `customer` are names, "" where there is nobody. `joined_id`: the bill it went into."""

    id: int
    name: str
    opened_ms: int
    person_id: int | None
    person: str
    customer_id: int | None
    customer: str
    budget_minor: int | None
    parked_ms: int | None
    closed_ms: int | None
    joined_id: int | None


_BILLS = (
    select(
        bill.c.id, bill.c.name, bill.c.opened_ms, bill.c.person_id, func.coalesce(person.c.name, ""),
        bill.c.customer_id, func.coalesce(customer.c.name, ""), bill.c.budget_minor, bill.c.parked_ms,
        bill.c.closed_ms, bill.c.joined_id,
    )
    .outerjoin(person, person.c.id == bill.c.person_id)
    .outerjoin(customer, customer.c.id == bill.c.customer_id)
)  # fmt: skip


def find(tx: Tx, bill_id: int) -> BillRow | None:
    row = tx.execute(_BILLS.where(bill.c.id == bill_id)).one_or_none()
    return BillRow(*row) if row else None


def every_open(tx: Tx, *, person_id: int | None = None) -> list[BillRow]:
    """In the order they were opened; of one person, or all."""
    query = _BILLS.where(bill.c.closed_ms.is_(None)).order_by(bill.c.opened_ms, bill.c.id)
    if person_id is not None:
        query = query.where(bill.c.person_id == person_id)
    return [BillRow(*row) for row in tx.execute(query)]


def add(
    tx: Tx, *, opened_ms: int, person_id: int | None, name: str = "", customer_id: int | None = None,
    budget_minor: int | None = None,
) -> int:  # fmt: skip
    return add_row(
        tx, bill, name=name, opened_ms=opened_ms, person_id=person_id, customer_id=customer_id,
        budget_minor=budget_minor,
    )  # fmt: skip


def change(tx: Tx, bill_id: int, **values: Any) -> None:
    tx.execute(update(bill).where(bill.c.id == bill_id).values(**values))


def join(tx: Tx, bill_id: int, into_id: int, *, now_ms: int) -> None:
    """Everything of one bill is another's from now on. What was joined to it before goes along."""
    for table in (visit, ticked_call, item):
        tx.execute(update(table).where(table.c.bill_id == bill_id).values(bill_id=into_id))
    tx.execute(update(bill).where(bill.c.joined_id == bill_id).values(joined_id=into_id))
    change(tx, bill_id, joined_id=into_id, closed_ms=now_ms)


# --- calls that somebody else pays for ----------------------------------------------------------------------


def tick(tx: Tx, call_ids: Collection[int], bill_id: int, *, person_id: int, at_ms: int) -> None:
    """From now on these calls stand on that bill, whoever made them."""
    if not call_ids:
        return
    tx.execute(delete(ticked_call).where(ticked_call.c.call_id.in_(call_ids)))
    rows = [
        {"call_id": call_id, "bill_id": bill_id, "person_id": person_id, "at_ms": at_ms}
        for call_id in call_ids
    ]
    tx.execute(insert(ticked_call), rows)


# --- items --------------------------------------------------------------------------------------------------


_ITEMS = select(
    item.c.bill_id, item.c.id, item.c.extra_id, item.c.text, item.c.quantity, item.c.amount_minor, item.c.tax
).order_by(item.c.id)


def items(tx: Tx, bill_ids: Iterable[int]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = {bill_id: [] for bill_id in bill_ids}
    if found:
        for row in tx.execute(_ITEMS.where(item.c.bill_id.in_(found))):
            bill_id, item_id, extra_id, *billed = row
            found[bill_id].append(Item(item_id, extra_id, BilledExtra(*billed)))
    return found


def add_item(tx: Tx, **values: Any) -> int:
    return add_row(tx, item, **values)


def change_item(tx: Tx, item_id: int, **values: Any) -> None:
    tx.execute(update(item).where(item.c.id == item_id).values(**values))


def remove_item(tx: Tx, item_id: int) -> None:
    tx.execute(delete(item).where(item.c.id == item_id))


# --- what was agreed ----------------------------------------------------------------------------------------


def discounts(tx: Tx, bill_ids: Iterable[int]) -> dict[int, Discount]:
    """Of the bills that have one."""
    query = select(discount).where(discount.c.bill_id.in_(list(bill_ids)))
    return {
        row.bill_id: Discount(Decimal(row.percent) if row.percent else None, row.amount_minor, row.reason)
        for row in tx.execute(query)
    }


def set_discount(tx: Tx, bill_id: int, agreed: Discount, *, person_id: int, at_ms: int) -> None:
    clear_discount(tx, bill_id)
    tx.execute(
        insert(discount).values(
            bill_id=bill_id, percent="" if agreed.percent is None else str(agreed.percent),
            amount_minor=agreed.amount_minor, reason=agreed.reason, person_id=person_id, at_ms=at_ms,
        )
    )  # fmt: skip


def clear_discount(tx: Tx, bill_id: int) -> None:
    tx.execute(delete(discount).where(discount.c.bill_id == bill_id))


# --- what was left beforehand -------------------------------------------------------------------------------


def deposits(tx: Tx, bill_ids: Iterable[int]) -> dict[int, int]:
    """What lies here for each bill, and for those that were joined to it; 0 where nothing does."""
    found = dict.fromkeys(bill_ids, 0)
    whose = func.coalesce(bill.c.joined_id, bill.c.id)
    query = (
        select(whose, func.sum(-entry.c.amount_minor))
        .select_from(entry)
        .join(posting, posting.c.id == entry.c.posting_id)
        .join(bill, bill.c.id == posting.c.bill_id)
        .where(entry.c.account == "deposits", whose.in_(found))
        .group_by(whose)
    )
    return found | {bill_id: int(total) for bill_id, total in tx.execute(query)}
