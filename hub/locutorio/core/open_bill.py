"""A bill as it stands before it is paid, and what hinders that. Station 7 of the way of a call.

Pure: what is known of its booths comes in as plain data. Must not know tables, nor who may do what.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from locutorio.core.bill import Bill, BilledExtra
from locutorio.core.board import BoothNow
from locutorio.core.booked import BookedCall

GONE = "gone"  # the phase of a visit whose booth is free again


@dataclass(frozen=True, slots=True)
class Item:
    """An extra on an open bill; `extra_id` None = free text."""

    id: int
    extra_id: int | None
    billed: BilledExtra

    def taxed(self, percent: str) -> "Item":
        return replace(self, billed=replace(self.billed, tax=percent))


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """`phase` in the words of Tile, or GONE."""

    visit_id: str
    booth_id: str
    booth_label: str
    phase: str
    opened_ms: int


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why the bill cannot be paid yet: `kind` is

    open       the booth is not locked
    closing    it is to be locked, and has not said so yet
    missing    it has not handed over all its calls yet
    offline    one of these two, and it does not answer
    unpriced   a call has no price
    """

    kind: str
    booth_id: str
    booth_label: str
    visit_id: str


@dataclass(frozen=True, slots=True)
class OpenBill:
    """`person` is whose it is, `customer` whose account it may go on: names, "" where there is nobody.
    `name` "" = after its booths. `parked_ms`: since when it waits without a booth. Its calls may come to
    `budget_minor` and no more, None = to whatever they do."""

    id: int
    name: str
    person_id: int | None
    person: str
    customer_id: int | None
    customer: str
    opened_ms: int
    parked_ms: int | None
    budget_minor: int | None
    bill: Bill
    items: tuple[Item, ...]
    visits: tuple[OpenVisit, ...]
    in_the_way: tuple[Hindrance, ...]

    @property
    def booths(self) -> tuple[str, ...]:
        """The labels of its booths, and of those where calls were made that it pays for."""
        labels = [visit.booth_label for visit in self.visits] + [call.booth_label for call in self.bill.calls]
        return tuple(dict.fromkeys(labels))

    @property
    def is_empty(self) -> bool:
        """Nobody talked, nothing was bought, nothing was left: there is nothing to pay for."""
        has_calls = any(call.evidence for call in self.bill.calls)
        return not (has_calls or self.items or self.bill.deposit_minor or self.in_the_way)


@dataclass(frozen=True, slots=True)
class VisitNow:
    """A visit with what is known of it: its booth as it is now, None = that is free again; its calls."""

    visit_id: str
    booth_id: str
    booth_label: str
    opened_ms: int
    settled_anyway: bool
    booth: BoothNow | None
    calls: tuple[BookedCall, ...]

    @property
    def shown(self) -> OpenVisit:
        phase = self.booth.phase if self.booth else GONE
        return OpenVisit(self.visit_id, self.booth_id, self.booth_label, phase, self.opened_ms)

    def waits_for(self, now_ms: int) -> str:
        """The kind of its hindrance; "" if there is none."""
        if self.booth and self.booth.phase in ("opening", "open"):
            return "open"
        awaited = ""
        if self.booth and self.booth.phase == "closing":
            awaited = "closing"
        elif not self.settled_anyway and self._has_more_to_tell:
            awaited = "missing"
        return "offline" if awaited and self.booth and not self.booth.is_online(now_ms) else awaited

    @property
    def _has_more_to_tell(self) -> bool:
        is_missing = self.booth is not None and self.booth.missing
        return is_missing or any(not call.is_finished for call in self.calls)


def in_the_way(
    visits: Iterable[VisitNow], calls: Iterable[BookedCall], *, now_ms: int
) -> tuple[Hindrance, ...]:
    """All that hinders, visit by visit, then the calls without a price."""
    waiting = [
        Hindrance(kind, visit.booth_id, visit.booth_label, visit.visit_id)
        for visit in visits
        if (kind := visit.waits_for(now_ms))
    ]
    unpriced = [
        Hindrance("unpriced", booked.call.booth_id, booked.booth_label, booked.call.visit_id)
        for booked in calls
        if booked.is_finished and booked.due_minor is None
    ]
    return (*waiting, *unpriced)
