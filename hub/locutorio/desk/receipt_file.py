"""Receipts found again: by what is known of them, and one with all that became of it. After station 8.

Changes nothing. Must not know how money is given back (refunds.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from locutorio.core import credit
from locutorio.core.credit import Left, Wanted
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.desk import call_lookup, print_queue
from locutorio.desk.errors import UnknownReceipt
from locutorio.desk.print_queue import PaperState
from locutorio.store import books, receipt_lookup
from locutorio.store.engine import Store


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """`notes`: the credit notes over it; `left`: what they leave of it, nothing of a credit note. `paper`:
    what became of its latest print, None = nobody asked for one."""

    receipt: Receipt
    notes: tuple[Receipt, ...]
    left: Left
    paper: PaperState | None

    @property
    def is_creditable(self) -> bool:
        return self.receipt.kind == "sale" and any(self.left.parts_minor)

    def back_minor(self, wanted: Wanted) -> int:
        """What a credit note over `wanted` would give back; it cannot be where the note itself cannot."""
        return -credit.note(self.receipt, self.notes, wanted).due_minor


def find(store: Store, shop: ShopProfile, wanted: call_lookup.Wanted, *, limit: int) -> list[Receipt]:
    """The receipts for which all that is wanted holds, the newest first: `number` is one that was called,
    `day` the one on which they were issued."""
    meant = call_lookup.spellings(wanted.number, shop.country)
    with store.read() as tx:
        found = receipt_lookup.search(
            tx,
            number=wanted.receipt_number,
            digits=call_lookup.end_of(meant),
            booth_id=wanted.booth_id,
            between_ms=call_lookup.moments_of(wanted.day, shop.timezone),
        )
        return list(islice(_that_called(found, meant), limit))


def _that_called(found: Iterator[Receipt], meant: set[str]) -> Iterator[Receipt]:
    for receipt in found:
        called = ("".join(filter(str.isdecimal, call.number)) for call in receipt.calls)
        if not meant or any(part in number for number in called for part in meant):
            yield receipt


def receipt_file(store: Store, number: int) -> ReceiptFile:
    with store.read() as tx:
        receipt = books.by_number(tx, number)
        if receipt is None:
            raise UnknownReceipt(f"there is no receipt {number}", number=number)
        notes = tuple(books.credits_of(tx, number))
    left = credit.left(receipt, notes) if receipt.kind == "sale" else Left((), 0, {})
    return ReceiptFile(receipt, notes, left, print_queue.paper_of(store, number))
