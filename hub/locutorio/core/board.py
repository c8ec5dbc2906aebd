"""What the counter may do with a booth, and its tile, worked out from what is known of it. Station 6.

Pure: everything comes in as plain data, the price as a function. Must not know tables or messages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from locutorio.core.bill import BilledCall
from locutorio.core.call import EMERGENCY_LABEL
from locutorio.core.conditions import words
from locutorio.core.granting import Grant
from locutorio.core.leases import Wanted, outstanding
from locutorio.core.report import UNHEARD_AFTER_MS, Boot, Report
from locutorio.core.tile import Tile

OBEYS_WITHIN_MS = 5_000
# Of several conditions the one that is told first: what makes the others hard to mend.
GRAVEST_FIRST = ("two_controllers", "needs_flashing", "fenced", "open_without_visit", "clock_jump")


@dataclass(frozen=True, slots=True)
class BoothNow:
    """All that is known of a booth at one moment: what it reported, what is wanted of it, its open visit.

    `visit_id` is "" without an open visit, and `bill_id` 0. `budget_minor` is that of the bill. `moved_on`:
    its customer sits in another booth by now. `missing` says that records it numbered during the visit have
    not all arrived. By `package_id` its calls are sold; None: the shop has no package.
    """

    booth_id: str
    label: str
    position: int
    visit_id: str
    opened_ms: int
    settled_anyway: bool
    bill_id: int
    budget_minor: int | None
    moved_on: bool
    package_id: int | None
    missing: bool
    boot: Boot | None
    report: Report
    wanted: Wanted

    def is_online(self, now_ms: int) -> bool:
        report = self.report
        return report.online and report.heard_ms is not None and now_ms - report.heard_ms <= UNHEARD_AFTER_MS

    @property
    def has_obeyed(self) -> bool:
        """The booth has reported the lock as it is wanted, read back from its relay."""
        if outstanding(self.wanted, self.report):
            return False
        return self._may_be_open if self.wanted.unlocked else not self.report.relay or self._is_for_help

    @property
    def _may_be_open(self) -> bool:
        """Through; or cut by the booth itself: for one call, or for as long as it misses the hub."""
        return self.report.relay or self.report.lease in ("suspended", "over") or self.report.line == "ended"

    @property
    def _is_for_help(self) -> bool:
        """A locked line is through while its digits may become an emergency number, and for a call to one:
        the only call a booth ever reports without a visit."""
        return self.report.line == "guarded" or (self.report.call > 0 and not self.report.visit_id)

    @property
    def phase(self) -> str:
        """See Tile."""
        if not self.visit_id:
            return "free"
        if self.wanted.unlocked:
            return "open" if self.has_obeyed else "opening"
        return "settling" if self.has_obeyed or self.settled_anyway else "closing"

    @property
    def has_told_all(self) -> bool:
        """Its visit is locked and nothing more comes of it: it can be paid, or the booth freed."""
        return self.phase == "settling" and (self.settled_anyway or not self.missing)

    def talk_now_ms(self, now_ms: int) -> int:
        """Talk time of the reported call: it goes on since the report while the line is talking."""
        report = self.report
        if report.line != "talking" or report.heard_ms is None:
            return report.talk_ms
        talk_ms = report.talk_ms + max(0, now_ms - report.heard_ms)
        return min(talk_ms, report.limit_s * 1000) if report.limit_s else talk_ms

    @property
    def answered_at_ms(self) -> int:
        """Wall time of the reported call's answer (of the report itself while unanswered)."""
        report = self.report
        if self.boot is None or self.boot.anchor_ms is None:
            return (report.heard_ms or 0) - report.talk_ms
        return self.boot.anchor_ms + report.at_ms - report.talk_ms


def without_left_visit(now: BoothNow) -> BoothNow:
    """The booth is free again once it has told all of a visit whose customer has moved on."""
    if not (now.moved_on and now.has_told_all):
        return now
    return replace(now, visit_id="", opened_ms=0, settled_anyway=False, bill_id=0, budget_minor=None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A dialled number as it can be shown before or while it costs anything."""

    number: str
    country: str
    destination: str
    cost_minor: int | None


NOTHING = Shown("", "", "", 0)
Price = Callable[[str, int, int], Shown]  # digits, answered_at_ms, seconds


def tile_of(
    now: BoothNow,
    calls: Sequence[BilledCall],
    running_is_booked: bool,
    price: Price,
    *,
    others_minor: int,
    together: tuple[str, ...],
    granted: Grant | None,
    is_emergency: bool,
    now_ms: int,
    wire: int,
) -> Tile:
    """`calls` are the visit's finished calls; `running_is_booked` says the reported one is among them;
    `others_minor` is what the others on its bill came to, `together` the labels of their booths. `granted` is
    what the reported one was granted last, None = nothing yet, and `is_emergency` what its digits are."""
    report = now.report
    helps = is_emergency and report.call > 0
    running = report.call > 0 and not running_is_booked and (helps or report.visit_id == now.visit_id != "")
    on_the_line = running or (report.line == "ended" and report.visit_id == now.visit_id != "")
    talk_s = now.talk_now_ms(now_ms) // 1000 if running else 0
    shown = price(report.digits, now.answered_at_ms, talk_s) if running and report.digits else NOTHING
    if helps:
        shown = replace(shown, destination=EMERGENCY_LABEL, cost_minor=0)
    visit_minor = sum(call.cost_minor or 0 for call in calls) + (shown.cost_minor or 0)
    return Tile(
        booth_id=now.booth_id,
        label=now.label,
        key=str(now.position) if 1 <= now.position <= 9 else "",
        online=now.is_online(now_ms),
        phase=now.phase,
        line=report.line,
        visit_id=now.visit_id,
        bill_id=now.bill_id,
        together=together,
        number=shown.number,
        country=shown.country,
        destination=shown.destination,
        talk_s=talk_s,
        cost_minor=shown.cost_minor,
        calls_count=len(calls),
        visit_minor=visit_minor,
        unpriced_count=sum(call.cost_minor is None for call in calls),
        seen_ago_s=None if report.heard_ms is None else max(0, now_ms - report.heard_ms) // 1000,
        trouble=trouble(now, now_ms=now_ms, wire=wire),
        lease=report.lease,
        limit_s=report.limit_s if running else 0,
        budget_minor=now.budget_minor,
        left_minor=None
        if now.budget_minor is None
        else max(0, now.budget_minor - others_minor - visit_minor),
        fate=granted.fate if granted and on_the_line else "",
        why=granted.why if granted and on_the_line else "",
        emergency=running and helps,
        conditions=tuple(sorted(words(report.conditions))),
        faults=tuple(report.faults.split()),
    )


def trouble(now: BoothNow, *, now_ms: int, wire: int) -> str:
    """The gravest thing the operator should know is wrong between booth and hub, as a code the panel
    words; "" if nothing is."""
    for condition in GRAVEST_FIRST:
        if condition in words(now.report.conditions):
            return condition
    if now.boot is not None and now.boot.wire is not None and now.boot.wire != wire:
        return "needs_flashing"
    late = now_ms - now.wanted.changed_ms > OBEYS_WITHIN_MS
    if now.visit_id and late and not now.has_obeyed and now.is_online(now_ms):
        return "no_answer"
    return ""
