"""Receipts: looking one up, handing it out or printing it again, showing it to who holds its link."""

import hmac

from locutorio.core.receipt import Receipt
from locutorio.desk import print_queue
from locutorio.desk.errors import UnknownReceipt
from locutorio.store import books, paper, people
from locutorio.store.engine import Store


def receipt(store: Store, number: int) -> Receipt:
    with store.read() as tx:
        found = books.by_number(tx, number)
    if found is None:
        raise UnknownReceipt(f"there is no receipt {number}", number=number)
    return found


def recent(store: Store, limit: int) -> list[Receipt]:
    """Newest first."""
    with store.read() as tx:
        return books.recent(tx, limit=limit)


def reprint(store: Store, *, number: int, operator_id: int, now_ms: int) -> None:
    """Queue it once more, marked as a copy if it was queued before."""
    with store.begin() as tx:
        if books.by_number(tx, number) is None:
            raise UnknownReceipt(f"there is no receipt {number}", number=number)
        copy = print_queue.enqueue_receipt(tx, number, now_ms=now_ms)
        people.log(
            tx, "reprint", person_id=operator_id, at_ms=now_ms, detail=f"receipt {number}, copy {copy}"
        )


def hand_out(store: Store, *, number: int, form: str, operator_id: int, now_ms: int) -> tuple[Receipt, int]:
    """The receipt as a file of this `form`, and which copy that is: files and paper are counted alike."""
    with store.begin() as tx:
        found = books.by_number(tx, number)
        if found is None:
            raise UnknownReceipt(f"there is no receipt {number}", number=number)
        copy = paper.add(tx, kind="receipt", receipt_number=number, queued_ms=now_ms, state="confirmed")
        detail = f"receipt {number} as {form}, copy {copy}"
        people.log(tx, "hand_out", person_id=operator_id, at_ms=now_ms, detail=detail)
        return found, copy


def shown_to(store: Store, token: str) -> Receipt | None:
    """The receipt whose link ends in `token`, for the customer who has the paper; None for anybody else."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    with store.read() as tx:
        found = books.by_number(tx, int(number))
    known = found.link.rpartition("/")[2] if found else ""
    return found if known and hmac.compare_digest(known, token) else None
