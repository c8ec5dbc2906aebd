"""Deciding what a call may do, once its number is complete. Between the stations 5 and 2.

Decided by core.decision; what is left of a budget is read in the same transaction that reserves it.
"""

from locutorio.core.call import Call
from locutorio.core.decision import decide
from locutorio.core.granting import Grant, grant_for, left_minor, reserved_minor, wants_grant
from locutorio.core.leases import Wanted
from locutorio.core.report import Boot, Report
from locutorio.core.shop import ShopProfile
from locutorio.desk.pricing import Pricing
from locutorio.store import bills, booked, calls, grants, standing, tariffs, visits
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
    """What the budget of the visit's bill holds for the reported call; None = the bill has none."""
    visit = visits.find(tx, visit_id)
    bill = None if visit is None else bills.find(tx, visit.bill_id)
    if visit is None or bill is None or bill.budget_minor is None:
        return None
    finished = [one for one in booked.of_bills(tx, [bill.id])[bill.id] if one.is_finished]
    others = [
        made
        for made in grants.of_bill(tx, bill.id)
        if (made.booth_id, made.boot, made.call) != (visit.booth_id, report.boot, report.call)
    ]
    return left_minor(
        bill.budget_minor,
        shop.step_minor,
        spent_minor=sum(one.due_minor or 0 for one in finished),
        reserved_minor=_reserved_minor(tx, others, [one.call for one in finished]),
    )


def _reserved_minor(tx: Tx, granted: list[Grant], ended: list[Call]) -> int:
    """What is reserved in each of the bill's booths."""
    oldest_boots = standing.oldest_boots(tx, {grant.booth_id for grant in granted})
    return sum(
        reserved_minor(
            [grant for grant in granted if grant.booth_id == booth_id],
            frozenset((call.boot, call.call) for call in ended if call.booth_id == booth_id),
            oldest_boot=oldest_boot,
        )
        for booth_id, oldest_boot in oldest_boots.items()
    )
