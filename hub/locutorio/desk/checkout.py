"""Checkout: the bill of a visit, and taking the money for it. Station 7 of the way of a call.

Lock before pay: a bill opens once the booth has reported its relay open and every record it numbered is
here. The receipt's number, its seal, the ledger's entries and the print job come about in one
transaction, so there is money exactly where there is a receipt, and paper can only follow.
"""

import hashlib
import json
from dataclasses import dataclass

from locutorio.core.bill import Bill, BilledExtra
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import (
    BadExtra,
    BillChanged,
    NotLockedYet,
    RecordsMissing,
    UnknownMethod,
    UnpricedCalls,
)
from locutorio.desk.extras import Extra, catalogue
from locutorio.desk.unpaid import unpaid
from locutorio.store import books, booths, calls, ledger, paper, people, visits
from locutorio.store.engine import Store, Tx
from locutorio.store.requests import RequestReused
from locutorio.store.visits import Visit


@dataclass(frozen=True, slots=True)
class Checkout:
    visit_id: str
    booth_label: str
    opened_at_ms: int
    bill: Bill
    catalogue: tuple[Extra, ...]


def show(store: Store, shop: ShopProfile, *, visit_id: str, now_ms: int) -> Checkout:
    """The bill as it stands, before extras."""
    with store.read() as tx:
        visit, booth_label, bill = _open_bill(tx, shop, visit_id, extras=())
        return Checkout(visit_id, booth_label, visit.opened_ms, bill, catalogue(tx))


def pay(
    store: Store,
    shop: ShopProfile,
    *,
    visit_id: str,
    extras: tuple[BilledExtra, ...],
    paid_minor: int,
    method: str,
    request_key: str,
    operator_id: int,
    print_it: bool,
    expected_due_minor: int,
    now_ms: int,
) -> Receipt:
    """Take the money and close the visit, once however often it is asked.

    `request_key` is made when the dialog opens: the same key again gives the same receipt.
    `expected_due_minor` is what the customer was told; BillChanged if it is no longer so.
    """
    _check(extras, method)
    asked = (visit_id, [(e.text, e.quantity, e.amount_minor) for e in extras], paid_minor, method, print_it)
    request_hash = hashlib.sha256(json.dumps([*asked, expected_due_minor]).encode()).hexdigest()
    with store.begin() as tx:
        earlier = _earlier(tx, request_key, request_hash)
        if earlier:
            return earlier
        visit, booth_label, bill = _open_bill(tx, shop, visit_id, extras)
        _agree(bill, expected_due_minor)
        last = books.last(tx)
        operator = people.by_id(tx, operator_id)
        receipt = _receipt(
            shop,
            bill,
            number=last.number + 1,
            issued_at_ms=now_ms,
            operator=operator["name"] if operator else "",
            booth_label=booth_label,
            method=method,
            paid_minor=paid_minor,
        )
        books.add_receipt(tx, receipt, visit_id=visit_id, seal=receipt.seal(last.seal))
        books.add_bill(tx, bill, receipt_number=receipt.number)
        books.add_payment(
            tx, receipt, request_key=request_key, request_hash=request_hash, person_id=operator_id
        )
        _post(tx, bill, receipt)
        visits.change(tx, visit_id, closed_ms=now_ms)
        if print_it:
            paper.add(tx, receipt_number=receipt.number, queued_ms=now_ms)
        people.log(
            tx, "pay", person_id=operator_id, at_ms=now_ms, booth_id=visit.booth_id, visit_id=visit_id,
            detail=f"receipt {receipt.number}",
        )  # fmt: skip
        return receipt


def _check(extras: tuple[BilledExtra, ...], method: str) -> None:
    if method not in ledger.HOLDING:
        raise UnknownMethod(f"money is taken as one of: {', '.join(ledger.HOLDING)}")
    for extra in extras:
        if not extra.text.strip() or extra.quantity < 1 or extra.amount_minor < 0:
            raise BadExtra("an extra needs a text, a quantity and an amount of nothing or more")


def _earlier(tx: Tx, request_key: str, request_hash: str) -> Receipt | None:
    """The receipt this very request has already led to."""
    known = books.request(tx, request_key)
    if known is None:
        return None
    number, known_hash = known
    if known_hash != request_hash:
        raise RequestReused("this dialog has already taken a payment; open the bill again")
    return books.by_number(tx, number)


def _open_bill(
    tx: Tx, shop: ShopProfile, visit_id: str, extras: tuple[BilledExtra, ...]
) -> tuple[Visit, str, Bill]:
    """The visit, its booth's label and its bill, if it may be paid now."""
    visit = unpaid(tx, visit_id)
    now = booths.now(tx, visit.booth_id)
    assert now is not None  # a visit's booth exists: the database says so
    booked = calls.of_visits(tx, [visit_id])[visit_id]
    if now.phase != "settling":
        raise NotLockedYet(f"{now.label} is not locked yet; lock it and wait a moment", booth=now.label)
    unfinished = any(not call.is_finished for call in booked)
    if (now.missing or unfinished) and not visit.settled_anyway:
        raise RecordsMissing(
            f"{now.label} has not handed over all its calls yet; wait a moment", booth=now.label
        )
    bill = Bill(
        calls=tuple(call.billed(shop.country, steps=shop.receipt_steps) for call in booked),
        extras=extras,
        step_minor=shop.step_minor,
    )
    return visit, now.label, bill


def _agree(bill: Bill, expected_due_minor: int) -> None:
    if bill.unpriced:
        raise UnpricedCalls("a call has no price yet; decide on it first", call_id=bill.unpriced[0].call_id)
    if bill.due_minor != expected_due_minor:
        raise BillChanged(
            "the bill has changed since it was shown; look at it again", due_minor=bill.due_minor
        )


def _receipt(
    shop: ShopProfile,
    bill: Bill,
    *,
    number: int,
    issued_at_ms: int,
    operator: str,
    booth_label: str,
    method: str,
    paid_minor: int,
) -> Receipt:
    return Receipt(
        number=number,
        issued_at_ms=issued_at_ms,
        shop_name=shop.name,
        shop_lines=shop.address_lines,
        footer_lines=shop.footer_lines,
        timezone=shop.timezone,
        language=shop.language,
        currency=shop.currency.code,
        currency_decimals=shop.currency.decimals,
        operator=operator,
        booth_label=booth_label,
        calls=bill.calls,
        extras=bill.extras,
        charges_minor=bill.charges_minor,
        rounding_minor=bill.rounding_minor,
        due_minor=bill.due_minor,
        method=method,
        paid_minor=paid_minor,
        change_minor=bill.change_minor(paid_minor),
    )


def _post(tx: Tx, bill: Bill, receipt: Receipt) -> None:
    entries = {
        receipt.method: bill.due_minor,
        "sales_calls": -bill.charges_minor,
        "rounding": -bill.rounding_minor,
        "sales_extras": -bill.extras_minor,
    }
    ledger.post(tx, entries, receipt_number=receipt.number, at_ms=receipt.issued_at_ms)
