"""The drawer without a sale: which shift it is in, and cash put in, taken out, carried away. Station 7.

Each act needs its own right and its reason, and is written down before the drawer opens.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import drawer as desk
from locutorio.desk import shifts
from locutorio.panel.access import open_to
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.language import money, money_in, words

bp = Blueprint("drawer", __name__)


@bp.get("/drawer")
@open_to(Right.SELL)
def drawer() -> ResponseReturnValue:
    shift = shifts.current(deps().store)
    return render_template(
        "drawer.html",
        shift=shift,
        left_minor=None if shift else shifts.left(deps().store),
        request_key=secrets.token_urlsafe(16),
    )


@bp.post("/drawer/in")
@open_to(Right.PAID_OUT)
def pay_in() -> ResponseReturnValue:
    return moved("paid_in")


@bp.post("/drawer/out")
@open_to(Right.PAID_OUT)
def pay_out() -> ResponseReturnValue:
    return moved("paid_out")


@bp.post("/drawer/safe")
@open_to(Right.SAFE_DROP)
def to_safe() -> ResponseReturnValue:
    return moved("safe_drop")


@bp.post("/drawer/open")
@open_to(Right.OPEN_DRAWER)
def open_drawer() -> ResponseReturnValue:
    desk.open_drawer(deps().store, deps().shop, reason=request.form["reason"], **mine())
    deps().printing()
    flash(words().gettext("The drawer opens. It is written down with your name and reason."), "info")
    return redirect(url_for("drawer.drawer"), HTTPStatus.SEE_OTHER)


def moved(kind: desk.Move) -> ResponseReturnValue:
    amount_minor = money_in(request.form["amount"])
    desk.move(
        deps().store,
        deps().shop,
        kind,
        amount_minor=amount_minor,
        reason=request.form["reason"],
        request_key=request.form["request_key"],
        **mine(),
    )
    deps().printing()
    flash(words().gettext("Written down: %(amount)s.", amount=money(amount_minor)), "info")
    return redirect(url_for("drawer.drawer"), HTTPStatus.SEE_OTHER)
