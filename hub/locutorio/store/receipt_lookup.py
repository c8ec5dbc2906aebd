"""Finding receipts again by what is known of them: for whoever comes back with a question."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from locutorio.core.receipt import Receipt
from locutorio.store.engine import Tx
from locutorio.store.tables import billed_call, call, receipt


def search(
    tx: Tx,
    *,
    number: int | None = None,
    digits: str = "",
    booth_id: str = "",
    between_ms: tuple[int, int] | None = None,
) -> Iterator[Receipt]:
    """The receipts for which all that is given holds, the newest first.

    `digits` are a part of those dialled for a call on it, from the booth; it was issued `between_ms`, the
    end not included.
    """
    query = select(receipt.c.document).order_by(receipt.c.number.desc())
    if number is not None:
        query = query.where(receipt.c.number == number)
    if between_ms is not None:
        query = query.where(receipt.c.issued_ms >= between_ms[0], receipt.c.issued_ms < between_ms[1])
    if digits or booth_id:
        of_it = [billed_call.c.receipt_number == receipt.c.number, call.c.id == billed_call.c.call_id]
        if digits:
            of_it.append(call.c.digits.contains(digits, autoescape=True))
        if booth_id:
            of_it.append(call.c.booth_id == booth_id)
        query = query.where(exists().where(*of_it))
    for document in tx.execute(query).scalars():
        yield Receipt.from_json(document)
