"""The bill behind the code on a receipt: for the customer who has the paper, without signing in.

It shows that one bill and nothing else of the shop; who guesses at links is slowed down (armour).
"""

from http import HTTPStatus

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from locutorio.desk.own_bill import own_bill
from locutorio.panel.access import ANYONE, open_to
from locutorio.panel.deps import deps

bp = Blueprint("public_bill", __name__)


@bp.get("/b/<token>")
@open_to(ANYONE)
def bill(token: str) -> ResponseReturnValue:
    found = own_bill(deps().store, deps().shop, token)
    paper = deps().preview(found.receipt) if found else ""
    page = make_response(render_template("public_bill.html", found=found, paper=paper))
    page.headers["X-Robots-Tag"] = "noindex, nofollow"
    page.headers["Cache-Control"] = "no-store"
    return page, HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
