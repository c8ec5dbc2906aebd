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
from locutorio.desk.unpaid import unpaid
from locutorio.store import booths, calls, people, visits
from locutorio.store.engine import Store


def settle_anyway(
    store: Store, shop: ShopProfile, *, visit_id: str, reason: str, operator_id: int, now_ms: int
) -> None:
    """Let the visit be paid as far as it was reported. Refused while the booth answers."""
    reason = reason.strip()
    if not reason:
        raise NoReason("say why: the log keeps it")
    with store.begin() as tx:
        visit = unpaid(tx, visit_id)
        now = booths.now(tx, visit.booth_id)
        assert now is not None  # a visit's booth exists: the database says so
        if now.is_online(now_ms):
            raise BoothStillThere(f"{now.label} answers; lock it and wait a moment", booth=now.label)
        cut(tx, now.booth_id, person_id=operator_id, detail="settled without it", now_ms=now_ms)
        for booked in calls.of_visits(tx, [visit_id])[visit_id]:
            if booked.call.is_answered and not booked.is_finished and not booked.call.emergency:
                charge(
                    tx, shop, booked.id, booked.call, answered_at_ms=booked.began_at_ms,
                    seconds=_reported_s(booked, now), now_ms=now_ms,
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
