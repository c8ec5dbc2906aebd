"""Tariff versions and the shop's list of extras."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from locutorio.store.engine import Tx
from locutorio.store.tables import extra, tariff


@dataclass(frozen=True, slots=True)
class Version:
    id: int
    in_force_from_ms: int


_VERSIONS = select(tariff.c.id, tariff.c.in_force_from_ms).order_by(
    tariff.c.in_force_from_ms.desc(), tariff.c.id.desc()
)


def versions(tx: Tx) -> list[Version]:
    """All versions, the one that wins first: latest start, then latest adopted."""
    return [Version(*row) for row in tx.execute(_VERSIONS)]


def document(tx: Tx, tariff_id: int) -> str:
    """A version never changes, so each connection to the database reads it once and keeps it."""
    kept: dict[int, str] = tx.info.setdefault("tariffs", {})
    if tariff_id not in kept:
        kept[tariff_id] = tx.execute(select(tariff.c.document).where(tariff.c.id == tariff_id)).scalar_one()
    return kept[tariff_id]


def adopt(tx: Tx, *, in_force_from_ms: int, adopted_ms: int, document: str) -> None:
    tx.execute(
        insert(tariff).values(in_force_from_ms=in_force_from_ms, adopted_ms=adopted_ms, document=document)
    )


def add_extra(tx: Tx, *, text: str, amount_minor: int, added_ms: int) -> None:
    tx.execute(insert(extra).values(text=text, amount_minor=amount_minor, added_ms=added_ms))


def extras(tx: Tx) -> list[tuple[int, str, int]]:
    rows = tx.execute(select(extra.c.id, extra.c.text, extra.c.amount_minor).order_by(extra.c.id))
    return [(row.id, row.text, row.amount_minor) for row in rows]
