"""Whether each part of the hub does its work: /healthz for a supervisor or a curious technician, and in
words for whoever is at the counter."""

from http import HTTPStatus

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from locutorio.panel.access import ANYONE, open_to
from locutorio.panel.conditions import HUB
from locutorio.panel.deps import deps

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to(ANYONE)
def healthz() -> ResponseReturnValue:
    """503 when a part says False of itself; all other values are for the reader."""
    report = dict(deps().health())
    well = all(value is not False for value in report.values())
    return jsonify(ok=well, parts=report), HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE


def hub_down() -> list[str]:
    """A sentence, yet to be translated, for each part that is down and concerns the counter."""
    report = deps().health()
    return [text for part, text in HUB.items() if report.get(part) is False]
