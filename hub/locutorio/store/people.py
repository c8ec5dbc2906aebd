"""People who work at the counter, and the log of what they did there."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, Select, func, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import act, person, role


def add(tx: Tx, **values: Any) -> int:
    """Somebody new, who never failed to prove who they are."""
    return add_row(tx, person, **{"failures": 0, "locked_until_ms": 0, **values})


def change(tx: Tx, person_id: int, **values: Any) -> None:
    tx.execute(update(person).where(person.c.id == person_id).values(**values))


def by_name_key(tx: Tx, name_key: str) -> RowMapping | None:
    return tx.execute(_people().where(person.c.name_key == name_key)).mappings().one_or_none()


def by_id(tx: Tx, person_id: int) -> RowMapping | None:
    return tx.execute(_people().where(person.c.id == person_id)).mappings().one_or_none()


def every(tx: Tx) -> list[RowMapping]:
    return list(tx.execute(_people().order_by(person.c.name_key)).mappings())


def _people() -> Select[Any]:
    """Each with the `rights` of their role as they are kept; NULL = it comes with the program."""
    return select(person, role.c.rights).outerjoin(role, role.c.key == person.c.role)


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
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> int:
    """Write down who did what; of what was so `before` and is so `after`, what differs is kept. Returns the
    act's id."""
    was, became = before or {}, after or {}
    changed = [name for name in {**was, **became} if was.get(name) != became.get(name)]
    return add_row(
        tx,
        act,
        at_ms=at_ms,
        person_id=person_id,
        kind=kind,
        booth_id=booth_id,
        visit_id=visit_id,
        detail=detail,
        before=_written({name: was[name] for name in changed if name in was}),
        after=_written({name: became[name] for name in changed if name in became}),
    )


def _written(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str) if facts else ""


def acts(
    tx: Tx,
    *,
    limit: int,
    person_id: int | None = None,
    kind: str = "",
    from_ms: int | None = None,
    to_ms: int | None = None,
) -> list[RowMapping]:
    """The latest acts, newest first, each with its person's name ("" if nobody was logged in yet)."""
    query = select(act, func.coalesce(person.c.name, "").label("name")).outerjoin(
        person, person.c.id == act.c.person_id
    )
    if person_id is not None:
        query = query.where(act.c.person_id == person_id)
    if kind:
        query = query.where(act.c.kind == kind)
    if from_ms is not None:
        query = query.where(act.c.at_ms >= from_ms)
    if to_ms is not None:
        query = query.where(act.c.at_ms < to_ms)
    return list(tx.execute(query.order_by(act.c.id.desc()).limit(limit)).mappings())


def kinds(tx: Tx) -> list[str]:
    """Every kind of act there was."""
    return list(tx.execute(select(act.c.kind).distinct().order_by(act.c.kind)).scalars())
