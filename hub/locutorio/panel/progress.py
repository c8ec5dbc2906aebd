"""How far a job is: the piece of page that follows it. What it works out is for the page that asked."""

from http import HTTPStatus
from typing import cast

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from locutorio.panel.access import STAFF, demand, open_to
from locutorio.panel.jobs import Jobs

bp = Blueprint("progress", __name__)

EXTENSION = "locutorio.jobs"
PATIENCE_S = 0.7  # a page that is asked for waits so long for its job, then shows how far it is


def jobs() -> Jobs:
    return cast(Jobs, current_app.extensions[EXTENSION])


@bp.get("/jobs/<job_id>")
@open_to(STAFF)
def job(job_id: str) -> ResponseReturnValue:
    """404 for one that is not known any more: the page is to be loaded again. 403 for whoever may not ask
    what it answers."""
    found = jobs().find(job_id)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    demand(found.needed)
    return render_template("_job.html", job=found)
