"""People who work at the counter, and the log of what they did there."""

from typing import Any

from sqlalchemy import RowMapping, func, insert, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import act, person


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, person, **values)


def change(tx: Tx, person_id: int, **values: Any) -> None:
    tx.execute(update(person).where(person.c.id == person_id).values(**values))


def by_name_key(tx: Tx, name_key: str) -> RowMapping | None:
    return tx.execute(select(person).where(person.c.name_key == name_key)).mappings().one_or_none()


def by_id(tx: Tx, person_id: int) -> RowMapping | None:
    return tx.execute(select(person).where(person.c.id == person_id)).mappings().one_or_none()


def every(tx: Tx) -> list[RowMapping]:
    return list(tx.execute(select(person).order_by(person.c.name_key)).mappings())


def count(tx: Tx) -> int:
    return tx.execute(select(func.count()).select_from(person)).scalar_one()


def log(
    tx: Tx,
    kind: str,
    *,
    person_id: int | None,
    at_ms: int,
    booth_id: str = "",
    visit_id: str = "",
    detail: str = "",
) -> None:
    """Write down who did what."""
    tx.execute(
        insert(act).values(
            at_ms=at_ms, person_id=person_id, kind=kind, booth_id=booth_id, visit_id=visit_id, detail=detail
        )
    )


def acts(tx: Tx, *, limit: int) -> list[RowMapping]:
    """The latest acts, newest first, each with its person's name ("" if nobody was logged in yet)."""
    query = select(act, func.coalesce(person.c.name, "").label("name")).outerjoin(
        person, person.c.id == act.c.person_id
    )
    return list(tx.execute(query.order_by(act.c.id.desc()).limit(limit)).mappings())
