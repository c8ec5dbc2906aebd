"""Releases of the firmware, and updates in waves: begin one, see how it goes, stop it."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.core.waves import SIZES
from locutorio.desk import rollouts as desk
from locutorio.panel import watched
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("rollouts", __name__)


@bp.get("/updates")
@open_to(Right.TECHNICAL)
def updates() -> ResponseReturnValue:
    return render_template("updates.html", sizes=SIZES, **watched.releases())


@bp.post("/updates")
@open_to(Right.TECHNICAL)
def begin() -> ResponseReturnValue:
    """`number` of the release; the booths that are ticked, or none for all."""
    desk.begin(
        deps().store,
        request.form.get("number", 0, type=int),
        booth_ids=request.form.getlist("booth"),
        sizes=request.form.get("waves", "").strip() or SIZES,
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    return redirect(url_for("rollouts.updates"), HTTPStatus.SEE_OTHER)


@bp.post("/updates/stop")
@open_to(Right.TECHNICAL)
def stop() -> ResponseReturnValue:
    desk.stop(deps().store, operator_id=current_user.id, now_ms=deps().clock())
    return redirect(url_for("rollouts.updates"), HTTPStatus.SEE_OTHER)
