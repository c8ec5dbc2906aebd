"""Timetables as tables: which rate is in force at the answers of many calls, and which after it. Beside
station 5.
"""

from collections.abc import Sequence

import numpy as np

from locutorio.batch.calls import Ints
from locutorio.batch.tables import CLOCK, STRETCH, Records
from locutorio.core.timetable import DAY_MS, HOUR_MS, Timetable

Clocks = tuple[Records, Records, Ints]
NO_CLOCKS = np.zeros(0, CLOCK), np.zeros(0, STRETCH), np.zeros(0, np.int64)


def clocks_of(timetables: Sequence[Timetable], answered_at_ms: Ints) -> Clocks:
    """For calls answered at any of these moments, and a day after: the clocks, the stretches of all, and for
    each hour the stretch in which it begins."""
    if not timetables:
        return NO_CLOCKS
    from_ms, until_ms = int(answered_at_ms.min()), int(answered_at_ms.max()) + DAY_MS
    hours_ms = np.arange(from_ms, until_ms, HOUR_MS)
    clocks: list[tuple[int, int, int]] = []
    stretches: list[tuple[int, int]] = []
    hours: list[Ints] = []
    for timetable in timetables:
        changes = timetable.changes(from_ms, until_ms)
        begins_ms = [at_ms for at_ms, _ in changes]
        hours.append(np.searchsorted(begins_ms, hours_ms, side="right") - 1 + len(stretches))
        ends_ms = [*begins_ms[1:], until_ms]
        places = (-1 if place is None else place for _, place in changes)
        stretches += zip(ends_ms, places, strict=True)
        clocks.append((from_ms, len(clocks) * len(hours_ms), len(stretches)))
    return np.array(clocks, CLOCK), np.array(stretches, STRETCH), np.concatenate(hours)
