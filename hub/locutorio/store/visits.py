"""Visits: from unlock to lock, each on a bill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import booth, visit


@dataclass(frozen=True, slots=True)
class Visit:
    """`closed_ms` is None while its booth is not free again; `moved_on`: who sat there sits elsewhere now."""

    id: str
    booth_id: str
    booth_label: str
    opened_ms: int
    locked_ms: int | None
    settled_anyway: bool
    closed_ms: int | None
    package_id: int | None
    customer_id: int | None
    bill_id: int
    moved_on: bool


# Its bill goes on in a visit that began when this one was over.
_later = visit.alias()
MOVED_ON = exists().where(
    _later.c.bill_id == visit.c.bill_id, _later.c.id != visit.c.id, _later.c.opened_ms >= visit.c.locked_ms
)
_VISITS: Select[Any] = select(
    visit.c.id, visit.c.booth_id, booth.c.label, visit.c.opened_ms, visit.c.locked_ms, visit.c.settled_anyway,
    visit.c.closed_ms, visit.c.package_id, visit.c.customer_id, visit.c.bill_id,
    MOVED_ON,
).join(booth, booth.c.id == visit.c.booth_id)  # fmt: skip


def find(tx: Tx, visit_id: str) -> Visit | None:
    row = tx.execute(_VISITS.where(visit.c.id == visit_id)).one_or_none()
    return Visit(*row) if row else None


def of_bills(tx: Tx, bill_ids: Iterable[int]) -> dict[int, list[Visit]]:
    """The visits of each bill, in the order they began."""
    found: dict[int, list[Visit]] = {bill_id: [] for bill_id in bill_ids}
    if found:
        query = _VISITS.where(visit.c.bill_id.in_(found)).order_by(visit.c.opened_ms, visit.c.id)
        for row in tx.execute(query):
            found[row.bill_id].append(Visit(*row))
    return found


def add(tx: Tx, visit_id: str, **values: Any) -> None:
    tx.execute(insert(visit).values(id=visit_id, settled_anyway=False, **values))


def change(tx: Tx, visit_id: str, **values: Any) -> None:
    tx.execute(update(visit).where(visit.c.id == visit_id).values(**values))


def close_in(tx: Tx, booth_id: str, *, now_ms: int) -> None:
    """The booth is free again, whoever sat there."""
    here = (visit.c.booth_id == booth_id, visit.c.closed_ms.is_(None))
    tx.execute(update(visit).where(*here).values(closed_ms=now_ms))


def close_of(tx: Tx, bill_id: int, *, now_ms: int) -> None:
    """All booths of a bill are free again."""
    of_bill = (visit.c.bill_id == bill_id, visit.c.closed_ms.is_(None))
    tx.execute(update(visit).where(*of_bill).values(closed_ms=now_ms))
