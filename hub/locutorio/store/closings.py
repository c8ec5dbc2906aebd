"""Closings: shifts, days, months and years that are over, numbered and chained in one row."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row, insert, select

from locutorio.core.books.closing import Closing
from locutorio.core.seal import FIRST_SEAL
from locutorio.store.engine import Tx
from locutorio.store.tables import closing


@dataclass(frozen=True, slots=True)
class Sealed:
    closing: Closing
    seal: str
    signature: str


def last(tx: Tx) -> tuple[int, str]:
    """The latest closing's number and seal. In a writing transaction nobody can come in between."""
    query = select(closing.c.number, closing.c.seal).order_by(closing.c.number.desc()).limit(1)
    row = tx.execute(query).one_or_none()
    return (row.number, row.seal) if row else (0, FIRST_SEAL)


def add(tx: Tx, made: Closing, *, seal: str, signature: str) -> None:
    tx.execute(insert(closing).values(**asdict(made), seal=seal, signature=signature))


def of_kind(tx: Tx, kind: str) -> list[Sealed]:
    """All closings of a kind, in order."""
    query = select(closing).where(closing.c.kind == kind)
    return [_sealed(row) for row in tx.execute(query.order_by(closing.c.number))]


def every(tx: Tx) -> list[Sealed]:
    """All closings, in order."""
    return [_sealed(row) for row in tx.execute(select(closing).order_by(closing.c.number))]


def latest(tx: Tx, kind: str) -> Closing | None:
    query = select(closing).where(closing.c.kind == kind).order_by(closing.c.number.desc()).limit(1)
    row = tx.execute(query).one_or_none()
    return _sealed(row).closing if row else None


def find(tx: Tx, number: int) -> Closing | None:
    row = tx.execute(select(closing).where(closing.c.number == number)).one_or_none()
    return _sealed(row).closing if row else None


def _sealed(row: Row[Any]) -> Sealed:
    values = dict(row._mapping)
    seal, signature = values.pop("seal"), values.pop("signature")
    return Sealed(Closing(**values), seal, signature)
