"""The meter's sum for columns of calls, one call after another in machine code. Beside station 5.

boothwire.meter says what a plan means and how increments are laid; here the same is done in 64 bits by the
lines of a plan table, which know beforehand for which calls 64 bits might not be enough. Must not know
tariffs, and where a call's line comes from.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from locutorio.batch.calls import Ints, Places
from locutorio.batch.compiled import compiled, inlined
from locutorio.batch.keys import Keys
from locutorio.core.timetable import HOUR_MS

NO_CLOCK = -1
FOR_EVER = -1  # the stretch of a rate that no other follows
# In the place of a cost: the tariff has no price for this call; it is for the meter itself.
UNPRICED, LEFT = -1, -2

Records = npt.NDArray[Any]


class Tables(NamedTuple):
    """`lines` and `segments` as plan_table.py has them, `clocks`, `stretches` and `hours` as clocks.py."""

    lines: Records
    segments: Records
    clocks: Records
    stretches: Records
    hours: Ints


class Asked(NamedTuple):
    """Calls: the line of the first of the rates of each, and where it was given."""

    at: Ints
    answered_at_ms: Ints
    seconds: Ints
    given: Places


@compiled
def places_of(keys: Keys, bounds: Keys, first: int, found: Ints) -> None:
    """Which of the ranges that begin at `bounds` each of the `keys` lies in; both in order, and `first` not
    after the first of them."""
    place = first
    for call in range(len(keys)):
        while place + 1 < len(bounds) and bounds[place + 1] <= keys[call]:
            place += 1
        found[call] = place


@compiled
def meter(tables: Tables, asked: Asked, split: bool, units: Ints) -> None:
    """The cost of each call in `units`, or UNPRICED or LEFT, where it was given. `split`: a call that
    outlasts a rate passes on to the next."""
    for call in range(len(asked.at)):
        answered_at_ms, seconds = asked.answered_at_ms[call], asked.seconds[call]
        units[asked.given[call]] = cost(tables, asked.at[call], answered_at_ms, seconds, split)


@inlined
def cost(tables: Tables, at: int, answered_at_ms: int, seconds: int, split: bool) -> Any:
    """What meter.cost() says of a call, in units of the result."""
    line = tables.lines[at]
    stretch, in_force = FOR_EVER, 0
    if line.clock != NO_CLOCK:
        stretch = stretch_at(tables, line.clock, answered_at_ms)
        in_force = tables.stretches[stretch].in_force
        if in_force < 0:
            return UNPRICED
        line = tables.lines[at + in_force]
    if seconds > line.longest_s:
        return UNPRICED if line.longest_s == UNPRICED else LEFT
    if seconds < line.shortest_s:
        return 0
    if not split:
        at, stretch = at + in_force, FOR_EVER
    total = laid(tables, at, stretch, answered_at_ms, seconds)
    if total < 0:
        return total
    total = min(max(total + line.connect, line.minimum), line.maximum)
    return total // line.quantum * line.scale


@inlined
def laid(tables: Tables, at: int, stretch: int, answered_at_ms: int, seconds: int) -> Any:
    """What the increments cost that are laid end to end, in the parts of the lines; no less than 0."""
    total = start_s = in_force = 0
    until_s = seconds
    while True:
        if stretch != FOR_EVER:
            until_s = min(seconds, ends_s(tables, stretch, answered_at_ms))
            in_force = tables.stretches[stretch].in_force
        if start_s < until_s and in_force < 0:
            return UNPRICED
        segment = tables.lines[at + in_force].segment
        while start_s < until_s:
            each = tables.segments[segment]
            length_s = min(until_s, each.end_s) - start_s
            if length_s > 0:
                count = (length_s - 1) // each.increment_s + 1
                total += count * each.charge
                start_s += count * each.increment_s
            segment += 1
        if start_s >= seconds:
            return total
        stretch += 1
        if stretch == tables.clocks[tables.lines[at].clock].end:
            return LEFT


@inlined
def stretch_at(tables: Tables, clock: int, answered_at_ms: int) -> Any:
    """The stretch of the clock in which this moment lies: looked up by the hour, then moved on."""
    begun = tables.clocks[clock]
    stretch = tables.hours[begun.hours + (answered_at_ms - begun.begin_ms) // HOUR_MS]
    while tables.stretches[stretch].end_ms <= answered_at_ms:
        stretch += 1
    return stretch


@inlined
def ends_s(tables: Tables, stretch: int, answered_at_ms: int) -> Any:
    """The second of the call from which the stretch is over."""
    return -((answered_at_ms - tables.stretches[stretch].end_ms) // 1000)
