"""Releases that are kept at the hub, and updates in waves."""

from dataclasses import asdict
from http import HTTPStatus

from flask import jsonify
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.core.waves import SIZES
from locutorio.desk import rollouts as desk
from locutorio.desk import updates
from locutorio.desk.rollouts import Rollout
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.tools.doors import asked, bp, field, staff


@bp.get("/releases")
@open_to(Right.TECHNICAL)
def releases() -> ResponseReturnValue:
    kept, _ = updates.overview(deps().store)
    return jsonify([asdict(each) for each in kept])


@bp.get("/rollouts")
@open_to(Right.TECHNICAL)
def rollouts() -> ResponseReturnValue:
    """Newest first."""
    return jsonify([shown(each) for each in desk.recent(deps().store)])


@bp.post("/rollouts")
@open_to(Right.TECHNICAL)
def roll_out() -> ResponseReturnValue:
    """`number` of the release; `booths` (none = all that lack it) and `waves` may be left out."""
    sent = asked()
    rollout_id = desk.begin(
        deps().store,
        field(sent, "number", int),
        booth_ids=[str(name) for name in field(sent, "booths", list, [])],
        sizes=field(sent, "waves", str, SIZES),
        operator_id=staff().id,
        now_ms=deps().clock(),
    )
    return jsonify(id=rollout_id), HTTPStatus.CREATED


@bp.post("/rollouts/stop")
@open_to(Right.TECHNICAL)
def stop_rollout() -> ResponseReturnValue:
    desk.stop(deps().store, operator_id=staff().id, now_ms=deps().clock())
    return "", HTTPStatus.NO_CONTENT


def shown(one: Rollout) -> dict[str, object]:
    """`outcome` "" while it goes on."""
    return {
        "id": one.row.id,
        "number": one.row.number,
        "sizes": one.row.sizes,
        "begun_ms": one.row.begun_ms,
        "ended_ms": one.row.ended_ms,
        "outcome": one.row.outcome,
        "outcome_booth": one.row.outcome_booth_id,
        "wave": one.wave,
        "waves": one.waves,
        "booths": [
            {"id": each.booth_id, "wave": each.wave, "said": each.verdict, "holds": each.holds}
            for each in one.members
        ],
    }
