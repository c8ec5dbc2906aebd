"""What the technician's pages show, gathered once for the page and again for each piece its stream brings."""

import json
from collections.abc import Callable, Mapping

from locutorio.core.inspection import CHECKUP, TRACE, Inspection
from locutorio.desk import fleet as desk
from locutorio.desk import inspections, rollouts, updates
from locutorio.panel.deps import deps
from locutorio.panel.timeline import Timeline, timeline

QUIET_MS = 3_000  # a booth that is watched tells at least so often


def fleet() -> dict[str, object]:
    return {"controllers": desk.fleet(deps().store, now_ms=deps().clock())}


def booth(booth_id: str) -> dict[str, object]:
    """One booth: `asked` is the last checkup and `told` what it brought, `watch` the last trace."""
    controller = desk.controller(deps().store, booth_id, now_ms=deps().clock())
    asked, watch = (_last(booth_id, want) for want in (CHECKUP, TRACE))
    return {
        "controller": controller,
        "asked": asked,
        "told": controller.checkup,
        "watch": watch,
        "timeline": _timeline(watch) if watch else Timeline(),
    }


def releases() -> dict[str, object]:
    kept, _ = updates.overview(deps().store)
    controllers = desk.fleet(deps().store, now_ms=deps().clock())
    return {
        "releases": kept,
        "rollouts": rollouts.recent(deps().store),
        "controllers": controllers,
        "labels": {each.now.booth_id: each.now.label for each in controllers},
    }


def _last(booth_id: str, want: str) -> Inspection | None:
    return next(iter(inspections.recent(deps().store, booth_id, [want])), None)


def _timeline(watch: Inspection) -> Timeline:
    parts = inspections.parts(deps().store, watch.id)
    if not parts:
        return Timeline()
    later_ms = deps().clock() - parts[-1].heard_ms if watch.goes_on else 0
    told = [json.loads(part.document) for part in parts]
    return timeline(told, later_ms=max(0, min(later_ms, QUIET_MS)))


# By the name a page asks its stream for: the template of the piece, and what it shows.
PIECES: Mapping[str, tuple[str, Callable[[str], dict[str, object]]]] = {
    "fleet": ("_fleet.html", lambda _: fleet()),
    "booth": ("_controller.html", booth),
    "releases": ("_rollouts.html", lambda _: releases()),
}
