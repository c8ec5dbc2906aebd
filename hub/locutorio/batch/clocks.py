"""Timetables as columns: which rate is in force at the answers of many calls, and which after it. Beside
station 5.
"""

from dataclasses import dataclass

import numpy as np

from locutorio.batch.calls import Flags, Ints, Places
from locutorio.batch.plan_table import NO_RATE, Columns
from locutorio.core.timetable import DAY_MS, Timetable

HOUR_MS = 3_600_000


@dataclass(frozen=True, eq=False)
class Clock:
    """From each of `begins_ms` on, the rate at that place of `in_force`; -1 = none. The last begin is the end
    of what was worked out. `by_hours`: the stretch in which each hour after the first begin begins."""

    begins_ms: Ints
    in_force: Ints
    by_hours: Places

    @classmethod
    def over(cls, timetable: Timetable, answered_at_ms: Ints) -> "Clock":
        """For calls answered at any of these moments, and a day after."""
        until_ms = int(answered_at_ms.max()) + DAY_MS
        changes = timetable.changes(int(answered_at_ms.min()), until_ms)
        begins_ms = np.array([*(at_ms for at_ms, _ in changes), until_ms], np.int64)
        in_force = np.array([-1 if place is None else place for _, place in changes], np.int64)
        hours_ms = np.arange(begins_ms[0], until_ms, HOUR_MS)
        return cls(begins_ms, in_force, np.searchsorted(begins_ms, hours_ms, side="right") - 1)

    def stretches(self, answered_at_ms: Ints) -> Places:
        """The one each is answered in: looked up by the hour, then moved on. A search takes far longer where
        moments are in no order."""
        found: Places = self.by_hours[(answered_at_ms - self.begins_ms[0]) // HOUR_MS]
        while (over := self.begins_ms[found + 1] <= answered_at_ms).any():
            found += over
        return found


@dataclass(frozen=True, eq=False)
class Passage:
    """Calls whose rates go by `clock`: where they stand in the piece, the line of the first of their rates,
    the stretch of the clock they are answered in."""

    clock: Clock
    places: Places
    base: Places
    stretch: Places
    answered_at_ms: Ints
    seconds: Ints

    @classmethod
    def of(cls, clock: Clock, places: Places, base: Places, answered_at_ms: Ints, seconds: Ints) -> "Passage":
        return cls(clock, places, base, clock.stretches(answered_at_ms), answered_at_ms, seconds)

    def those(self, chosen: Flags) -> "Passage":
        columns = (self.places, self.base, self.stretch, self.answered_at_ms, self.seconds)
        return Passage(self.clock, *(column[chosen] for column in columns))

    def in_force(self) -> Ints:
        """Which of the rates prices the answer; -1 = none."""
        return self.clock.in_force[self.stretch]

    def is_over_early(self) -> Flags:
        """Whether the stretch ends before the call."""
        return self._ends_s(self.stretch) < self.seconds

    def _ends_s(self, stretch: Places) -> Ints:
        """The second of the call from which the stretch is over."""
        return -((self.answered_at_ms - self.clock.begins_ms[stretch + 1]) // 1000)

    def price(self, columns: Columns, at: Places, units: Ints, left: Flags) -> None:
        """Sets `units` of these calls by all the rates they pass through, and `at` to NO_RATE where one is
        missing. Those that last longer than the clock was worked out are `left`. What costs nothing by the
        rate at its answer is not asked what follows."""
        counts = self.seconds >= columns.lines.shortest_s.each[self.base + self.in_force()]
        self.those(counts)._price(columns, at, units, left)

    def _price(self, columns: Columns, at: Places, units: Ints, left: Flags) -> None:
        known = self.seconds <= (self.clock.begins_ms[-1] - self.answered_at_ms) // 1000
        left[self.places[~known]] = True
        passing = self.those(known & ~left[self.places])
        units[passing.places], priced = passing._laid(columns)
        at[passing.places[~priced]] = NO_RATE

    def _laid(self, columns: Columns) -> tuple[Ints, Flags]:
        stretch, first = self.stretch.copy(), self.base + self.in_force()
        total, start_s = columns.lines.connect.each[first], np.zeros_like(self.seconds)
        priced = np.ones(len(first), np.bool_)
        going = np.arange(len(first))
        while going.size:
            until_s = np.minimum(self.seconds, self._ends_s(stretch))
            # An increment that reaches over all of a stretch without a rate asks nothing of it.
            begun = going[start_s[going] < until_s[going]]
            priced[begun] = self.clock.in_force[stretch[begun]] >= 0
            laid = begun[priced[begun]]
            at = self.base[laid] + self.clock.in_force[stretch[laid]]
            columns.lay(columns.lines.segment.each[at], start_s, until_s, total, laid)
            going = going[priced[going] & (start_s[going] < self.seconds[going])]
            stretch[going] += 1
        return columns.settled(first, self.seconds, total), priced
