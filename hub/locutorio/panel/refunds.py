"""Money given back: a credit note over ticked lines or an amount, or a receipt taken back whole. Station 7.

The figure that follows the ticks and the note that is issued come from the same reckoning. Whatever happens
twice (a double click, a reload) ends on the one credit note. Must not know how it is reckoned.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locutorio.core.credit import Wanted
from locutorio.core.errors import ShopError
from locutorio.core.rights import Right
from locutorio.desk import refunds as desk
from locutorio.desk.receipt_file import ReceiptFile, receipt_file
from locutorio.panel.access import open_to
from locutorio.panel.again import again
from locutorio.panel.deed import Deed, mine
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import money_in, words

bp = Blueprint("refunds", __name__, url_prefix="/receipts/<int:number>")


class How(Deed):
    """By which way the money goes back, why, and from which form."""

    method: str
    reason: str
    request_key: str


@bp.get("/credit")
@open_to(Right.REFUND)
def credit(number: int) -> ResponseReturnValue:
    """All that is left is ticked; `calls` in the address: only the calls, and so much of them as `amount`."""
    file = receipt_file(deps().store, number)
    fields = MultiDict(
        [("request_key", secrets.token_urlsafe(16)), ("amount", request.args.get("amount", ""))]
    )
    fields.setlist("call", [str(call.call_id) for call in file.receipt.calls])
    if "calls" not in request.args:
        fields.setlist("extra", [str(place) for place in range(len(file.receipt.extras))])
    return page(file, fields)


@bp.post("/credit/sum")
@open_to(Right.REFUND)
def reckon(number: int) -> ResponseReturnValue:
    """What the ticked lines come to: the figure alone."""
    return render_template("_credit_sum.html", **reckoned(receipt_file(deps().store, number), request.form))


@bp.post("/credit/look")
@open_to(Right.REFUND)
def look(number: int) -> ResponseReturnValue:
    """The whole page with what is ticked so far, for a browser without scripts."""
    return page(receipt_file(deps().store, number), request.form)


@bp.post("/credit")
@again(Right.REFUND)
def give_back(number: int) -> ResponseReturnValue:
    try:
        made = desk.credit(
            deps().store,
            deps().shop,
            receipt_number=number,
            wanted=wanted_of(request.form),
            **how(),
        )
    except ShopError as error:
        return page(receipt_file(deps().store, number), request.form, refused=sentence(error))
    deps().printing()
    return redirect(url_for("receipts.receipt", number=made.number, paid=1), HTTPStatus.SEE_OTHER)


@bp.post("/due-back")
@again(Right.REFUND)
def give_due_back(number: int) -> ResponseReturnValue:
    """What a re-rating owes on it."""
    made = desk.give_back(
        deps().store,
        deps().shop,
        receipt_number=number,
        **how(),
    )
    deps().printing()
    return redirect(url_for("receipts.receipt", number=made.number, paid=1), HTTPStatus.SEE_OTHER)


@bp.post("/void")
@again(Right.VOID)
def void(number: int) -> ResponseReturnValue:
    """On to the bill that has it all anew."""
    made = desk.void(
        deps().store,
        deps().shop,
        receipt_number=number,
        **how(),
    )
    deps().printing()
    flash(
        words().gettext(
            "Receipt %(number)d is taken back by receipt %(note)d. "
            "This is its bill anew: change what was wrong.",
            number=number,
            note=made.receipt.number,
        ),
        "info",
    )
    return redirect(url_for("checkout.show", bill_id=made.bill_id), HTTPStatus.SEE_OTHER)


def page(file: ReceiptFile, fields: MultiDict[str, str], refused: str = "") -> ResponseReturnValue:
    return render_template(
        "credit.html",
        file=file,
        receipt=file.receipt,
        fields=fields,
        refused=refused,
        **reckoned(file, fields),
    ), HTTPStatus.CONFLICT if refused else HTTPStatus.OK


def reckoned(file: ReceiptFile, fields: MultiDict[str, str]) -> dict[str, object]:
    """What goes back for what is ticked, or why that cannot be."""
    try:
        return {"back_minor": file.back_minor(wanted_of(fields))}
    except ShopError as error:
        return {"wrong": sentence(error)}


def how() -> How:
    form = request.form
    return {"method": form["method"], "reason": form["reason"], "request_key": form["request_key"], **mine()}


def wanted_of(fields: MultiDict[str, str]) -> Wanted:
    amount = fields.get("amount", "").strip()
    return Wanted(
        call_ids=frozenset(fields.getlist("call", type=int)),
        extras=frozenset(fields.getlist("extra", type=int)),
        amount_minor=money_in(amount) if amount else None,
    )
