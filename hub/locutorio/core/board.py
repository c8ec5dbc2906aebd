"""What the counter may do with a booth, and its tile, worked out from what is known of it. Station 6.

Pure: everything comes in as plain data, the price as a function. Must not know tables or messages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locutorio.core.bill import BilledCall
from locutorio.core.tile import Tile

UNHEARD_AFTER_MS = 15_000  # three heartbeats
OBEYS_WITHIN_MS = 5_000


@dataclass(frozen=True, slots=True)
class BoothNow:
    """All that is known of a booth at one moment: what it reported, what is wanted of it, its open visit.

    `visit_id` is "" without an open visit. `call` is the number (in `boot`) of the call it reports, 0 =
    none; `at_ms` and `talk_ms` are as of that report, which was heard at `heard_ms`. `missing` says that
    records it numbered during the visit have not all arrived.
    """

    booth_id: str
    label: str
    position: int
    boot: int | None
    wire: int | None
    anchor_ms: int | None
    present: bool
    heard_ms: int | None
    line: str
    relay: bool
    reported_ctr: int
    reported_visit_id: str
    call: int
    digits: str
    at_ms: int
    talk_ms: int
    trouble: str
    ctr: int
    unlocked: bool
    changed_ms: int
    limit_s: int
    visit_id: str
    opened_ms: int
    settled_anyway: bool
    missing: bool

    def is_online(self, now_ms: int) -> bool:
        return self.present and self.heard_ms is not None and now_ms - self.heard_ms <= UNHEARD_AFTER_MS

    @property
    def has_obeyed(self) -> bool:
        """The booth has reported the lock as it is wanted, read back from its relay."""
        return self.reported_ctr >= self.ctr and self.relay == self.unlocked

    @property
    def phase(self) -> str:
        """See Tile."""
        if not self.visit_id:
            return "free"
        if self.unlocked:
            return "open" if self.has_obeyed else "opening"
        return "settling" if self.has_obeyed or self.settled_anyway else "closing"

    def talk_now_ms(self, now_ms: int) -> int:
        """Talk time of the reported call: it goes on since the report while the line is talking."""
        if self.line != "talking" or self.heard_ms is None:
            return self.talk_ms
        talk_ms = self.talk_ms + max(0, now_ms - self.heard_ms)
        return min(talk_ms, self.limit_s * 1000) if self.limit_s else talk_ms

    @property
    def answered_at_ms(self) -> int:
        """Wall time of the reported call's answer (of the report itself while unanswered)."""
        if self.anchor_ms is None:
            return (self.heard_ms or 0) - self.talk_ms
        return self.anchor_ms + self.at_ms - self.talk_ms


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
    now_ms: int,
    wire: int,
) -> Tile:
    """`calls` are the visit's finished calls; `running_is_booked` says the reported one is among them."""
    running = now.call > 0 and now.reported_visit_id == now.visit_id != "" and not running_is_booked
    talk_s = now.talk_now_ms(now_ms) // 1000 if running else 0
    shown = price(now.digits, now.answered_at_ms, talk_s) if running and now.digits else NOTHING
    done_minor = sum(call.cost_minor or 0 for call in calls)
    return Tile(
        booth_id=now.booth_id,
        label=now.label,
        key=str(now.position) if 1 <= now.position <= 9 else "",
        online=now.is_online(now_ms),
        phase=now.phase,
        line=now.line,
        visit_id=now.visit_id,
        number=shown.number,
        country=shown.country,
        destination=shown.destination,
        talk_s=talk_s,
        cost_minor=shown.cost_minor,
        calls_count=len(calls),
        visit_minor=done_minor + (shown.cost_minor or 0),
        unpriced_count=sum(call.cost_minor is None for call in calls),
        seen_ago_s=None if now.heard_ms is None else max(0, now_ms - now.heard_ms) // 1000,
        trouble=trouble(now, now_ms=now_ms, wire=wire),
    )


def trouble(now: BoothNow, *, now_ms: int, wire: int) -> str:
    """What the operator should know is wrong, as a code the panel words; "" if nothing is."""
    if now.trouble:
        return now.trouble
    if now.wire is not None and now.wire != wire:
        return "needs_flashing"
    late = now_ms - now.changed_ms > OBEYS_WITHIN_MS
    if now.visit_id and late and not now.has_obeyed and now.is_online(now_ms):
        return "no_answer"
    return ""
