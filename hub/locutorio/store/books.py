"""Receipts and what stands on them: lines and payments. Only ever added to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import insert, select

from locutorio.core.receipt import Receipt
from locutorio.core.seal import FIRST_SEAL
from locutorio.store.engine import Tx
from locutorio.store.tables import billed_call, billed_extra, payment, posting, receipt


@dataclass(frozen=True, slots=True)
class Last:
    """The end of the chain of receipts."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A receipt as it was kept: its very text, with which the seal stands or falls."""

    number: int
    document: str
    seal: str
    signature: str
    key_version: int


def last(tx: Tx) -> Last:
    """The latest receipt's number and seal. In a writing transaction nobody can come in between."""
    query = select(receipt.c.number, receipt.c.seal).order_by(receipt.c.number.desc()).limit(1)
    row = tx.execute(query).one_or_none()
    return Last(row.number, row.seal) if row else Last(0, FIRST_SEAL)


def add_receipt(tx: Tx, issued: Receipt, *, seal: str, signature: str) -> None:
    """With its lines and payments."""
    tx.execute(
        insert(receipt).values(
            number=issued.number,
            kind=issued.kind,
            bill_id=issued.bill_id,
            corrects=issued.corrects,
            issued_ms=issued.issued_at_ms,
            document=issued.to_json(),
            seal=seal,
            signature=signature,
            key_version=issued.key_version,
        )
    )
    _add_lines(tx, issued)
    _add_payments(tx, issued)


def _add_lines(tx: Tx, issued: Receipt) -> None:
    calls = [
        {"receipt_number": issued.number, "call_id": call.call_id, "cost_minor": call.cost_minor}
        for call in issued.calls
    ]
    extras = [
        {"receipt_number": issued.number, "line": line, "text": extra.text, "quantity": extra.quantity,
         "amount_minor": extra.amount_minor}
        for line, extra in enumerate(issued.extras, start=1)
    ]  # fmt: skip
    if calls:
        tx.execute(insert(billed_call), calls)
    if extras:
        tx.execute(insert(billed_extra), extras)


def _add_payments(tx: Tx, issued: Receipt) -> None:
    rows = [
        {"receipt_number": issued.number, "line": line, "method": paid.method,
         "amount_minor": paid.amount_minor, "given_minor": paid.given_minor}
        for line, paid in enumerate(issued.payments, start=1)
    ]  # fmt: skip
    if rows:
        tx.execute(insert(payment), rows)


def by_number(tx: Tx, number: int) -> Receipt | None:
    document = tx.execute(select(receipt.c.document).where(receipt.c.number == number)).scalar_one_or_none()
    return Receipt.from_json(document) if document else None


def bill_of(tx: Tx, number: int) -> int:
    """The bill a receipt belongs to: those from before there were bills do not say it themselves."""
    return int(tx.execute(select(receipt.c.bill_id).where(receipt.c.number == number)).scalar_one())


def of_shift(tx: Tx, shift_id: int) -> list[Receipt]:
    """All receipts of a shift, in the order of their numbers."""
    query = select(receipt.c.document).join(posting, posting.c.receipt_number == receipt.c.number)
    wanted = query.where(posting.c.shift_id == shift_id).order_by(receipt.c.number)
    return [Receipt.from_json(document) for document in tx.execute(wanted).scalars()]


def credits_of(tx: Tx, number: int) -> list[Receipt]:
    """The credit notes that correct a receipt, in the order they were made."""
    query = select(receipt.c.document).where(receipt.c.corrects == number).order_by(receipt.c.number)
    return [Receipt.from_json(document) for document in tx.execute(query).scalars()]


def sale_of_bill(tx: Tx, bill_id: int) -> int | None:
    """The number of the receipt it was paid with."""
    query = select(receipt.c.number).where(receipt.c.bill_id == bill_id, receipt.c.kind == "sale")
    return tx.execute(query).scalar_one_or_none()


def recent(tx: Tx, *, limit: int) -> list[Receipt]:
    query = select(receipt.c.document).order_by(receipt.c.number.desc()).limit(limit)
    return [Receipt.from_json(document) for document in tx.execute(query).scalars()]


_SEALED = select(
    receipt.c.number, receipt.c.document, receipt.c.seal, receipt.c.signature, receipt.c.key_version
).order_by(receipt.c.number)


def chain(tx: Tx, *, after: int = 0) -> Iterator[Sealed]:
    """Every receipt as it was kept, in order; those after that number only."""
    for row in tx.execute(_SEALED.where(receipt.c.number > after)):
        yield Sealed(*row)


def between(tx: Tx, first: int, last: int) -> Iterator[Sealed]:
    """The receipts from that number to that one, as they were kept."""
    for row in tx.execute(_SEALED.where(receipt.c.number.between(first, last))):
        yield Sealed(*row)


def first_issued_after(tx: Tx, number: int) -> int | None:
    """When the first receipt after `number` was issued."""
    query = select(receipt.c.issued_ms).where(receipt.c.number > number).order_by(receipt.c.number).limit(1)
    return tx.execute(query).scalar_one_or_none()
