"""Customers' accounts: what each has or owes, what is paid in and back, every move of it. Station 7.

Who the customers are, and how far an account may go, is customers.py's.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import accounts as desk
from locutorio.panel.access import open_to
from locutorio.panel.deed import Deed, mine
from locutorio.panel.deps import deps
from locutorio.panel.language import money, money_in, words

bp = Blueprint("accounts", __name__)


@bp.get("/accounts")
@open_to(Right.ACCOUNTS)
def accounts() -> ResponseReturnValue:
    return render_template("accounts.html", accounts=desk.accounts(deps().store))


@bp.get("/accounts/<int:customer_id>")
@open_to(Right.ACCOUNTS)
def account(customer_id: int) -> ResponseReturnValue:
    return render_template(
        "account.html",
        statement=desk.statement(deps().store, customer_id),
        request_key=secrets.token_urlsafe(16),
    )


@bp.post("/accounts/<int:customer_id>/in")
@open_to(Right.ACCOUNTS)
def pay_in(customer_id: int) -> ResponseReturnValue:
    amount_minor = money_in(request.form["amount"])
    desk.pay_in(deps().store, deps().shop, customer_id=customer_id, amount_minor=amount_minor, **how())
    return done(customer_id, words().gettext("%(amount)s are on the account.", amount=money(amount_minor)))


@bp.post("/accounts/<int:customer_id>/back")
@open_to(Right.ACCOUNTS)
def pay_back(customer_id: int) -> ResponseReturnValue:
    amount_minor = money_in(request.form["amount"])
    desk.pay_back(deps().store, deps().shop, customer_id=customer_id, amount_minor=amount_minor, **how())
    return done(customer_id, words().gettext("Give back %(amount)s.", amount=money(amount_minor)))


class How(Deed):
    method: str
    request_key: str


def how() -> How:
    return {"method": request.form["method"], "request_key": request.form["request_key"], **mine()}


def done(customer_id: int, said: str) -> ResponseReturnValue:
    deps().printing()
    flash(said, "info")
    return redirect(url_for("accounts.account", customer_id=customer_id), HTTPStatus.SEE_OTHER)
