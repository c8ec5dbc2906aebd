"""Checkout: an open bill with everything on it, and taking the money. Station 7 of the way of a call.

The figures on the page, those that follow the typing and those that are paid all come from the same
Bill. Whatever happens twice (a double click, a reload, two operators) ends on the one receipt. What else
may be done with a bill is bills.py's.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from locutorio.core.bill import Bill
from locutorio.core.errors import ShopError
from locutorio.core.open_bill import OpenBill
from locutorio.core.rights import Right
from locutorio.core.tile import Tile
from locutorio.desk import bills, checkout, customers, extras, items
from locutorio.desk import board as desk_board
from locutorio.desk.customers import Customer
from locutorio.desk.errors import AlreadyPaid, UnknownBill
from locutorio.panel.access import open_to
from locutorio.panel.checkout_form import CheckoutForm
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import language
from locutorio.panel.totals import Totals, filled, totals, untyped

bp = Blueprint("checkout", __name__)


@bp.get("/visits/<visit_id>")
@open_to(Right.SELL)
def of_visit(visit_id: str) -> ResponseReturnValue:
    return redirect(url_for("checkout.show", bill_id=bills.of_visit(deps().store, visit_id=visit_id)))


@bp.get("/bills/<int:bill_id>")
@open_to(Right.SELL)
def show(bill_id: int) -> ResponseReturnValue:
    return page(bill_id, MultiDict({"request_key": secrets.token_urlsafe(16)}))


@bp.post("/bills/<int:bill_id>/quote")
@open_to(Right.SELL)
def quote(bill_id: int) -> ResponseReturnValue:
    """The figures alone, as they stand with what is typed so far; with the fields too, if a button filled
    one in."""
    bill = opened(bill_id)
    form = typed(request.form)
    shown, figures, wrong = reckoned(form, bill.bill)
    fills = shown is not form
    return render_template(
        "_quote.html", open=bill, form=shown, totals=figures, wrong=wrong, fills=fills, customers=known()
    )


@bp.post("/bills/<int:bill_id>/recount")
@open_to(Right.SELL)
def recount(bill_id: int) -> ResponseReturnValue:
    """The whole page with what is typed so far, for a browser without scripts."""
    return page(bill_id, request.form)


@bp.post("/bills/<int:bill_id>/pay")
@open_to(Right.SELL)
def pay(bill_id: int) -> ResponseReturnValue:
    form = typed(request.form)
    try:
        if form.scanned:
            return sold(bill_id, form)
        receipt_number = take(bill_id, form)
    except AlreadyPaid:
        return page(bill_id, request.form)
    except ShopError as error:
        return page(bill_id, request.form, wrong=sentence(error))
    return redirect(url_for("receipts.receipt", number=receipt_number, paid=1), HTTPStatus.SEE_OTHER)


def sold(bill_id: int, form: CheckoutForm) -> ResponseReturnValue:
    """A scanner types wherever the cursor is, also where an amount is expected: one of that on the bill."""
    extra = items.by_barcode(deps().store, form.scanned)
    items.add_item(
        deps().store, bill_id=bill_id, extra_id=extra.id, operator_id=current_user.id, now_ms=deps().clock()
    )
    return redirect(url_for("checkout.show", bill_id=bill_id), HTTPStatus.SEE_OTHER)


def take(bill_id: int, form: CheckoutForm) -> int:
    """Take the money and return the receipt's number: also when this click has taken it before."""
    booth_ids = booths_on(bill_id)
    receipt = checkout.pay(
        deps().store,
        deps().shop,
        bill_id=bill_id,
        tenders=form.offered(),
        expected_due_minor=form.expected_due_minor,
        request_key=form.fields["request_key"],
        operator_id=current_user.id,
        print_it=form.prints,
        customer_id=form.customer_id,
        now_ms=deps().clock(),
    )
    deps().changed(booth_ids)
    deps().printing()  # also where nothing is printed: the drawer hangs on the printer
    return receipt.number


def page(bill_id: int, fields: MultiDict[str, str], wrong: str = "") -> ResponseReturnValue:
    """The bill with what is typed so far; or where it has gone: its receipt, the bill it was joined to."""
    try:
        bill = opened(bill_id)
    except UnknownBill as error:
        if "into_id" not in error.facts:
            raise
        return redirect(url_for("checkout.show", bill_id=error.facts["into_id"]), HTTPStatus.SEE_OTHER)
    except AlreadyPaid as error:
        flash(sentence(error), "error")
        return redirect(url_for("receipts.receipt", number=error.receipt_number), HTTPStatus.SEE_OTHER)
    form, figures, unreadable = reckoned(typed(fields), bill.bill)
    return render_template(
        "checkout.html",
        open=bill,
        form=form,
        totals=figures,
        wrong=wrong or unreadable,
        request_key=fields["request_key"],
        catalogue=extras.listed(deps().store),
        customers=known(),
        others=[one for one in everything_open() if one.id != bill_id],
        free_booths=[tile for tile in tiles() if tile.phase == "free" and tile.online],
    ), HTTPStatus.CONFLICT if wrong else HTTPStatus.OK


def opened(bill_id: int) -> OpenBill:
    return bills.bill(deps().store, deps().shop, bill_id=bill_id, now_ms=deps().clock())


def everything_open() -> list[OpenBill]:
    return bills.open_bills(deps().store, deps().shop, now_ms=deps().clock())


def known() -> list[Customer]:
    """Customers who have an account."""
    return [one for one in customers.customers(deps().store) if one.is_active]


def typed(fields: MultiDict[str, str]) -> CheckoutForm:
    return CheckoutForm(fields, language(), deps().shop.currency)


def reckoned(form: CheckoutForm, bill: Bill) -> tuple[CheckoutForm, Totals, str]:
    """The form with what a button filled in, the figures, and what is wrong with what is typed."""
    try:
        form = filled(form, bill, deps().shop)
        return form, totals(bill, form, deps().shop), ""
    except ShopError as error:
        return form, untyped(bill, deps().shop), sentence(error)


def tiles() -> list[Tile]:
    return desk_board.tiles(deps().store, deps().shop, now_ms=deps().clock())


def booths_on(bill_id: int) -> set[str]:
    return {tile.booth_id for tile in tiles() if tile.bill_id == bill_id}
