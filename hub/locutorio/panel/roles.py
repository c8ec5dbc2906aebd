"""Sets of rights: what each role may do and who has it; the owner puts others together."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import roles as desk
from locutorio.panel.access import open_to
from locutorio.panel.again import again
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("roles", __name__)


@bp.get("/roles")
@open_to(Right.PEOPLE)
def roles() -> ResponseReturnValue:
    return render_template("roles.html", roles=desk.roles(deps().store))


@bp.post("/roles")
@again(Right.PEOPLE)
def add() -> ResponseReturnValue:
    name = request.form["name"]
    desk.add_role(
        deps().store,
        name=name,
        rights=request.form.getlist("right"),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("%(name)s can be given to people now.", name=name.strip()), "info")
    return back()


@bp.post("/roles/<key>")
@again(Right.PEOPLE)
def change(key: str) -> ResponseReturnValue:
    desk.change_role(
        deps().store,
        key=key,
        rights=request.form.getlist("right"),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("Kept. It holds from their next click on."), "info")
    return back()


@bp.post("/roles/<key>/drop")
@again(Right.PEOPLE)
def drop(key: str) -> ResponseReturnValue:
    desk.drop_role(deps().store, key=key, operator_id=current_user.id, now_ms=deps().clock())
    return back()


def back() -> ResponseReturnValue:
    return redirect(url_for("roles.roles"), HTTPStatus.SEE_OTHER)
