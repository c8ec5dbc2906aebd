"""A receipt comes about: its number, its seal, its posting and its paper. Between the stations 7 and 8.

All in the caller's transaction, so there is money exactly where there is a receipt, and paper can only
follow. The same for sales and for credit notes. Must not know how it came to the amounts.
"""

from dataclasses import replace

from locutorio.core.receipt import Receipt
from locutorio.core.sale import entries
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import CASH
from locutorio.desk import fiscal, periods, print_queue, signing
from locutorio.store import books, ledger
from locutorio.store.engine import Tx


def issue(
    tx: Tx,
    shop: ShopProfile,
    draft: Receipt,
    *,
    person_id: int | None,
    print_it: bool,
    customer_id: int | None = None,
) -> Receipt:
    """Give `draft` the next number and keep it for ever, after closing what is over. `customer_id`: whose
    account it is about."""
    periods.close_due(tx, shop, now_ms=draft.issued_at_ms, person_id=None)
    last = books.last(tx)
    receipt = fiscal.stamped(tx, shop, replace(draft, number=last.number + 1), seal_before=last.seal)
    seal = receipt.seal(last.seal)
    signature = signing.signature(tx, shop, seal, version=receipt.key_version)
    books.add_receipt(tx, receipt, seal=seal, signature=signature)
    ledger.post(
        tx,
        "sale" if receipt.kind == "sale" else "refund",
        entries(receipt),
        at_ms=receipt.issued_at_ms,
        person_id=person_id,
        receipt_number=receipt.number,
        bill_id=receipt.bill_id,
        customer_id=customer_id,
        corrects=None if receipt.corrects is None else ledger.posting_of(tx, receipt.corrects),
        reason=receipt.reason,
    )
    _to_the_printer(tx, shop, receipt, print_it=print_it)
    return receipt


def _to_the_printer(tx: Tx, shop: ShopProfile, receipt: Receipt, *, print_it: bool) -> None:
    """The paper, if it is wanted; the drawer opens wherever cash goes in or out."""
    kick = shop.drawer_kick != "never" and any(paid.method == CASH for paid in receipt.payments)
    if print_it:
        print_queue.enqueue_receipt(tx, receipt.number, now_ms=receipt.issued_at_ms, kick=kick)
    elif kick:
        print_queue.enqueue_kick(tx, now_ms=receipt.issued_at_ms)
