"""Which of a prefix's rates is in force when. Station 5 of the way of a call.

Worked out a day at a time and remembered: the calls of an evening ask the same question over and over, and
the rates of most prefixes hold in the same periods. Must not know rates, calls or prices.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from locutorio.core.periods import DAY_S, Period, local_time, moments

DAY_MS = DAY_S * 1000
HOUR_MS = 3_600_000
DAYS_KEPT, HOURS_KEPT, TIMETABLES_KEPT = 4096, 1 << 16, 1024

# What is in force, and a moment before which that does not change.
Stretch = tuple[int | None, int]
# The moments from which something is in force, the end of what was worked out after them; and what.
Day = tuple[list[int], list[int | None]]


class Timetable:
    """`periods`, the one to be preferred first, by the clocks of `zone`. Told of by their places in that
    order; None: none is in force."""

    def __init__(self, periods: tuple[Period, ...], zone: ZoneInfo) -> None:
        self._periods = periods
        self.zone = zone
        self._days: dict[int, Day] = {}
        self._hours: dict[int, Stretch] = {}

    def at(self, at_ms: int) -> Stretch:
        """What is in force at `at_ms`, and a moment before which that does not change."""
        return self._hours.get(at_ms // HOUR_MS) or self._looked_up(at_ms)

    def changes(self, from_ms: int, until_ms: int) -> list[tuple[int, int | None]]:
        """What is in force at `from_ms`, then every change before `until_ms`."""
        index, next_ms = self.at(from_ms)
        found = [(from_ms, index)]
        while next_ms < until_ms:
            at_ms = next_ms
            index, next_ms = self.at(at_ms)
            if index != found[-1][1]:
                found.append((at_ms, index))
        return found

    def _looked_up(self, at_ms: int) -> Stretch:
        """As at(). Kept for the whole hour if nothing changes in it."""
        begins, in_force = self._day(at_ms // DAY_MS)
        place = bisect_right(begins, at_ms)
        found = in_force[place - 1], begins[place]
        hour_ms = at_ms - at_ms % HOUR_MS
        if begins[place - 1] <= hour_ms and hour_ms + HOUR_MS <= begins[place]:
            if len(self._hours) >= HOURS_KEPT:
                self._hours.clear()
            self._hours[at_ms // HOUR_MS] = found
        return found

    def _day(self, day: int) -> Day:
        """`day`: since 1970 by UTC. Looks a day further, for the calls that run over midnight."""
        if day not in self._days:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            self._days[day] = self._worked_out(day * DAY_MS, (day + 2) * DAY_MS)
        return self._days[day]

    def _worked_out(self, begin_ms: int, end_ms: int) -> Day:
        begins: list[int] = []
        in_force: list[int | None] = []
        times = moments(self._periods, self.zone, begin_ms)
        for at_ms in takewhile(lambda at_ms: at_ms < end_ms, times):
            local = local_time(at_ms, self.zone)
            index = next((i for i, period in enumerate(self._periods) if period.holds(local)), None)
            if not begins or index != in_force[-1]:
                begins.append(at_ms)
                in_force.append(index)
        return [*begins, end_ms], in_force


@lru_cache(maxsize=TIMETABLES_KEPT)
def timetable_of(periods: tuple[Period, ...], zone: ZoneInfo) -> Timetable:
    """The same one wherever the same is asked."""
    return Timetable(periods, zone)
