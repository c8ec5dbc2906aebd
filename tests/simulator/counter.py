"""What operators do at the counter, as the desk does it: open a visit, lock a booth, take the money."""

from dataclasses import replace
from typing import TYPE_CHECKING

from locutorio.core import leases
from locutorio.core.report import Report

from simulator.books import Visit

if TYPE_CHECKING:
    from simulator.hub import Hub


def unlock(hub: "Hub", booth: str, budget_minor: int | None) -> bool:
    """Refused while the last visit is unpaid or the booth does not answer."""
    if hub.books.open_visit(booth) or not hub.is_online(booth):
        return False
    visit = Visit(f"{booth}.{hub.now_ms}", booth, hub.now_ms, budget_minor)
    hub.books.visits[visit.id] = visit
    hub.books.wanted[booth] = leases.unlocked(
        hub.wanted(booth),
        hub.shop.rules,
        visit_id=visit.id,
        call_limit_s=hub.shop.call_limit_s,
        has_budget=budget_minor is not None,
        now_ms=hub.now_ms,
    )
    hub.command(booth)
    return True


def lock(hub: "Hub", booth: str) -> None:
    if hub.wanted(booth).unlocked:
        hub.want_locked(booth)
        hub.command(booth)


def check_out(hub: "Hub", booth: str) -> bool:
    """Take the money, once the booth has obeyed and told all."""
    visit = hub.books.open_visit(booth)
    report, wanted = hub.report(booth), hub.wanted(booth)
    if (
        visit is None
        or wanted.unlocked
        or report.ctr < wanted.ctr
        or report.relay
        or _missing(hub, report, booth)
    ):
        return False
    paid = hub.books.spent_minor(visit.id)
    hub.books.visits[visit.id] = replace(visit, paid_minor=paid)
    return True


def _missing(hub: "Hub", report: Report, booth: str) -> bool:
    boot = hub.books.boots.get((booth, report.boot))
    return boot is None or boot.reported_seq > boot.stored_seq or report.oldest_boot < report.boot
