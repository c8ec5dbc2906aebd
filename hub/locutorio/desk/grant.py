"""Deciding what a call may do, once its number is complete. Between the stations 5 and 2.

Decided by core.decision; what is left of a budget is read in the same transaction that reserves it.
"""

from locutorio.core.call import Call
from locutorio.core.decision import decide
from locutorio.core.granting import grant_for, left_minor, reserved_minor, wants_grant
from locutorio.core.leases import Wanted
from locutorio.core.report import Boot, Report
from locutorio.core.shop import ShopProfile
from locutorio.desk.pricing import Pricing
from locutorio.store import calls, grants, tariffs, visits
from locutorio.store.engine import Tx


def grant(tx: Tx, shop: ShopProfile, boot: Boot, report: Report, wanted: Wanted, *, now_ms: int) -> bool:
    """Make the reported call's next grant, if it needs one. A call that is known to have ended gets none:
    its report is late, and would reserve money again that is free already."""
    if not wants_grant(report, wanted, None, country=shop.country):
        return False
    last = grants.last(tx, boot.booth_id, report.boot, report.call)
    if not wants_grant(report, wanted, last, country=shop.country):
        return False
    if calls.has_ended(tx, boot.booth_id, report.boot, report.call):
        return False
    answered_at_ms = now_ms
    if report.line == "talking" and boot.anchor_ms is not None:
        answered_at_ms = boot.anchor_ms + report.at_ms - report.talk_ms
    pricing = Pricing(tx, shop, tariffs.of_visit(tx, boot.booth_id, wanted.visit_id))
    decision = decide(
        report.digits,
        shop,
        pricing.tariff_at(answered_at_ms),
        answered_at_ms=answered_at_ms,
        left_minor=_left_minor(tx, shop, wanted.visit_id, report),
    )
    made = grant_for(report, decision, last, booth_id=boot.booth_id, visit_id=wanted.visit_id, made_ms=now_ms)
    if made is not None:
        grants.add(tx, made)
    return made is not None


def _left_minor(tx: Tx, shop: ShopProfile, visit_id: str, report: Report) -> int | None:
    """What the visit's budget holds for the reported call; None = the visit has none."""
    visit = visits.find(tx, visit_id)
    if visit is None or visit.budget_minor is None:
        return None
    finished = [booked for booked in calls.of_visits(tx, [visit_id])[visit_id] if booked.is_finished]
    others = [
        made for made in grants.of_visit(tx, visit_id) if (made.boot, made.call) != (report.boot, report.call)
    ]
    return left_minor(
        visit.budget_minor,
        shop.step_minor,
        spent_minor=sum(booked.due_minor or 0 for booked in finished),
        reserved_minor=reserved_minor(
            others,
            frozenset(_key(booked.call) for booked in finished),
            oldest_boot=report.oldest_boot,
        ),
    )


def _key(call: Call) -> tuple[int, int]:
    return call.boot, call.call
