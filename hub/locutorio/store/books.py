"""Receipts, what stands on them, and the payments they confirm."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from locutorio.core.bill import Bill
from locutorio.core.receipt import FIRST_SEAL, Receipt
from locutorio.store.engine import Tx
from locutorio.store.tables import billed_call, billed_extra, payment, receipt


@dataclass(frozen=True, slots=True)
class Last:
    """The end of the chain of receipts."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Sealed:
    receipt: Receipt
    seal: str


def last(tx: Tx) -> Last:
    """The latest receipt's number and seal. In a writing transaction nobody can come in between."""
    query = select(receipt.c.number, receipt.c.seal).order_by(receipt.c.number.desc()).limit(1)
    row = tx.execute(query).one_or_none()
    return Last(row.number, row.seal) if row else Last(0, FIRST_SEAL)


def add_receipt(tx: Tx, issued: Receipt, *, visit_id: str, seal: str) -> None:
    tx.execute(
        insert(receipt).values(
            number=issued.number,
            visit_id=visit_id,
            issued_ms=issued.issued_at_ms,
            document=issued.to_json(),
            seal=seal,
        )
    )


def add_bill(tx: Tx, bill: Bill, *, receipt_number: int) -> None:
    calls = [
        {"receipt_number": receipt_number, "call_id": call.call_id, "cost_minor": call.cost_minor}
        for call in bill.calls
    ]
    extras = [
        {"receipt_number": receipt_number, "line": line, "text": extra.text, "quantity": extra.quantity,
         "amount_minor": extra.amount_minor}
        for line, extra in enumerate(bill.extras, start=1)
    ]  # fmt: skip
    if calls:
        tx.execute(insert(billed_call), calls)
    if extras:
        tx.execute(insert(billed_extra), extras)


def add_payment(tx: Tx, issued: Receipt, *, request_key: str, request_hash: str, person_id: int) -> None:
    tx.execute(
        insert(payment).values(
            receipt_number=issued.number,
            request_key=request_key,
            request_hash=request_hash,
            method=issued.method,
            paid_minor=issued.paid_minor,
            change_minor=issued.change_minor,
            person_id=person_id,
            at_ms=issued.issued_at_ms,
        )
    )


def by_number(tx: Tx, number: int) -> Receipt | None:
    document = tx.execute(select(receipt.c.document).where(receipt.c.number == number)).scalar_one_or_none()
    return Receipt.from_json(document) if document else None


def number_of_visit(tx: Tx, visit_id: str) -> int | None:
    return tx.execute(select(receipt.c.number).where(receipt.c.visit_id == visit_id)).scalar_one_or_none()


def request(tx: Tx, request_key: str) -> tuple[int, str] | None:
    """The receipt number and the hash of an earlier payment with this key."""
    query = select(payment.c.receipt_number, payment.c.request_hash)
    row = tx.execute(query.where(payment.c.request_key == request_key)).one_or_none()
    return (row.receipt_number, row.request_hash) if row else None


def recent(tx: Tx, *, limit: int) -> list[Receipt]:
    query = select(receipt.c.document).order_by(receipt.c.number.desc()).limit(limit)
    return [Receipt.from_json(document) for document in tx.execute(query).scalars()]


def chain(tx: Tx) -> Iterable[Sealed]:
    """Every receipt with its seal, in order."""
    for row in tx.execute(select(receipt.c.document, receipt.c.seal).order_by(receipt.c.number)):
        yield Sealed(Receipt.from_json(row.document), row.seal)
