"""/healthz: whether each part of the hub does its work, for a supervisor or a curious technician."""

from http import HTTPStatus

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from locutorio.panel.access import ANYONE, open_to
from locutorio.panel.deps import deps

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to(ANYONE)
def healthz() -> ResponseReturnValue:
    """503 when a part says False of itself; all other values are for the reader."""
    report = dict(deps().health())
    well = all(value is not False for value in report.values())
    return jsonify(ok=well, parts=report), HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
