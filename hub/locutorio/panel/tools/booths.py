"""The fleet, and what goes onto a booth's board: its config.json and its certificate."""

import base64
from http import HTTPStatus

from boothwire.findings import Finding
from flask import jsonify
from flask.typing import ResponseReturnValue

from locutorio.core.rights import Right
from locutorio.desk import booths as desk
from locutorio.desk import fleet as desk_fleet
from locutorio.desk.fleet import Controller, Told
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.tools.doors import asked, bp, field, staff


@bp.get("/booths")
@open_to(Right.TECHNICAL)
def fleet() -> ResponseReturnValue:
    now_ms = deps().clock()
    return jsonify([row(each, now_ms) for each in desk_fleet.fleet(deps().store, now_ms=now_ms)])


@bp.post("/booths")
@open_to(Right.TECHNICAL)
def register() -> ResponseReturnValue:
    """A new booth: `id`, `label`, `profile`, and `key` if the tool made one. Its config.json."""
    sent = asked()
    profile = field(sent, "profile", str, "reversal")
    key = desk.add_booth(
        deps().store,
        booth_id=field(sent, "id", str),
        label=field(sent, "label", str, ""),
        profile=profile,
        key_hex=field(sent, "key", str, ""),
        operator_id=staff().id,
        now_ms=deps().clock(),
    )
    return jsonify(deps().controllers.config(sent["id"], key, profile)), HTTPStatus.CREATED


@bp.post("/booths/<booth_id>/config")
@open_to(Right.TECHNICAL)
def config(booth_id: str) -> ResponseReturnValue:
    """Its config.json anew, for another board; with `new_key` the old one opens nothing any more."""
    operator_id, now_ms = staff().id, deps().clock()
    if field(asked(), "new_key", bool, False):
        desk.change_key(deps().store, booth_id=booth_id, operator_id=operator_id, now_ms=now_ms)
    known, boots = desk.hand_out(deps().store, booth_id=booth_id, operator_id=operator_id, now_ms=now_ms)
    return jsonify(deps().controllers.config(booth_id, known.key_hex, known.profile, boots=boots))


@bp.post("/booths/<booth_id>/certificate")
@open_to(Right.TECHNICAL)
def certificate(booth_id: str) -> ResponseReturnValue:
    """A new one, with its key: each file as base64 of DER."""
    desk.known_booth(deps().store, booth_id)
    files = deps().controllers.certificate(booth_id, now_ms=deps().clock())
    return jsonify({name: base64.b64encode(data).decode() for name, data in files.items()})


def row(each: Controller, now_ms: int) -> dict[str, object]:
    now, boot = each.now, each.now.boot
    return {
        "id": now.booth_id,
        "label": now.label,
        "online": now.is_online(now_ms),
        "seen_ms": now.report.heard_ms,
        "line": now.report.line,
        "in_use": now.phase != "free",
        "firmware": boot.firmware if boot else "",
        "board": boot.board if boot else "",
        "profile": boot.profile if boot else "",
        "release": boot.release if boot else 0,
        "trial": bool(boot and boot.trial),
        "offered": each.offer.number if each.offer else None,
        "offer_said": each.offer.verdict if each.offer else "",
        "uptime_s": each.uptime_s(now_ms),
        "restarts": each.restarts,
        "vitals": told(each.vitals),
        "checkup": told(each.checkup),
        "wrong": [finding(one) for one in each.wrong],
    }


def told(one: Told | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "n": one.n,
        "at_ms": one.at_ms,
        "facts": one.facts,
        "limits": one.limits,
        "verdict": one.verdict,
        "findings": [finding(each) for each in one.findings],
    }


def finding(one: Finding) -> dict[str, object]:
    return dict(one._asdict())
