"""Known customers: their prices, chosen at the unlock; the company an invoice goes to; how far their account
may go. What moves on the account is accounts.py's."""

from dataclasses import fields
from http import HTTPStatus
from typing import TypedDict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import customers as desk
from locutorio.desk import packages
from locutorio.desk.customers import Company
from locutorio.panel.access import open_to
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.language import money_in, words

bp = Blueprint("customers", __name__)


class MoneyAndCompany(TypedDict):
    credit_minor: int
    company: Company


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
        **money_and_company(),
        **mine(),
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
        **money_and_company(),
        is_active=request.form.get("active") == "1",
        **mine(),
    )
    flash(words().gettext("Kept. It holds from the next unlock on."), "info")
    return redirect(url_for("customers.customers"), HTTPStatus.SEE_OTHER)


def money_and_company() -> MoneyAndCompany:
    credit = request.form.get("credit", "").strip()
    about = {field.name: request.form.get(field.name, "").strip() for field in fields(Company)}
    about["country"] = about["country"].upper()
    return {"credit_minor": money_in(credit) if credit else 0, "company": Company(**about)}
