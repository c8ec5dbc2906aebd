"""Money given back: credit notes, and receipts taken back whole to make their bill anew. Station 7.

Nothing that was booked changes: a credit note is a receipt of its own, with the next number, that names the
one it corrects. Must not know how a receipt is numbered, sealed or printed.
"""

from dataclasses import astuple, dataclass, replace

from locutorio.core.credit import WHOLE, NothingToCredit, Wanted, note
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import ACCOUNT, CASH, METHODS, Payment, UnknownMethod, in_coins
from locutorio.desk import rerate
from locutorio.desk.errors import CreditedAlready, NoReason, NotASale, UnknownCustomer, UnknownReceipt
from locutorio.desk.issue import issue
from locutorio.desk.person import find
from locutorio.store import bills, books, ledger, people, requests
from locutorio.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class Voided:
    """The credit note over the whole, and the open bill on which its calls and extras stand anew."""

    receipt: Receipt
    bill_id: int


def credit(
    store: Store,
    shop: ShopProfile,
    *,
    receipt_number: int,
    wanted: Wanted,
    method: str,
    reason: str,
    request_key: str,
    operator_id: int,
    now_ms: int,
    print_it: bool = True,
) -> Receipt:
    """Give back what is `wanted` of a receipt, by `method`. The same request gives the same credit note."""
    asked = requests.fingerprint(receipt_number, _listed(wanted), method, reason)
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            return find_receipt(tx, int(earlier.removeprefix("receipt ")))
        made = _credit(
            tx, shop, receipt_number, wanted, method=method, reason=_said(reason), operator_id=operator_id,
            now_ms=now_ms, print_it=print_it,
        )  # fmt: skip
        requests.keep(tx, request_key, asked, f"receipt {made.number}", now_ms)
        return made


def give_back(
    store: Store,
    shop: ShopProfile,
    *,
    receipt_number: int,
    method: str,
    reason: str,
    request_key: str,
    operator_id: int,
    now_ms: int,
    print_it: bool = True,
) -> Receipt:
    """What was paid too much for the calls of a receipt by what a re-rating made of them."""
    asked = requests.fingerprint("give back", receipt_number, method, reason)
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            return find_receipt(tx, int(earlier.removeprefix("receipt ")))
        due_minor = rerate.due_back(tx, shop, receipt_number)
        if not due_minor:
            raise NothingToCredit("nothing is due back on that receipt, or it was given back already")
        of_calls = Wanted(extras=frozenset(), amount_minor=due_minor)
        made = _credit(
            tx, shop, receipt_number, of_calls, method=method, reason=_said(reason), operator_id=operator_id,
            now_ms=now_ms, print_it=print_it,
        )  # fmt: skip
        requests.keep(tx, request_key, asked, f"receipt {made.number}", now_ms)
        return made


def void(
    store: Store,
    shop: ShopProfile,
    *,
    receipt_number: int,
    method: str,
    reason: str,
    request_key: str,
    operator_id: int,
    now_ms: int,
    print_it: bool = True,
) -> Voided:
    """Take a receipt back whole: its calls, extras and discount stand on a new bill, to be paid rightly."""
    asked = requests.fingerprint("void", receipt_number, method, reason)
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            number, bill_id = map(int, earlier.removeprefix("receipt ").split(", bill "))
            return Voided(find_receipt(tx, number), bill_id)
        if books.credits_of(tx, receipt_number):
            raise CreditedAlready("part of it was given back already; credit the rest instead")
        made = _credit(
            tx, shop, receipt_number, WHOLE, method=method, reason=_said(reason), operator_id=operator_id,
            now_ms=now_ms, print_it=print_it,
        )  # fmt: skip
        bill_id = _bill_anew(tx, find_receipt(tx, receipt_number), operator_id=operator_id, now_ms=now_ms)
        requests.keep(tx, request_key, asked, f"receipt {made.number}, bill {bill_id}", now_ms)
        return Voided(made, bill_id)


def find_receipt(tx: Tx, number: int) -> Receipt:
    found = books.by_number(tx, number)
    if found is None:
        raise UnknownReceipt(f"there is no receipt {number}", number=number)
    return found


def _credit(
    tx: Tx,
    shop: ShopProfile,
    receipt_number: int,
    wanted: Wanted,
    *,
    method: str,
    reason: str,
    operator_id: int,
    now_ms: int,
    print_it: bool,
) -> Receipt:
    sale = find_receipt(tx, receipt_number)
    if sale.kind != "sale":
        raise NotASale("a credit note is not taken back; sell it again instead", number=receipt_number)
    turned = note(sale, books.credits_of(tx, receipt_number), wanted)
    draft = replace(
        _paid_back(turned, method, shop),
        issued_at_ms=now_ms,
        operator=find(tx, operator_id).name,
        reason=reason,
        bill_id=books.bill_of(tx, receipt_number),
        masked_digits=shop.masked_digits,
    )
    customer_id = ledger.customer_of(tx, receipt_number)
    if method == ACCOUNT and customer_id is None:
        raise UnknownCustomer("nobody's account paid for it; give the money back another way")
    made = issue(tx, shop, draft, person_id=operator_id, print_it=print_it, customer_id=customer_id)
    people.log(
        tx, "credit", person_id=operator_id, at_ms=now_ms,
        detail=f"receipt {made.number} corrects receipt {receipt_number}: {reason}",
    )  # fmt: skip
    return made


def _paid_back(turned: Receipt, method: str, shop: ShopProfile) -> Receipt:
    """All of it by one method, in coins where it is cash."""
    if method not in METHODS:
        raise UnknownMethod(f"money is given back as one of: {', '.join(METHODS)}")
    due_minor = turned.due_minor
    back_minor = in_coins(due_minor, shop.cash_step_minor) if method == CASH else due_minor
    payments = (Payment(method, back_minor, back_minor),) if back_minor else ()
    return replace(turned, payments=payments, cash_rounding_minor=back_minor - due_minor)


def _bill_anew(tx: Tx, sale: Receipt, *, operator_id: int, now_ms: int) -> int:
    bill_id = bills.add(
        tx, opened_ms=now_ms, person_id=operator_id, customer_id=ledger.customer_of(tx, sale.number)
    )
    bills.change(tx, bill_id, parked_ms=now_ms)  # no booth is its own
    bills.tick(tx, [call.call_id for call in sale.calls], bill_id, person_id=operator_id, at_ms=now_ms)
    for extra in sale.extras:
        bills.add_item(
            tx, bill_id=bill_id, extra_id=None, text=extra.text, quantity=extra.quantity,
            amount_minor=extra.amount_minor, tax=extra.tax, person_id=operator_id, at_ms=now_ms,
        )  # fmt: skip
    if sale.discount:
        bills.set_discount(tx, bill_id, sale.discount, person_id=operator_id, at_ms=now_ms)
    return bill_id


def _listed(wanted: Wanted) -> list[object]:
    """As a list without a set in it, whose order is nobody's."""
    return [sorted(part) if isinstance(part, frozenset) else part for part in astuple(wanted)]


def _said(reason: str) -> str:
    if not reason.strip():
        raise NoReason("say why: it stands on the credit note")
    return reason.strip()
