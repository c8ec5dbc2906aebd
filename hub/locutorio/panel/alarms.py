"""The log of alarms, by booth and kind, and marking them as seen. What each means stands in conditions.py."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import alarms as desk
from locutorio.desk import booths
from locutorio.panel.access import open_to
from locutorio.panel.conditions import LOGGED
from locutorio.panel.deps import deps

bp = Blueprint("alarms", __name__)

SHOWN = 100


@bp.get("/alarms")
@open_to(Right.ALARMS)
def alarms() -> ResponseReturnValue:
    """`before` is the last alarm of the page before. Only who sees all the newest can mark them as seen."""
    booth_id, kind = request.args.get("booth", ""), request.args.get("kind", "")
    before_id = request.args.get("before", type=int)
    found = desk.recent(deps().store, limit=SHOWN + 1, before_id=before_id, booth_id=booth_id, kind=kind)
    shows_newest = not (booth_id or kind or before_id)
    return render_template(
        "alarms.html",
        alarms=found[:SHOWN],
        has_older=len(found) > SHOWN,
        new_count=desk.new_count(deps().store) if shows_newest else 0,
        booths=booths.booths(deps().store),
        kinds=LOGGED,
        booth_id=booth_id,
        kind=kind,
    )


@bp.post("/alarms/seen")
@open_to(Right.ALARMS)
def seen() -> ResponseReturnValue:
    """`up_to` is the newest alarm that was on the page: later ones stay new."""
    desk.seen(
        deps().store,
        up_to_id=request.form.get("up_to", 0, type=int),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    return redirect(url_for("alarms.alarms"), HTTPStatus.SEE_OTHER)
