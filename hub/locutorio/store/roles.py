"""Sets of rights the owner put together."""

import json
from collections.abc import Iterable

from sqlalchemy import RowMapping, delete, insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import role


def every(tx: Tx) -> list[RowMapping]:
    return list(tx.execute(select(role).order_by(role.c.key)).mappings())


def find(tx: Tx, key: str) -> RowMapping | None:
    return tx.execute(select(role).where(role.c.key == key)).mappings().one_or_none()


def add(tx: Tx, key: str, *, name: str, rights: Iterable[str], changed_ms: int) -> None:
    tx.execute(insert(role).values(key=key, name=name, rights=_written(rights), changed_ms=changed_ms))


def change(tx: Tx, key: str, *, rights: Iterable[str], changed_ms: int) -> None:
    tx.execute(update(role).where(role.c.key == key).values(rights=_written(rights), changed_ms=changed_ms))


def drop(tx: Tx, key: str) -> None:
    tx.execute(delete(role).where(role.c.key == key))


def _written(rights: Iterable[str]) -> str:
    return json.dumps(sorted(rights))
