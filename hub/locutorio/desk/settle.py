"""Settling without the booth: it is gone for good, and the customer stands at the counter.

What the booth reported is billed. What it may still tell when it comes back changes nothing that is paid;
it is shown among the problems.
"""

from locutorio.core.board import BoothNow
from locutorio.core.booked import BookedCall
from locutorio.core.shop import ShopProfile
from locutorio.desk.charging import charge
from locutorio.desk.errors import BoothStillThere, NoReason
from locutorio.desk.lock import cut
from locutorio.desk.unpaid import unpaid_visit
from locutorio.store import booked, booths, people, standing, visits
from locutorio.store.engine import Store


def settle_anyway(
    store: Store, shop: ShopProfile, *, visit_id: str, reason: str, operator_id: int, now_ms: int
) -> None:
    """Let the visit be paid as far as it was reported. Refused while the booth answers for it."""
    reason = reason.strip()
    if not reason:
        raise NoReason("say why: the log keeps it")
    with store.begin() as tx:
        visit = unpaid_visit(tx, visit_id)
        now = booths.now(tx, visit.booth_id)
        assert now is not None  # a visit's booth exists: the database says so
        if visit.closed_ms is None and now.is_online(now_ms):
            raise BoothStillThere(f"{now.label} answers; lock it and wait a moment", booth=now.label)
        if standing.wanted(tx, now.booth_id).visit_id == visit_id:
            cut(tx, now.booth_id, person_id=operator_id, detail="settled without it", now_ms=now_ms)
        for one in booked.of_visit(tx, visit_id):
            if one.call.is_answered and not one.is_finished and not one.call.emergency:
                charge(
                    tx, shop, one.id, one.call, answered_at_ms=one.began_at_ms,
                    seconds=_reported_s(one, now), now_ms=now_ms,
                )  # fmt: skip
        visits.change(tx, visit_id, settled_anyway=True)
        people.log(
            tx, "settle_anyway", person_id=operator_id, at_ms=now_ms, booth_id=now.booth_id,
            visit_id=visit_id, detail=reason,
        )  # fmt: skip


def _reported_s(booked: BookedCall, now: BoothNow) -> int:
    """Completed seconds of a running call: by its last record, or by the booth's last report of it."""
    same = (booked.call.boot, booked.call.call) == (now.report.boot, now.report.call)
    return max(booked.call.talk_ms, now.report.talk_ms if same else 0) // 1000
