"""Checkout: taking the money for a bill. Station 7 of the way of a call.

Lock before pay: a bill can be paid once every booth of it has reported its relay open and handed over every
record it numbered. The receipt comes about in the same transaction (issue.py), so there is money exactly
where there is a receipt, and paper can only follow.
"""

from collections.abc import Sequence
from dataclasses import astuple

from locutorio.core.bill import Discount
from locutorio.core.open_bill import Hindrance, OpenBill
from locutorio.core.receipt import Buyer, Receipt
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import ACCOUNT, Paid, Tender, settle
from locutorio.desk.accounts import may_owe
from locutorio.desk.billing import put_together
from locutorio.desk.customers import present
from locutorio.desk.errors import BillChanged, NoAccount, NotLockedYet, RecordsMissing, UnpricedCalls
from locutorio.desk.issue import issue
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills, books, people, requests, visits
from locutorio.store.engine import Store, Tx


def pay(
    store: Store,
    shop: ShopProfile,
    *,
    bill_id: int,
    tenders: Sequence[Tender],
    expected_due_minor: int,
    request_key: str,
    operator_id: int,
    print_it: bool,
    customer_id: int | None = None,
    now_ms: int,
) -> Receipt:
    """Take the money and close the bill, once however often it is asked.

    `request_key` is made when the dialog opens: the same key again gives the same receipt.
    `expected_due_minor` is what the customer was told; BillChanged if it is no longer so. `customer_id`:
    whose account pays, or whose company the receipt is for; None = the bill's customer.
    """
    offered = [astuple(tender) for tender in tenders]
    asked = requests.fingerprint("pay", bill_id, offered, expected_due_minor, print_it, customer_id)
    with store.begin() as tx:
        earlier = _earlier(tx, request_key, asked)
        if earlier is not None:
            return earlier
        (shown,) = put_together(tx, shop, [unpaid(tx, bill_id)], now_ms=now_ms)
        _agree(shown, expected_due_minor)
        paid = settle(shown.bill.to_pay_minor, tenders, cash_step_minor=shop.cash_step_minor)
        customer_id = shown.customer_id if customer_id is None else customer_id
        owes_id = _who_owes(tx, paid, customer_id)
        operator = people.by_id(tx, operator_id)
        draft = _draft(
            shop, shown, paid, operator=operator["name"] if operator else "",
            buyer=_buyer(tx, shop, customer_id), now_ms=now_ms,
        )  # fmt: skip
        receipt = issue(tx, shop, draft, person_id=operator_id, print_it=print_it, customer_id=owes_id)
        bills.change(tx, bill_id, closed_ms=now_ms)
        visits.close_of(tx, bill_id, now_ms=now_ms)
        requests.keep(tx, request_key, asked, f"receipt {receipt.number}", now_ms)
        people.log(
            tx, "pay", person_id=operator_id, at_ms=now_ms,
            detail=f"receipt {receipt.number} for bill {bill_id}",
        )  # fmt: skip
        return receipt


def _earlier(tx: Tx, request_key: str, asked: str) -> Receipt | None:
    """The receipt this very request has already led to."""
    outcome = requests.earlier(tx, request_key, asked)
    return None if outcome is None else books.by_number(tx, int(outcome.removeprefix("receipt ")))


def _agree(shown: OpenBill, expected_due_minor: int) -> None:
    """It can be paid, and comes to what the customer was told."""
    for hindrance in shown.in_the_way:
        _refuse(hindrance)
    bill = shown.bill
    if bill.due_minor != expected_due_minor:
        raise BillChanged(
            "the bill has changed since it was shown; look at it again", due_minor=bill.due_minor
        )


def _refuse(hindrance: Hindrance) -> None:
    label = hindrance.booth_label
    if hindrance.kind == "unpriced":
        raise UnpricedCalls("a call has no price yet; decide on it first")
    if hindrance.kind == "missing":
        raise RecordsMissing(f"{label} has not handed over all its calls yet; wait a moment", booth=label)
    if hindrance.kind == "offline":
        raise RecordsMissing(
            f"{label} does not answer and has not handed over all its calls; wait for it, or settle with "
            "what it has told",
            booth=label,
        )
    raise NotLockedYet(f"{label} is not locked yet; lock it and wait a moment", booth=label)


def _who_owes(tx: Tx, paid: Paid, customer_id: int | None) -> int | None:
    """Whose account it goes on; None if it goes on none."""
    amount_minor = sum(payment.amount_minor for payment in paid.payments if payment.method == ACCOUNT)
    if not amount_minor:
        return None
    if customer_id is None:
        raise NoAccount("say whose account it is to go on")
    may_owe(tx, customer_id, amount_minor)
    return customer_id


def _buyer(tx: Tx, shop: ShopProfile, customer_id: int | None) -> Buyer | None:
    """The company the receipt is for."""
    company = None if customer_id is None else present(tx, customer_id).company
    if company is None or not company.legal_name:
        return None
    return Buyer(
        name=company.legal_name,
        address_lines=tuple(company.address.splitlines()),
        country=company.country or shop.country,
        tax_id=company.tax_id,
    )


def _draft(
    shop: ShopProfile, shown: OpenBill, paid: Paid, *, operator: str, buyer: Buyer | None, now_ms: int
) -> Receipt:
    bill = shown.bill
    agreed = bill.discount
    return Receipt(
        number=0,
        issued_at_ms=now_ms,
        shop_name=shop.name,
        shop_lines=shop.address_lines,
        footer_lines=shop.footer_lines,
        timezone=shop.timezone,
        language=shop.language,
        currency=shop.currency.code,
        currency_decimals=shop.currency.decimals,
        operator=operator,
        booth_label=", ".join(shown.booths),
        calls=bill.calls,
        extras=bill.extras,
        charges_minor=bill.charges_minor,
        rounding_minor=bill.rounding_minor,
        due_minor=bill.due_minor,
        payments=paid.payments,
        change_minor=paid.change_minor,
        bill_id=shown.id,
        deposit_minor=bill.deposit_minor,
        cash_rounding_minor=paid.cash_rounding_minor,
        discount=agreed and Discount(agreed.percent, bill.discount_minor, agreed.reason),
        calls_tax=bill.calls_tax,
        taxes=bill.taxes,
        tax_id=shop.tax_id,
        country=shop.country,
        buyer=buyer,
        masked_digits=shop.masked_digits,
    )
