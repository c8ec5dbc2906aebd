"""Timetables as tables: which rate is in force at the answers of many calls, and which after it. Beside
station 5.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from locutorio.batch.calls import Ints
from locutorio.core.timetable import DAY_MS, HOUR_MS, Timetable

# `end`: after the last of its stretches; `hours`: where the hour from `begin_ms` on stands in that table.
CLOCK = np.dtype([("begin_ms", np.int64), ("hours", np.int64), ("end", np.int64)])
# Until `end_ms` the rate at that place is in force; -1 = none.
STRETCH = np.dtype([("end_ms", np.int64), ("in_force", np.int64)])

Clocks = tuple[npt.NDArray[Any], npt.NDArray[Any], Ints]


def clocks_of(timetables: Sequence[Timetable], answered_at_ms: Ints) -> Clocks:
    """For calls answered at any of these moments, and a day after: the clocks, the stretches of all, and for
    each hour the stretch in which it begins."""
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
    in_all = np.concatenate([np.zeros(0, np.int64), *hours])
    return np.array(clocks, CLOCK), np.array(stretches, STRETCH), in_all
