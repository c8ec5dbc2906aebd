"""Checkout: the visit's bill, what was bought besides, and taking the money. Station 7.

The figures on the page, those that follow the typing and those that are paid all come from the same
Bill. Whatever happens twice (a double click, a reload, two operators) ends on the one receipt.
"""

import secrets
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from locutorio.core.bill import Bill, TooLittlePaid
from locutorio.core.errors import ShopError
from locutorio.core.tile import Tile
from locutorio.desk import board as desk_board
from locutorio.desk import checkout as desk
from locutorio.desk import extras, settle, unpriced
from locutorio.desk.checkout import Checkout
from locutorio.desk.errors import AlreadyPaid, NotLockedYet, RecordsMissing
from locutorio.panel.access import OPERATOR, back_to, open_to
from locutorio.panel.checkout_form import CheckoutForm
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import language, money_in

bp = Blueprint("checkout", __name__)


class NothingPaid(ShopError):
    code = "nothing_paid"


@dataclass(frozen=True, slots=True)
class Totals:
    """The bill with what is typed so far. `change_minor` is None while the amount paid does not cover it;
    `wrong` says what could not be read."""

    bill: Bill
    paid_minor: int | None = None
    change_minor: int | None = None
    wrong: str = ""


@bp.get("/visits/<visit_id>")
@open_to(OPERATOR)
def show(visit_id: str) -> ResponseReturnValue:
    return page(visit_id, MultiDict({"request_key": secrets.token_urlsafe(16)}))


@bp.post("/visits/<visit_id>/quote")
@open_to(OPERATOR)
def quote(visit_id: str) -> ResponseReturnValue:
    """The figures alone, as they stand with what is typed so far."""
    return render_template("_quote.html", totals=totals(opened(visit_id), typed(request.form)))


@bp.post("/visits/<visit_id>/recount")
@open_to(OPERATOR)
def recount(visit_id: str) -> ResponseReturnValue:
    """The whole page with what is typed so far, for a browser without scripts."""
    return page(visit_id, request.form)


@bp.post("/visits/<visit_id>/pay")
@open_to(OPERATOR)
def pay(visit_id: str) -> ResponseReturnValue:
    try:
        receipt_number = take(visit_id, typed(request.form))
    except (AlreadyPaid, NotLockedYet, RecordsMissing):
        return page(visit_id, request.form)
    except ShopError as error:
        return page(visit_id, request.form, wrong=sentence(error))
    return redirect(url_for("receipts.receipt", number=receipt_number, paid=1), HTTPStatus.SEE_OTHER)


@bp.post("/visits/<visit_id>/settle-anyway")
@open_to(OPERATOR)
def settle_anyway(visit_id: str) -> ResponseReturnValue:
    settle.settle_anyway(
        deps().store,
        deps().shop,
        visit_id=visit_id,
        reason=request.form["reason"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    changed(tile_of(visit_id))
    return redirect(url_for("checkout.show", visit_id=visit_id), HTTPStatus.SEE_OTHER)


@bp.post("/calls/<int:call_id>/price")
@open_to(OPERATOR)
def decide(call_id: int) -> ResponseReturnValue:
    """A price for a call no tariff knows; the note says why it is that."""
    booth_id = unpriced.decide(
        deps().store,
        call_id=call_id,
        amount_minor=money_in(request.form["amount"]),
        note=request.form["note"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    deps().changed({booth_id})
    return redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)


def page(visit_id: str, fields: MultiDict[str, str], wrong: str = "") -> ResponseReturnValue:
    """The bill; or, where there is none to pay now, what is in its way."""
    try:
        checkout = opened(visit_id)
    except AlreadyPaid as error:
        flash(sentence(error), "error")
        return redirect(url_for("receipts.receipt", number=error.receipt_number), HTTPStatus.SEE_OTHER)
    except (NotLockedYet, RecordsMissing) as error:
        return render_template("waiting.html", tile=tile_of(visit_id), why=sentence(error))
    form = typed(fields)
    return render_template(
        "checkout.html",
        checkout=checkout,
        form=form,
        totals=totals(checkout, form),
        wrong=wrong,
        request_key=fields["request_key"],
    ), HTTPStatus.CONFLICT if wrong else HTTPStatus.OK


def take(visit_id: str, form: CheckoutForm) -> int:
    """Take the money and return the receipt's number: also when this click has taken it before."""
    counted = form.count(extras.listed(deps().store))
    if counted.paid_minor is None:
        raise NothingPaid("write the amount paid first")
    print_it = form.fields.get("print") == "1"
    tile = tile_of(visit_id)
    receipt = desk.pay(
        deps().store,
        deps().shop,
        visit_id=visit_id,
        extras=counted.extras,
        paid_minor=counted.paid_minor,
        method=form.fields["method"],
        request_key=form.fields["request_key"],
        operator_id=current_user.id,
        print_it=print_it,
        expected_due_minor=form.expected_due_minor,
        now_ms=deps().clock(),
    )
    changed(tile)
    if print_it:
        deps().printing()
    return receipt.number


def totals(checkout: Checkout, form: CheckoutForm) -> Totals:
    try:
        counted = form.count(checkout.catalogue)
    except ShopError as error:
        return Totals(checkout.bill, wrong=sentence(error))
    bill = replace(checkout.bill, extras=counted.extras)
    try:
        change_minor = None if counted.paid_minor is None else bill.change_minor(counted.paid_minor)
    except TooLittlePaid:
        change_minor = None
    return Totals(bill, counted.paid_minor, change_minor)


def opened(visit_id: str) -> Checkout:
    return desk.show(deps().store, deps().shop, visit_id=visit_id, now_ms=deps().clock())


def typed(fields: MultiDict[str, str]) -> CheckoutForm:
    return CheckoutForm(fields, language(), deps().shop.currency)


def tile_of(visit_id: str) -> Tile | None:
    """The booth with this visit, None if it has another one by now."""
    tiles = desk_board.tiles(deps().store, deps().shop, now_ms=deps().clock())
    return next((tile for tile in tiles if tile.visit_id == visit_id), None)


def changed(tile: Tile | None) -> None:
    if tile:
        deps().changed({tile.booth_id})
