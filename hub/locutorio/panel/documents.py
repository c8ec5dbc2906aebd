"""A receipt as a file to keep or to send, and the invoice a company asks for. After station 8.

Every file is counted as a copy like paper is, so that none passes for another original.
"""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.invoice import missing
from locutorio.core.receipt import Receipt
from locutorio.core.rights import Right
from locutorio.desk import receipts
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("documents", __name__, url_prefix="/receipts/<int:number>")

# What may lack of an invoice, and where it is written down.
LACKS = {
    "buyer": "Choose a customer with a company's name and address before the bill is paid.",
    "tax_id": "Write the shop's tax number in the settings: shop.tax_id.",
    "country": "Write the shop's country in the settings: shop.country.",
    "calls_tax": "Write the tax of calls in the settings: tax.calls.",
    "extras_tax": "Give every extra its tax, or write tax.extras in the settings.",
}


@bp.post("/pdf")
@open_to(Right.REPRINT)
def pdf(number: int) -> ResponseReturnValue:
    receipt, copy = handed_out(number, "PDF")
    return as_file(deps().documents.roll_pdf(receipt, copy=copy), "application/pdf", f"{number}.pdf")


@bp.post("/page")
@open_to(Right.REPRINT)
def page(number: int) -> ResponseReturnValue:
    receipt, copy = handed_out(number, "HTML")
    return as_file(deps().documents.page(receipt, copy=copy).encode(), "text/html", f"{number}.html")


@bp.post("/letter")
@open_to(Right.REPRINT)
def letter(number: int) -> ResponseReturnValue:
    """`to`: the customer's address; empty = the mail program asks."""
    receipt, copy = handed_out(number, "e-mail")
    to = " ".join(request.form.get("to", "").split())
    return as_file(deps().documents.letter(receipt, to=to, copy=copy), "message/rfc822", f"{number}.eml")


@bp.post("/invoice")
@open_to(Right.SELL)
def invoice(number: int) -> ResponseReturnValue:
    receipt = receipts.receipt(deps().store, number)
    lacks = missing(receipt)
    if lacks:
        flash(" ".join(words().gettext(LACKS[name]) for name in lacks), "error")
        return redirect(url_for("receipts.receipt", number=number), HTTPStatus.SEE_OTHER)
    return as_file(deps().documents.invoice_pdf(receipt), "application/pdf", f"invoice-{number}.pdf")


def handed_out(number: int, form: str) -> tuple[Receipt, int]:
    return receipts.hand_out(
        deps().store, number=number, form=form, operator_id=current_user.id, now_ms=deps().clock()
    )


def as_file(data: bytes, mimetype: str, name: str) -> Response:
    return Response(
        data, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
