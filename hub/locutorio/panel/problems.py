"""What somebody should look at: calls without a price, receipts the printer refuses, strange messages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import print_queue
from locutorio.desk import problems as desk
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("problems", __name__)


@bp.get("/problems")
@open_to(Right.ALARMS)
def problems() -> ResponseReturnValue:
    return render_template(
        "problems.html",
        problems=desk.problems(deps().store, deps().shop),
        printing=print_queue.summary(deps().store),
    )
