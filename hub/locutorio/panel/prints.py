"""Paper in doubt: somebody has looked whether it came out. After station 8."""

from http import HTTPStatus

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import print_queue
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("prints", __name__)


@bp.post("/prints/<int:job_id>/came-out")
@open_to(Right.SELL)
def came_out(job_id: int) -> ResponseReturnValue:
    print_queue.came_out(deps().store, job_id=job_id, operator_id=current_user.id, now_ms=deps().clock())
    return redirect(url_for("problems.problems"), HTTPStatus.SEE_OTHER)


@bp.post("/prints/<int:job_id>/again")
@open_to(Right.REPRINT)
def again(job_id: int) -> ResponseReturnValue:
    """What comes out now is marked as a copy: the first may yet turn up."""
    print_queue.print_again(deps().store, job_id=job_id, operator_id=current_user.id, now_ms=deps().clock())
    deps().printing()
    return redirect(url_for("problems.problems"), HTTPStatus.SEE_OTHER)
