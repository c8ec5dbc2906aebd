"""Asking booths, and what they answered."""

import json
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from locutorio.core.inspection import Inspection
from locutorio.core.rights import Right
from locutorio.desk import fleet
from locutorio.desk import inspections as desk
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.tools.booths import told
from locutorio.panel.tools.doors import asked, bp, field, staff


@bp.post("/booths/<booth_id>/inspections")
@open_to(Right.TECHNICAL)
def ask(booth_id: str) -> ResponseReturnValue:
    """`want`: vitals, checkup, or trace with `for_s`. Its number."""
    sent = asked()
    n = desk.ask(
        deps().store,
        booth_id,
        field(sent, "want", str),
        for_s=field(sent, "for_s", int, 0),
        operator_id=staff().id,
        now_ms=deps().clock(),
    )
    deps().changed({booth_id})
    return jsonify(n=n), HTTPStatus.CREATED


@bp.get("/booths/<booth_id>/inspections")
@open_to(Right.TECHNICAL)
def inspected(booth_id: str) -> ResponseReturnValue:
    return jsonify([shown(each) for each in desk.recent(deps().store, booth_id)])


@bp.get("/inspections/<int:n>")
@open_to(Right.TECHNICAL)
def inspection(n: int) -> ResponseReturnValue:
    """With the parts of a trace after the part `after`; `answer`: a checkup as the booth signed it."""
    found = desk.find(deps().store, n)
    parts = desk.parts(deps().store, n, after=request.args.get("after", 0, type=int))
    signed = deps().signatures.signed(found.booth_id, found.answer) if found.answer else None
    return jsonify(**shown(found), answer=signed, parts=[json.loads(part.document) for part in parts])


@bp.post("/inspections/<int:n>/stop")
@open_to(Right.TECHNICAL)
def stop_trace(n: int) -> ResponseReturnValue:
    desk.stop(deps().store, n)
    deps().changed({desk.find(deps().store, n).booth_id})
    return "", HTTPStatus.NO_CONTENT


@bp.post("/genuine")
@open_to(Right.TECHNICAL)
def genuine() -> ResponseReturnValue:
    """Whether a booth of this shop told the `payload` on the `topic`."""
    sent = asked()
    name, payload = field(sent, "topic", str), field(sent, "payload", str)
    return jsonify(genuine=deps().signatures.is_genuine(name, payload))


def shown(found: Inspection) -> dict[str, object]:
    return {
        "n": found.id,
        "booth": found.booth_id,
        "want": found.want,
        "for_s": found.for_s,
        "asked_ms": found.asked_ms,
        "ended_ms": found.ended_ms,
        "goes_on": found.goes_on,
        "verdict": found.verdict,
        "told": told(fleet.told(found)),
    }
