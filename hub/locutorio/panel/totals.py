"""What the till says while it is typed at: what is due, what is left, what goes back. Station 7.

The same Bill and the same settling that take the money say it, so nothing shown can differ from what is
booked. Must not know pages.
"""

from dataclasses import dataclass

from locutorio.core.bill import Bill
from locutorio.core.cash import denominations, likely
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import CASH, Paid, Tender, TooLittlePaid, in_coins, settle
from locutorio.panel.checkout_form import CheckoutForm


@dataclass(frozen=True, slots=True)
class Totals:
    """`paid` is None while what is typed does not cover the bill; then `left_minor` is still to be paid.
    `quick` are amounts of cash at one press: first what is left, exactly, then what may be laid down."""

    bill: Bill
    tenders: tuple[Tender, ...]
    left_minor: int
    paid: Paid | None
    quick: tuple[int, ...]


def totals(bill: Bill, form: CheckoutForm, shop: ShopProfile) -> Totals:
    """BadMoney or TooMuch for what cannot be taken at all."""
    tenders = form.tenders()
    quick = _quick(bill, tenders, shop)
    try:
        paid = settle(bill.to_pay_minor, tenders, cash_step_minor=shop.cash_step_minor)
    except TooLittlePaid as error:
        return Totals(bill, tenders, error.left_minor, None, quick)
    return Totals(bill, tenders, 0, paid, quick)


def untyped(bill: Bill, shop: ShopProfile) -> Totals:
    return Totals(bill, (), max(0, bill.to_pay_minor), None, _quick(bill, (), shop))


def filled(form: CheckoutForm, bill: Bill, shop: ShopProfile) -> CheckoutForm:
    """The form with the amount of the button that was pressed, if one was."""
    laid_minor = form.fields.get("laid", None, type=int)
    if laid_minor is not None:
        return form.with_amount(CASH, laid_minor)
    method = form.fields.get("rest", "")
    if not method:
        return form
    others_minor = sum(tender.amount_minor for tender in form.tenders() if tender.method != method)
    left_minor = max(0, bill.to_pay_minor - others_minor)
    return form.with_amount(
        method, in_coins(left_minor, shop.cash_step_minor) if method == CASH else left_minor
    )


def _quick(bill: Bill, tenders: tuple[Tender, ...], shop: ShopProfile) -> tuple[int, ...]:
    others_minor = sum(tender.amount_minor for tender in tenders if tender.method != CASH)
    exact_minor = in_coins(bill.to_pay_minor - others_minor, shop.cash_step_minor)
    if exact_minor <= 0:
        return ()
    pieces = denominations(shop.currency.code, shop.currency.decimals)
    return exact_minor, *likely(exact_minor, tuple(one for one in pieces if one >= shop.cash_step_minor))
