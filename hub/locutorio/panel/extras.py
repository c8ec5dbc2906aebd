"""The list of what is sold besides calls: its prices, the key that adds it at the checkout, its barcode."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import extras as desk
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import money_in, words
from locutorio.panel.money_input import plain_digits, read_price

bp = Blueprint("extras", __name__)


@bp.get("/extras")
@open_to(Right.PRICES_SET)
def extras() -> ResponseReturnValue:
    return render_template("extras.html", extras=desk.every(deps().store))


@bp.post("/extras")
@open_to(Right.PRICES_SET)
def add() -> ResponseReturnValue:
    desk.add(deps().store, **described(), operator_id=current_user.id, now_ms=deps().clock())
    flash(words().gettext("It can be sold now."), "info")
    return redirect(url_for("extras.extras"), HTTPStatus.SEE_OTHER)


@bp.post("/extras/<int:extra_id>")
@open_to(Right.PRICES_SET)
def change(extra_id: int) -> ResponseReturnValue:
    """What stands on a bill already keeps the price it was sold at."""
    desk.change_extra(
        deps().store,
        extra_id=extra_id,
        **described(),
        is_active=request.form.get("active") == "1",
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("Kept."), "info")
    return redirect(url_for("extras.extras"), HTTPStatus.SEE_OTHER)


def described() -> dict[str, Any]:
    """What the form says of an extra."""
    form = {name: request.form.get(name, "").strip() for name in ("text", "amount", "key", "barcode", "tax")}
    return {
        "text": form["text"],
        "amount_minor": money_in(form["amount"]),
        "key": form["key"].lower(),
        "barcode": plain_digits(form["barcode"]),
        "tax": str(read_price(form["tax"])) if form["tax"] else "",
    }
