"""Receipts: the latest, one as it stands on paper, and printing it again. After station 7."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import receipts as desk
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("receipts", __name__)

SHOWN = 100


@bp.get("/receipts")
@open_to(Right.SELL)
def receipts() -> ResponseReturnValue:
    return render_template("receipts.html", receipts=desk.recent(deps().store, SHOWN))


@bp.get("/receipts/<int:number>")
@open_to(Right.SELL)
def receipt(number: int) -> ResponseReturnValue:
    """`paid` in the address: the money for it was taken this moment, so the change is what matters."""
    found = desk.receipt(deps().store, number)
    return render_template(
        "receipt.html", receipt=found, paper=deps().preview(found), just_paid="paid" in request.args
    )


@bp.post("/receipts/<int:number>/reprint")
@open_to(Right.REPRINT)
def reprint(number: int) -> ResponseReturnValue:
    desk.reprint(deps().store, number=number, operator_id=current_user.id, now_ms=deps().clock())
    deps().printing()
    flash(words().gettext("Receipt %(number)d goes to the printer.", number=number), "info")
    return redirect(url_for("receipts.receipt", number=number), HTTPStatus.SEE_OTHER)
