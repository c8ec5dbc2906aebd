"""Which of a prefix's rates is in force when. Station 5 of the way of a call.

Worked out a day at a time and remembered: the calls of an evening ask the same question over and over, and
the rates of most prefixes hold in the same periods. Must not know calls or prices.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from locutorio.core.periods import DAY_S, Period, local_time, moments
from locutorio.core.rates import Rate

DAY_MS = DAY_S * 1000
DAYS_KEPT, TIMETABLES_KEPT = 4096, 1024

# From this moment on (Unix ms) this rate is in force; None: no rate is.
Change = tuple[int, Rate | None]
# The moments from which something is in force, the end of what was worked out after them; and what.
Day = tuple[list[int], list[int | None]]


class Timetable:
    """`periods`, the one to be preferred first, by the clocks of `zone`. Told of by their places in that
    order; None: none is in force."""

    def __init__(self, periods: tuple[Period, ...], zone: ZoneInfo) -> None:
        self._periods = periods
        self._zone = zone
        self._days: dict[int, Day] = {}

    def at(self, at_ms: int) -> tuple[int | None, int]:
        """What is in force at `at_ms`, and a moment before which that does not change."""
        begins, in_force = self._days.get(at_ms // DAY_MS) or self._day(at_ms // DAY_MS)
        place = bisect_right(begins, at_ms)
        return in_force[place - 1], begins[place]

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
        times = moments(self._periods, self._zone, begin_ms)
        for at_ms in takewhile(lambda at_ms: at_ms < end_ms, times):
            local = local_time(at_ms, self._zone)
            index = next((i for i, period in enumerate(self._periods) if period.holds(local)), None)
            if not begins or index != in_force[-1]:
                begins.append(at_ms)
                in_force.append(index)
        return [*begins, end_ms], in_force


def changes(rates: tuple[Rate, ...], zone: ZoneInfo, from_ms: int, until_ms: int) -> list[Change]:
    """What is in force at `from_ms`, then every change before `until_ms`. `rates`: preferred first."""
    return [
        (at_ms, None if index is None else rates[index])
        for at_ms, index in timetable_of(rates, zone).changes(from_ms, until_ms)
    ]


@lru_cache(maxsize=1 << 12)
def timetable_of(rates: tuple[Rate, ...], zone: ZoneInfo) -> Timetable:
    """The one of their periods. These are told apart by which they are, quicker to ask than what they say: a
    timetable holds on to its own, so that no other can come to be at the same place."""
    key = (id(zone), *[id(rate.period) for rate in rates])
    found = _timetables.get(key)
    if found is None:
        if len(_timetables) >= TIMETABLES_KEPT:
            _timetables.clear()
        found = _timetables[key] = Timetable(tuple(rate.period for rate in rates), zone)
    return found


_timetables: dict[tuple[int, ...], Timetable] = {}
