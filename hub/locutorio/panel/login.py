"""Coming in and going out: the first run makes the owner, later ones ask name and password."""

import hmac
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.errors import ShopError
from locutorio.desk import people, proving
from locutorio.desk.errors import LockedOut, WrongPassword
from locutorio.panel.access import ANYONE, STAFF, back_to, open_to, sign_in, sign_out
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import words

bp = Blueprint("login", __name__)


@bp.route("/login", methods=["GET", "POST"])
@open_to(ANYONE)
def login() -> ResponseReturnValue:
    if people.is_new(deps().store):
        return redirect(url_for("login.setup"))
    if request.method == "GET":
        return render_template("login.html")
    try:
        found = proving.sign_in(
            deps().store,
            name=request.form["name"],
            password=request.form["password"],
            now_ms=deps().clock(),
        )
    except (WrongPassword, LockedOut) as error:
        return render_template("login.html", wrong=sentence(error)), HTTPStatus.UNAUTHORIZED
    sign_in(found)
    return redirect(back_to(request.args.get("back")), HTTPStatus.SEE_OTHER)


@bp.route("/setup", methods=["GET", "POST"])
@open_to(ANYONE)
def setup() -> ResponseReturnValue:
    """Once, by whoever can read the console: a stranger on the network must not become the owner."""
    if not people.is_new(deps().store):
        return redirect(url_for("login.login"))
    if request.method == "GET":
        return render_template("setup.html")
    wrong = wrong_setup()
    if wrong:
        return render_template("setup.html", wrong=wrong), HTTPStatus.BAD_REQUEST
    try:
        owner = people.create_owner(
            deps().store,
            name=request.form["name"],
            password=request.form["password"],
            now_ms=deps().clock(),
        )
    except ShopError as error:
        return render_template("setup.html", wrong=sentence(error)), HTTPStatus.BAD_REQUEST
    sign_in(owner)
    return redirect(url_for("board.board"), HTTPStatus.SEE_OTHER)


def wrong_setup() -> str:
    """What is wrong with the form, "" = nothing."""
    code = request.form["code"].strip()
    if not hmac.compare_digest(code.encode(), deps().setup_code.encode()):
        return words().gettext("The setup code is wrong. It stands on the console of the hub.")
    if request.form["password"] != request.form["again"]:
        return words().gettext("The two passwords differ. Write the same one twice.")
    return ""


@bp.post("/logout")
@open_to(STAFF)
def logout() -> ResponseReturnValue:
    sign_out()
    return redirect(url_for("login.login"), HTTPStatus.SEE_OTHER)
