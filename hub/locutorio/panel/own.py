"""One's own place: what one may do, password and PIN; and a colleague taking the screen over by theirs."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.desk import people, proving
from locutorio.panel.access import STAFF, back_to, carry_on, open_to
from locutorio.panel.again import again
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("own", __name__)


@bp.get("/own")
@open_to(STAFF)
def place() -> ResponseReturnValue:
    return render_template("own.html", person=people.person(deps().store, current_user.id))


@bp.post("/own/password")
@again(STAFF)
def password() -> ResponseReturnValue:
    """Stays on other screens end; this one goes on."""
    if request.form["password"] != request.form["repeated"]:
        flash(words().gettext("The two passwords differ. Write the same one twice."), "error")
        return redirect(url_for("own.place"), HTTPStatus.SEE_OTHER)
    person = proving.change_password(
        deps().store, person_id=current_user.id, password=request.form["password"], now_ms=deps().clock()
    )
    carry_on(person)
    flash(words().gettext("Your new password holds from now on. Other screens ask for it."), "info")
    return redirect(url_for("own.place"), HTTPStatus.SEE_OTHER)


@bp.post("/own/pin")
@again(STAFF)
def pin() -> ResponseReturnValue:
    """Nothing typed: no PIN any more."""
    typed = request.form["pin"].strip()
    proving.change_pin(deps().store, person_id=current_user.id, pin=typed, now_ms=deps().clock())
    kept = words().gettext("Your PIN holds from now on.") if typed else words().gettext("Your PIN is gone.")
    flash(kept, "info")
    return redirect(url_for("own.place"), HTTPStatus.SEE_OTHER)


@bp.get("/switch")
@open_to(STAFF)
def colleagues() -> ResponseReturnValue:
    """Those who could take this screen over."""
    others = [
        person
        for person in people.people(deps().store)
        if person.active and person.has_pin and person.id != current_user.id
    ]
    return render_template("switch.html", others=others, back=back_to(request.args.get("back")))


@bp.post("/switch")
@open_to(STAFF)
def switch() -> ResponseReturnValue:
    """Never for somebody who is not signed in, nor for longer than the stay would have lasted."""
    person = proving.switch(
        deps().store,
        person_id=int(request.form["person"]),
        pin=request.form["pin"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    carry_on(person)
    if request.headers.get("X-Requested-With"):  # the page stays as it is; only its head is somebody else's
        return render_template("_header.html")
    return redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)
