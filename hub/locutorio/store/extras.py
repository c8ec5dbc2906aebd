"""The shop's list of extras."""

from sqlalchemy import insert, select

from locutorio.store.engine import Tx
from locutorio.store.tables import extra


def add(tx: Tx, *, text: str, amount_minor: int, added_ms: int) -> None:
    tx.execute(insert(extra).values(text=text, amount_minor=amount_minor, added_ms=added_ms))


def every(tx: Tx) -> list[tuple[int, str, int]]:
    rows = tx.execute(select(extra.c.id, extra.c.text, extra.c.amount_minor).order_by(extra.c.id))
    return [(row.id, row.text, row.amount_minor) for row in rows]
