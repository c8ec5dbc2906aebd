"""What is done for each call of a column, in machine code: finding its line, and the meter's sum. Beside
station 5.

boothwire.meter says what a plan means and how increments are laid; here the same is done in 64 bits by the
lines of a plan table, which know beforehand for which calls 64 bits might not be enough. Must not know
tariffs. To import this takes half a second, for the compiler.

What is called for most calls takes few columns, and those one by one: all of them are dearer to pass on than
the sum is to do.
"""

import numpy as np

from locutorio.batch.calls import Ints
from locutorio.batch.compiled import compiled
from locutorio.batch.keys import Keys
from locutorio.batch.ranges import AHEAD
from locutorio.batch.tables import LEFT, NO_CLOCK, QUANTUM, UNPRICED, Columns, Record, Records, Tables, Whole
from locutorio.core.timetable import HOUR_MS


@compiled
def price(tables: Tables, calls: Columns, following: Whole, split: bool, units: Ints) -> Whole:
    """The cost of each call in `units`, or what stands in its place, where it was given; returns the least.
    `following`: the range after that of the first. `split`: a call that outlasts a rate passes on to the
    next."""
    begins, known, lines, segments, clocks, stretches, hours = tables
    keys, answered_at_ms, seconds, given = calls
    least = 0
    for call in range(len(keys)):
        following = after(begins, following, keys[call])
        at, talked_s = known[nth(following - 1)], seconds[call]
        stretch, in_force, end_s = 0, 0, talked_s
        if lines[nth(at)].clock != NO_CLOCK:
            answer_ms = answered_at_ms[call]
            stretch = stretch_at(clocks[lines[nth(at)].clock], stretches, hours, answer_ms)
            in_force = stretches[nth(stretch)].in_force
            if split:
                end_s = ends_s(stretches[nth(stretch)], answer_ms)
        line = lines[nth(at + max(in_force, 0))]
        if in_force < 0:
            cost = UNPRICED
        elif talked_s > line.longest_s:
            cost = line.longest_s if line.longest_s < 0 else LEFT
        elif talked_s < line.shortest_s:
            cost = 0
        elif talked_s > end_s:
            total = passed_on(tables, at, stretch, answered_at_ms[call], talked_s)
            cost = total if total < 0 else rounded(line, total)
        elif talked_s > line.first_s:
            cost = rounded(line, laid(segments, line.segment, 0, talked_s)[0])
        else:
            cost = rounded(line, begun(talked_s, line.increment_s) * line.charge)
        units[nth(given[call])] = cost
        least = min(least, cost)
    return least


@compiled
def after(begins: Keys, following: Whole, key: Whole) -> Whole:
    """The range after that of this key, which is no smaller than the last."""
    passed = 0
    for ahead in range(AHEAD):  # nearly always enough, and nothing for the processor to guess
        passed += begins[nth(following + ahead)] <= key
    following += passed
    while begins[nth(following)] <= key:
        following += 1
    return following


@compiled
def stretch_at(clock: Record, stretches: Records, hours: Ints, answer_ms: Whole) -> Whole:
    """The stretch of the clock in which this moment lies: looked up by the hour, then moved on."""
    stretch = hours[nth(clock.hours + (answer_ms - clock.begin_ms) // HOUR_MS)]
    while stretches[nth(stretch)].end_ms <= answer_ms:
        stretch += 1
    return stretch


@compiled
def ends_s(stretch: Record, answer_ms: Whole) -> Whole:
    """The second of the call from which the stretch is over."""
    return -((answer_ms - stretch.end_ms) // 1000)


@compiled
def passed_on(tables: Tables, at: Whole, stretch: Whole, answer_ms: Whole, talked_s: Whole) -> Whole:
    """What the increments cost that are laid through one stretch after the other; UNPRICED, LEFT."""
    lines, stretches = tables.lines, tables.stretches
    end = tables.clocks[lines[at].clock].end
    total = start_s = 0
    while start_s < talked_s:
        if stretch == end:
            return LEFT
        until_s = min(talked_s, ends_s(stretches[stretch], answer_ms))
        if start_s < until_s:
            in_force = stretches[stretch].in_force
            if in_force < 0:
                return UNPRICED
            more, start_s = laid(tables.segments, lines[at + in_force].segment, start_s, until_s)
            total += more
        stretch += 1
    return total


@compiled
def laid(segments: Records, segment: Whole, start_s: Whole, until_s: Whole) -> tuple[Whole, Whole]:
    """What the increments cost that are laid end to end from one second until the other, and where the last
    of them ends."""
    total = 0
    while start_s < until_s:
        each = segments[segment]
        length_s = min(until_s, each.end_s) - start_s
        if length_s > 0:
            count = begun(length_s, each.increment_s)
            total += count * each.charge
            start_s += count * each.increment_s
        segment += 1
    return total, start_s


@compiled
def begun(length_s: Whole, increment_s: Whole) -> Whole:
    """How many increments begin in a length of 1 s or more. Neither is above LONGEST_S."""
    return np.int64(np.uint32(length_s - 1) // np.uint32(increment_s)) + 1


@compiled
def rounded(line: Record, total: Whole) -> Whole:
    """The cost in units of the result."""
    limited = np.uint64(min(max(total + line.connect, line.minimum), line.maximum))
    if line.is_usual:  # a divisor known beforehand takes a quarter off the whole loop's time
        return np.int64(limited // np.uint64(QUANTUM))
    return np.int64(limited // np.uint64(line.quantum)) * line.scale


@compiled
def nth(place: Whole) -> Whole:
    """A place that is counted from the begin of a column, which is not looked at again for its sign."""
    return np.uint64(place)
