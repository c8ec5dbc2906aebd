"""Shifts of the drawer: from a float to the count that closes them. One is open at a time, or none."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, select

from locutorio.store.engine import Tx
from locutorio.store.tables import closing, shift


@dataclass(frozen=True, slots=True)
class Shift:
    """`person_id` is None if it opened by itself; `float_minor` what was in the drawer then."""

    id: int
    opened_ms: int
    person_id: int | None
    float_minor: int


def latest(tx: Tx) -> Shift | None:
    """The shift that is open, or the last one that was."""
    return _one(tx, None)


def current(tx: Tx) -> Shift | None:
    """The shift that is open."""
    found = latest(tx)
    over = (
        found
        and tx.execute(
            select(closing.c.number).where(closing.c.kind == "shift", closing.c.period == str(found.id))
        ).one_or_none()
    )
    return None if over else found


def find(tx: Tx, shift_id: int) -> Shift | None:
    return _one(tx, shift.c.id == shift_id)


def add(tx: Tx, *, opened_ms: int, person_id: int | None, float_minor: int) -> Shift:
    last = latest(tx)
    added = Shift(last.id + 1 if last else 1, opened_ms, person_id, float_minor)
    tx.execute(
        insert(shift).values(id=added.id, opened_ms=opened_ms, person_id=person_id, float_minor=float_minor)
    )
    return added


def _one(tx: Tx, condition: ColumnElement[bool] | None) -> Shift | None:
    query = select(shift).order_by(shift.c.id.desc()).limit(1)
    row = tx.execute(query if condition is None else query.where(condition)).one_or_none()
    return Shift(**row._mapping) if row else None
