"""Visits: from unlock to checkout."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import visit


@dataclass(frozen=True, slots=True)
class Visit:
    id: str
    booth_id: str
    opened_ms: int
    locked_ms: int | None
    settled_anyway: bool
    closed_ms: int | None
    budget_minor: int | None
    package_id: int | None
    customer_id: int | None


def find(tx: Tx, visit_id: str) -> Visit | None:
    row = tx.execute(select(visit).where(visit.c.id == visit_id)).one_or_none()
    return Visit(**row._mapping) if row else None


def add(tx: Tx, visit_id: str, **values: Any) -> None:
    tx.execute(insert(visit).values(id=visit_id, settled_anyway=False, **values))


def change(tx: Tx, visit_id: str, **values: Any) -> None:
    tx.execute(update(visit).where(visit.c.id == visit_id).values(**values))
