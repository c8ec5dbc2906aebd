"""The hub's books as the simulator keeps them: what the tables hold, in dictionaries.

All that stands in them is immutable, so a backup is a copy of the dictionaries. It must not decide anything.
"""

from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any

from locutorio.core.alarm import Alarm
from locutorio.core.call import Call
from locutorio.core.granting import Grant
from locutorio.core.leases import Wanted
from locutorio.core.report import Boot, Report

Key = tuple[str, int, int]  # booth, boot, and a number in the boot


@dataclass(frozen=True, slots=True)
class Visit:
    """Wall times of the hub. `paid_minor` is what its calls came to when it was paid."""

    id: str
    booth: str
    opened_ms: int
    budget_minor: int | None
    locked_ms: int | None = None
    paid_minor: int | None = None

    @property
    def is_open(self) -> bool:
        return self.paid_minor is None


@dataclass(slots=True)
class Books:
    epoch: int = 0
    boots: dict[tuple[str, int], Boot] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    wanted: dict[str, Wanted] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    told: dict[Key, tuple[str, dict[str, Any]]] = field(default_factory=dict)  # records and alarms, by seq
    calls: dict[Key, Call] = field(default_factory=dict)  # by call
    grants: dict[Key, Grant] = field(default_factory=dict)  # the latest of each call
    charges: dict[Key, tuple[int, int | None]] = field(default_factory=dict)  # seconds, cost (None: unpriced)
    alarms: list[tuple[int, str, Alarm]] = field(default_factory=list)  # at, booth, what the hub found
    refused: int = 0

    def backup(self) -> "Books":
        return Books(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def open_visit(self, booth: str) -> Visit | None:
        return next((v for v in self.visits.values() if v.booth == booth and v.is_open), None)

    def stored_up_to(self, booth: str, boot: int, after: int) -> int:
        while (booth, boot, after + 1) in self.told:
            after += 1
        return after

    def calls_of(self, visit_id: str) -> list[tuple[Key, Call]]:
        return [(key, call) for key, call in self.calls.items() if call.visit_id == visit_id]

    def spent_minor(self, visit_id: str) -> int:
        return sum(self.charges[key][1] or 0 for key, _ in self.calls_of(visit_id) if key in self.charges)
