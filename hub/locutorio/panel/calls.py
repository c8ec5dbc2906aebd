"""Calls: finding one again, and showing whoever doubts it how it came to its length and its price."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locutorio.core.rights import Right
from locutorio.desk import booths
from locutorio.desk import call_lookup as desk
from locutorio.desk.call_file import call_file
from locutorio.desk.call_lookup import Wanted
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("calls", __name__)

SHOWN = 100


@bp.get("/calls")
@open_to(Right.PRICES_SEE)
def calls() -> ResponseReturnValue:
    wanted = wanted_of(request.args)
    return render_template(
        "calls.html",
        calls=desk.find(deps().store, deps().shop, wanted, limit=SHOWN),
        shown=SHOWN,
        wanted=wanted,
        booths=booths.booths(deps().store),
    )


@bp.get("/calls/<int:call_id>")
@open_to(Right.PRICES_SEE)
def call(call_id: int) -> ResponseReturnValue:
    return render_template("call.html", file=call_file(deps().store, deps().shop, call_id))


def wanted_of(fields: MultiDict[str, str]) -> Wanted:
    """What cannot be read is not asked for: the page shows what was."""
    return Wanted(
        number=fields.get("number", "").strip(),
        booth_id=fields.get("booth", ""),
        day=fields.get("day", type=date.fromisoformat),
        receipt_number=fields.get("receipt", type=int),
    )
