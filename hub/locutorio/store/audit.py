"""The books as they lie there, row by row and in pieces, for whoever proves them. Reads only.

Nothing is interpreted: a row that was tampered with is handed out as it is.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Row, Select, and_, func, not_, select, text

from locutorio.core.books.chain import Link
from locutorio.core.books.charge import Charge
from locutorio.core.books.receipt import KeptReceipt
from locutorio.store import closings, ledger
from locutorio.store.engine import Tx
from locutorio.store.pieces import Piece, pieces
from locutorio.store.tables import (
    billed_call,
    billed_extra,
    boot,
    call,
    charge,
    closing,
    entry,
    payment,
    posting,
    receipt,
    rerated,
    rerating,
)


def size(tx: Tx) -> int:
    """About how many rows there are to be proved."""
    tables = (receipt, posting, charge, rerated, closing)
    return sum(tx.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def receipt_links(tx: Tx) -> Iterator[Link]:
    for low, high in pieces(tx, receipt.c.number):
        query = select(receipt).where(receipt.c.number.between(low, high)).order_by(receipt.c.number)
        for row in tx.execute(query):
            yield Link(row.number, row.document, row.seal, row.signature, row.key_version)


def closing_links(tx: Tx) -> Iterator[Link]:
    for kept in closings.every(tx):
        made = kept.closing
        yield Link(made.number, made.sealed_text, kept.seal, kept.signature, made.key_version)


def receipts(tx: Tx) -> Iterator[list[KeptReceipt]]:
    """Piece by piece, each receipt with every row that names it."""
    for piece in pieces(tx, receipt.c.number):
        calls = _of_receipts(tx, select(billed_call).order_by(billed_call.c.call_id), piece)
        extras = _of_receipts(tx, select(billed_extra).order_by(billed_extra.c.line), piece)
        payments = _of_receipts(tx, select(payment).order_by(payment.c.line), piece)
        postings = defaultdict(list)
        for booked, _ in ledger.sealed(tx, receipts=piece):
            postings[booked.receipt_number].append(booked)
        rows = tx.execute(select(receipt).where(receipt.c.number.between(*piece)).order_by(receipt.c.number))
        yield [
            KeptReceipt(
                row.number, row.kind, row.bill_id, row.corrects, row.issued_ms, row.key_version, row.document,
                calls[row.number], extras[row.number], payments[row.number], postings[row.number],
            )
            for row in rows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Priced:
    """A price that can be worked out again: by which tariff, of which call, and what it came to then."""

    table: str
    key: str
    tariff_id: int
    digits: str
    answered_at_ms: int
    seconds: int
    destination: str
    cost_minor: int
    detail: str


def dangling(tx: Tx) -> list[tuple[str, str, str]]:
    """The rows that name another which is not there: their table, their place in it, the other's table.

    PostgreSQL has none; into SQLite they are written by connections that do not ask for foreign keys.
    """
    if tx.dialect.name != "sqlite":
        return []
    rows = tx.execute(text("PRAGMA foreign_key_check"))
    return sorted({(row.table, str(row.rowid), row.parent) for row in rows})


def misnumbered_entries(tx: Tx) -> list[int]:
    """The postings whose entries are not numbered 1, 2, 3: seals are over their order alone."""
    line = entry.c.line
    numbered = and_(func.min(line) == 1, func.max(line) == func.count())
    query = select(entry.c.posting_id).group_by(entry.c.posting_id).having(not_(numbered))
    return list(tx.execute(query.order_by(entry.c.posting_id)).scalars())


_CHARGES = (
    select(
        *(charge.c[field.name] for field in fields(Charge)),
        charge.c.seal,
        func.coalesce(call.c.digits, "").label("digits"),
    )
    .outerjoin(call, call.c.id == charge.c.call_id)
    .order_by(charge.c.call_id)
)
_RERATED = (
    select(
        rerated.c.rerating_id, rerated.c.call_id, rerating.c.tariff_id, call.c.digits,
        func.coalesce(charge.c.answered_at_ms, boot.c.anchor_ms + call.c.answered_ms),
        func.coalesce(charge.c.seconds, call.c.talk_ms / 1000), rerated.c.destination, rerated.c.new_minor,
        rerated.c.detail,
    )
    .join(rerating, rerating.c.id == rerated.c.rerating_id)
    .join(call, call.c.id == rerated.c.call_id)
    .outerjoin(charge, charge.c.call_id == rerated.c.call_id)
    .outerjoin(boot, and_(boot.c.booth_id == call.c.booth_id, boot.c.boot == call.c.boot))
    .order_by(rerated.c.rerating_id, rerated.c.call_id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptCharge:
    """With its seal, and the number that was called."""

    charge: Charge
    seal: str
    digits: str

    @property
    def priced(self) -> Priced:
        made = self.charge
        return Priced(
            "charge", str(made.call_id), made.tariff_id, self.digits, made.answered_at_ms, made.seconds,
            made.destination, made.cost_minor, made.detail,
        )  # fmt: skip


def charges(tx: Tx) -> Iterator[KeptCharge]:
    for piece in pieces(tx, charge.c.call_id):
        for row in tx.execute(_CHARGES.where(charge.c.call_id.between(*piece))):
            yield _charge(row)


def reratings(tx: Tx) -> list[Priced]:
    """Every price that was given anew."""
    return [_rerated(*row) for row in tx.execute(_RERATED)]


def price_of(tx: Tx, call_id: int) -> Priced | None:
    """By what a call was sold: its charge, unless it was priced anew before it was paid."""
    anew = _RERATED.where(rerated.c.call_id == call_id, rerated.c.receipt_number.is_(None))
    rows = tx.execute(anew).all()
    if rows:
        return _rerated(*rows[-1])
    row = tx.execute(_CHARGES.where(charge.c.call_id == call_id)).one_or_none()
    return _charge(row).priced if row else None


def _charge(row: Row[*tuple[Any, ...]]) -> KeptCharge:
    values: dict[str, Any] = dict(row._mapping)
    seal, digits = values.pop("seal"), values.pop("digits")
    return KeptCharge(Charge(**values), seal, digits)


def _rerated(rerating_id: int, call_id: int, *row: Any) -> Priced:
    tariff_id, digits, answered_at_ms, seconds, *price = row
    key = f"{rerating_id} of call {call_id}"
    return Priced("rerated", key, tariff_id, digits, answered_at_ms, int(seconds), *price)


def _of_receipts(tx: Tx, query: Select[*tuple[Any, ...]], piece: Piece) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by the receipt they name, without its number."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    named = query.selected_columns.receipt_number
    row: Row[Any]
    for row in tx.execute(query.where(named.between(*piece))):
        found[row[0]].append(tuple(row[1:]))
    return found
