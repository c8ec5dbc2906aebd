"""Who works here: adding people, giving them another role, shutting the door behind those who leave."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import people as desk
from locutorio.desk import roles
from locutorio.panel.access import open_to
from locutorio.panel.again import again
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("people", __name__)


@bp.get("/people")
@open_to(Right.PEOPLE)
def everyone() -> ResponseReturnValue:
    """Roles beyond one's own rights are shown and not offered."""
    return render_template(
        "people.html",
        people=desk.people(deps().store),
        roles={role.key: role for role in roles.roles(deps().store)},
    )


@bp.post("/people")
@again(Right.PEOPLE)
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
    return back()


@bp.post("/people/<int:person_id>/role")
@again(Right.PEOPLE)
def change_role(person_id: int) -> ResponseReturnValue:
    desk.change_role(
        deps().store,
        person_id=person_id,
        role=request.form["role"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("Kept. It holds from their next click on."), "info")
    return back()


@bp.post("/people/<int:person_id>/password")
@again(Right.PEOPLE)
def reset_password(person_id: int) -> ResponseReturnValue:
    desk.reset_password(
        deps().store,
        person_id=person_id,
        password=request.form["password"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("The new password holds from now on; the PIN is gone."), "info")
    return back()


@bp.post("/people/<int:person_id>/lift")
@again(Right.PEOPLE)
def lift(person_id: int) -> ResponseReturnValue:
    desk.lift(deps().store, person_id=person_id, operator_id=current_user.id, now_ms=deps().clock())
    return back()


@bp.post("/people/<int:person_id>/deactivate")
@again(Right.PEOPLE)
def deactivate(person_id: int) -> ResponseReturnValue:
    desk.deactivate(deps().store, person_id=person_id, operator_id=current_user.id, now_ms=deps().clock())
    return back()


@bp.post("/people/<int:person_id>/activate")
@again(Right.PEOPLE)
def activate(person_id: int) -> ResponseReturnValue:
    desk.activate(deps().store, person_id=person_id, operator_id=current_user.id, now_ms=deps().clock())
    return back()


def back() -> ResponseReturnValue:
    return redirect(url_for("people.everyone"), HTTPStatus.SEE_OTHER)
