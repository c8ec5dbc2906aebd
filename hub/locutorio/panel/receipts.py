"""Receipts: finding one again, one as it stands on paper with what became of it, printing it again."""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import booths, receipt_file
from locutorio.desk import receipts as desk
from locutorio.panel.access import open_to
from locutorio.panel.calls import wanted_of
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("receipts", __name__)

SHOWN = 100


@bp.get("/receipts")
@open_to(Right.SELL)
def receipts() -> ResponseReturnValue:
    wanted = wanted_of(request.args)
    return render_template(
        "receipts.html",
        receipts=receipt_file.find(deps().store, deps().shop, wanted, limit=SHOWN),
        shown=SHOWN,
        wanted=wanted,
        booths=booths.booths(deps().store),
    )


@bp.get("/receipts/<int:number>")
@open_to(Right.SELL)
def receipt(number: int) -> ResponseReturnValue:
    """`paid` in the address: the money for it moved this moment, so what goes over the counter matters."""
    found = receipt_file.receipt_file(deps().store, number)
    return render_template(
        "receipt.html",
        file=found,
        receipt=found.receipt,
        paper=deps().preview(found.receipt),
        just_paid="paid" in request.args,
        request_key=secrets.token_urlsafe(16),
    )


@bp.post("/receipts/<int:number>/reprint")
@open_to(Right.REPRINT)
def reprint(number: int) -> ResponseReturnValue:
    desk.reprint(deps().store, number=number, **mine())
    deps().printing()
    flash(words().gettext("Receipt %(number)d goes to the printer.", number=number), "info")
    return redirect(url_for("receipts.receipt", number=number), HTTPStatus.SEE_OTHER)
