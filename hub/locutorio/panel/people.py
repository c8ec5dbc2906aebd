"""Who works here: the owner adds people and shuts the door behind those who leave."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.desk import people as desk
from locutorio.panel.access import OWNER, open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("people", __name__)


@bp.get("/people")
@open_to(OWNER)
def everyone() -> ResponseReturnValue:
    return render_template("people.html", people=desk.people(deps().store))


@bp.post("/people")
@open_to(OWNER)
def add() -> ResponseReturnValue:
    added = desk.add_person(
        deps().store,
        name=request.form["name"],
        password=request.form["password"],
        role=request.form["role"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("%(name)s can log in now.", name=added.name), "info")
    return redirect(url_for("people.everyone"), HTTPStatus.SEE_OTHER)


@bp.post("/people/<int:person_id>/deactivate")
@open_to(OWNER)
def deactivate(person_id: int) -> ResponseReturnValue:
    desk.deactivate(deps().store, person_id=person_id, operator_id=current_user.id, now_ms=deps().clock())
    return redirect(url_for("people.everyone"), HTTPStatus.SEE_OTHER)
