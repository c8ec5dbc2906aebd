"""Shifts of the drawer: from a float to the count that closes them. One is open at a time, or none."""

from sqlalchemy import insert, select

from locutorio.core.books.shift import Shift
from locutorio.store.engine import Tx
from locutorio.store.tables import closing, shift


def latest(tx: Tx) -> Shift | None:
    """The shift that is open, or the last one that was."""
    row = tx.execute(select(shift).order_by(shift.c.id.desc()).limit(1)).one_or_none()
    return Shift(**row._mapping) if row else None


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


def every(tx: Tx) -> list[Shift]:
    return [Shift(**row._mapping) for row in tx.execute(select(shift).order_by(shift.c.id))]


def add(tx: Tx, *, opened_ms: int, person_id: int | None, float_minor: int) -> Shift:
    last = latest(tx)
    added = Shift(last.id + 1 if last else 1, opened_ms, person_id, float_minor)
    tx.execute(
        insert(shift).values(id=added.id, opened_ms=opened_ms, person_id=person_id, float_minor=float_minor)
    )
    return added
