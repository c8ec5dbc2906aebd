"""How the simulated hub comes to a grant, as the desk does it: load, let the core decide, keep."""

from typing import TYPE_CHECKING

from locutorio.core import granting
from locutorio.core.decision import decide

from simulator.books import Key, Visit
from simulator.tariff import TARIFF

if TYPE_CHECKING:
    from simulator.hub import Hub


def grant(hub: "Hub", booth: str) -> bool:
    report, wanted = hub.report(booth), hub.wanted(booth)
    key = (booth, report.boot, report.call)
    last = hub.books.grants.get(key)
    if not granting.wants_grant(report, wanted, last, country=hub.shop.country) or _is_ended(hub, key):
        return False
    boot = hub.books.boots[booth, report.boot]
    answered_at_ms = hub.now_ms
    if report.line == "talking" and boot.anchor_ms is not None:
        answered_at_ms = boot.anchor_ms + report.at_ms - report.talk_ms
    visit = hub.books.visits.get(wanted.visit_id)
    decision = decide(
        report.digits,
        hub.shop,
        TARIFF,
        answered_at_ms=answered_at_ms,
        left_minor=_left_minor(hub, visit, key) if visit else None,
    )
    grant = granting.grant_for(
        report, decision, last, booth_id=booth, visit_id=wanted.visit_id, made_ms=hub.now_ms
    )
    if grant:
        hub.books.grants[key] = grant
    return grant is not None


def _left_minor(hub: "Hub", visit: Visit, but: Key) -> int | None:
    if visit.budget_minor is None:
        return None
    others = [grant for key, grant in hub.books.grants.items() if key != but and grant.visit_id == visit.id]
    return granting.left_minor(
        visit.budget_minor,
        hub.shop.step_minor,
        spent_minor=hub.books.spent_minor(visit.id),
        reserved_minor=granting.reserved_minor(
            others, hub.ended(visit.booth), oldest_boot=hub.report(visit.booth).oldest_boot
        ),
    )


def _is_ended(hub: "Hub", key: Key) -> bool:
    call = hub.books.calls.get(key)
    return call is not None and call.is_over
