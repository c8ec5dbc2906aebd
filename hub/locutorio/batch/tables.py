"""What loops.py reads: the tables that plans and timetables are laid out in, and the columns of calls. Beside
station 5.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from locutorio.batch.calls import Ints, Places
from locutorio.batch.keys import Keys

Lines = npt.NDArray[np.int32]  # by their places in the table of lines
Records = Any  # an array of one of the kinds below, whose fields no type checker knows
Record = Any  # one of them
Whole = Any  # a number as machine code has it, of 64 bits

NO_CLOCK = -1
# In the place of a cost. LEFT: it is for the meter itself; UNPRICED: the tariff has no price for this call;
# UNASKED: nobody has asked the tariff for it yet.
LEFT, UNPRICED, UNASKED = -1, -2, -3
LONGEST_S = 1 << 24  # more than half a year; as good as any line's, and one for all
# Parts in a unit of the result, in the usual lines: they suit prices by the minute in ten-thousandths of one,
# by whatever increments.
QUANTUM = 60 * 10**4


class Line(NamedTuple):
    """One plan. Calls shorter than `shortest_s` cost nothing; those longer than `longest_s` are left to the
    meter; LEFT, UNPRICED or UNASKED in its place are said of all. A `clock` chooses among its line and those
    that follow.

    `first_s`, `increment_s` and `charge` are the first segment, which most calls do not get beyond; it is
    also where `segment` points to in the table of segments, and the plan's others follow there. What is
    added before the division that rounds is in `connect`, `minimum` and `maximum` already. What comes out of
    it is multiplied by `scale`; where `is_usual`, `quantum` is QUANTUM and `scale` 1.
    """

    clock: int
    shortest_s: int
    longest_s: int
    first_s: int
    increment_s: int
    charge: int
    connect: int
    minimum: int
    maximum: int
    is_usual: bool
    quantum: int
    scale: int
    segment: int


def _records(*names: str) -> np.dtype[Any]:
    return np.dtype([(name, np.int64) for name in names])


LINE = _records(*Line._fields)
SEGMENT = _records("end_s", "increment_s", "charge")
# `end`: after the last of its stretches; `hours`: where the hour from `begin_ms` on stands in that table.
CLOCK = _records("begin_ms", "hours", "end")
# Until `end_ms` the rate at that place is in force; -1 = none.
STRETCH = _records("end_ms", "in_force")


class Tables(NamedTuple):
    """`begins`: of the ranges of numbers, as in Ranges; `known`: the line of the first rate of each; `hours`:
    for each hour of each clock the stretch in which it begins."""

    begins: Keys
    known: Lines
    lines: Records
    segments: Records
    clocks: Records
    stretches: Records
    hours: Ints


class Columns(NamedTuple):
    """Calls in the order of their keys; `given`: where each was given."""

    keys: Keys
    answered_at_ms: Ints
    seconds: Ints
    given: Places

    def at(self, places: Places | slice) -> "Columns":
        """Those of them."""
        return Columns(
            self.keys[places], self.answered_at_ms[places], self.seconds[places], self.given[places]
        )
