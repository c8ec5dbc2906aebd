"""The technician's pages: every booth, and one of them: examine it, watch what its inputs do.

What is asked of a booth is answered within seconds; the page's stream (panel.watched) brings it.
"""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.inspection import CHECKUP, TRACE
from locutorio.core.rights import Right
from locutorio.desk import inspections
from locutorio.panel import watched
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("fleet", __name__)

WATCHED_S = 300


@bp.get("/fleet")
@open_to(Right.TECHNICAL)
def fleet() -> ResponseReturnValue:
    return render_template("fleet.html", **watched.fleet())


@bp.get("/fleet/<booth_id>")
@open_to(Right.TECHNICAL)
def booth(booth_id: str) -> ResponseReturnValue:
    return render_template("controller.html", **watched.booth(booth_id))


@bp.post("/fleet/<booth_id>/checkup")
@open_to(Right.TECHNICAL)
def checkup(booth_id: str) -> ResponseReturnValue:
    return ask(booth_id, CHECKUP)


@bp.post("/fleet/<booth_id>/trace")
@open_to(Right.TECHNICAL)
def trace(booth_id: str) -> ResponseReturnValue:
    return ask(booth_id, TRACE, for_s=WATCHED_S)


@bp.post("/fleet/<booth_id>/stop")
@open_to(Right.TECHNICAL)
def stop(booth_id: str) -> ResponseReturnValue:
    for each in inspections.recent(deps().store, booth_id, [TRACE])[:1]:
        inspections.stop(deps().store, each.id)
    return back(booth_id)


def ask(booth_id: str, want: str, *, for_s: int = 0) -> ResponseReturnValue:
    inspections.ask(
        deps().store, booth_id, want, for_s=for_s, operator_id=current_user.id, now_ms=deps().clock()
    )
    return back(booth_id)


def back(booth_id: str) -> ResponseReturnValue:
    deps().changed({booth_id})
    return redirect(url_for("fleet.booth", booth_id=booth_id), HTTPStatus.SEE_OTHER)
