"""Known customers: people who have prices of their own. They are chosen when a booth is unlocked."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import customers as desk
from locutorio.desk import packages
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("customers", __name__)


@bp.get("/customers")
@open_to(Right.CUSTOMERS)
def customers() -> ResponseReturnValue:
    return render_template(
        "customers.html",
        customers=desk.customers(deps().store),
        packages=packages.packages(deps().store),
    )


@bp.post("/customers")
@open_to(Right.CUSTOMERS)
def add() -> ResponseReturnValue:
    name = request.form["name"].strip()
    desk.add_customer(
        deps().store,
        name=name,
        note=request.form.get("note", "").strip(),
        package_id=request.form.get("package", type=int),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("%(name)s can be chosen at the unlock now.", name=name), "info")
    return redirect(url_for("customers.customers"), HTTPStatus.SEE_OTHER)


@bp.post("/customers/<int:customer_id>")
@open_to(Right.CUSTOMERS)
def change(customer_id: int) -> ResponseReturnValue:
    """Visits that are under way keep the prices they began with."""
    desk.change_customer(
        deps().store,
        customer_id=customer_id,
        name=request.form["name"].strip(),
        note=request.form.get("note", "").strip(),
        package_id=request.form.get("package", type=int),
        is_active=request.form.get("active") == "1",
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("Kept. It holds from the next unlock on."), "info")
    return redirect(url_for("customers.customers"), HTTPStatus.SEE_OTHER)
