"""Timetables as columns: which rate is in force at the answers of many calls. Beside station 5."""

from dataclasses import dataclass

import numpy as np

from locutorio.batch.calls import Flags, Ints
from locutorio.core.timetable import DAY_MS, Timetable


@dataclass(frozen=True, eq=False)
class Clock:
    """From each of `begins_ms` on, the rate at that place of `in_force`; -1 = none. The last begin is the end
    of what was worked out."""

    begins_ms: Ints
    in_force: Ints

    @classmethod
    def over(cls, timetable: Timetable, answered_at_ms: Ints) -> "Clock":
        """For calls answered at any of these moments, and a day after."""
        until_ms = int(answered_at_ms.max()) + DAY_MS
        changes = timetable.changes(int(answered_at_ms.min()), until_ms)
        return cls(
            np.array([*(at_ms for at_ms, _ in changes), until_ms], np.int64),
            np.array([-1 if place is None else place for _, place in changes], np.int64),
        )

    def ask(self, answered_at_ms: Ints, seconds: Ints) -> tuple[Ints, Flags]:
        """What is in force at each answer, and whether that may change before the call's end."""
        stretch = np.searchsorted(self.begins_ms, answered_at_ms, side="right") - 1
        return self.in_force[stretch], seconds > (self.begins_ms[stretch + 1] - answered_at_ms) // 1000
