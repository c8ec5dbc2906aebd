"""The meter's plans as columns of whole numbers of 64 bits, and the meter's sum over them. Beside station 5.

boothwire.meter says what a plan means; this does the same sum for a column of calls. Where 64 bits might
not be enough, for a plan or for a length of call, that is known beforehand and left to the meter itself.
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from boothwire.meter import Plan

from locutorio.batch.calls import Ints

MOST = 1 << 62  # no sum on the way gets above it
LONGEST_S = 1 << 40
NO_CLOCK = -1

T = TypeVar("T", int, Ints)


class TooFine(ValueError):
    """A rate rounds to more decimals than were asked for."""


class Line(NamedTuple, Generic[T]):
    """One plan, or the columns of all. Calls shorter than `shortest_s` cost nothing; those longer than
    `longest_s` are left to the meter. A `clock` chooses among its line and those that follow.

    What is added before the division that rounds is in `connect`, `minimum` and `maximum` already. The first
    segment stands here, up to `end_s`; the next, if there is one, is number `segment`.
    """

    clock: T
    shortest_s: T
    longest_s: T
    connect: T
    minimum: T
    maximum: T
    quantum: T
    scale: T
    end_s: T
    increment_s: T
    charge: T
    segment: T


# There from the start: the line of calls without a rate, and of calls that are left to the meter.
NO_RATE, LEFT = 0, 1
NOTHING = Line(NO_CLOCK, 0, LONGEST_S, 0, 0, MOST, 1, 1, MOST, 1, 0, 0)


class PlanTable:
    """Grows by the plans that are asked for; equal ones share their lines."""

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals
        self._lines = [NOTHING, NOTHING._replace(longest_s=-1)]
        self._segments: list[tuple[int, int, int]] = [(MOST, 1, 0)]
        self._known: dict[tuple[int, tuple[Plan, ...]], int] = {}

    def add(self, plans: Sequence[Plan], clock: int = NO_CLOCK) -> int:
        """The line of the first; the others follow on it. TooFine if one cannot be told in our decimals."""
        key = (clock, tuple(plans))
        if key not in self._known:
            lines = [self._line(plan)._replace(clock=clock) for plan in plans]
            self._known[key] = len(self._lines)
            self._lines += lines
        return self._known[key]

    def columns(self) -> "Columns":
        return Columns(
            Line(*np.array(self._lines, dtype=np.int64).T.copy()),
            np.array(self._segments, dtype=np.int64).T.copy(),
        )

    def _line(self, plan: Plan) -> Line[int]:
        if plan.decimals > self._decimals:
            raise TooFine(f"a rate rounds to {plan.decimals} decimals; ask for as many")
        scale = 10 ** (self._decimals - plan.decimals)
        lift = {"up": plan.quantum - 1, "half_up": plan.quantum // 2, "down": 0}[plan.rounding]
        ceiling = MOST * plan.quantum // max(scale, plan.quantum)
        parts_a_second = max(-(-charge // increment_s) for _, increment_s, charge in plan.segments)
        overshoot_s = sum(increment_s for _, increment_s, _ in plan.segments)
        longest_s = (ceiling - plan.connect - lift) // max(parts_a_second, 1) - overshoot_s
        if longest_s < 0 or plan.minimum + lift > ceiling or max(scale, plan.quantum) > MOST:
            return self._lines[LEFT]
        (end_s, increment_s, charge), segment = self._laid(plan)
        return Line(
            clock=NO_CLOCK,
            shortest_s=max(plan.grace_s, 1),
            longest_s=min(longest_s, LONGEST_S),
            connect=plan.connect + lift,
            minimum=plan.minimum + lift,
            maximum=MOST if plan.maximum is None else min(plan.maximum + lift, MOST),
            quantum=plan.quantum,
            scale=scale,
            end_s=end_s,
            increment_s=increment_s,
            charge=charge,
            segment=segment,
        )

    def _laid(self, plan: Plan) -> tuple[tuple[int, int, int], int]:
        """The plan's first segment by its end, and the number of the next one, which is put in the table."""
        ends_s = [*(min(start_s, MOST) for start_s, _, _ in plan.segments[1:]), MOST]
        first, *later = [
            (end_s, increment_s, charge)
            for end_s, (_, increment_s, charge) in zip(ends_s, plan.segments, strict=True)
        ]
        segment = len(self._segments)
        self._segments += later
        return first, segment


class Columns:
    def __init__(self, lines: Line[Ints], segments: Ints) -> None:
        self.lines = lines
        self._ends_s, self._increments_s, self._charges = segments

    def metered(self, at: Ints, seconds: Ints) -> Ints:
        """What calls of `seconds` by the lines `at` cost, as meter.cost() says; none over longest_s."""
        lines = self.lines
        increment_s = lines.increment_s[at]
        count = -(-np.minimum(seconds, lines.end_s[at]) // increment_s)
        total = lines.connect[at] + count * lines.charge[at]
        self._lay_the_rest(at, seconds, count * increment_s, total)
        np.maximum(total, lines.minimum[at], out=total)
        np.minimum(total, lines.maximum[at], out=total)
        units = total // lines.quantum[at] * lines.scale[at]
        units[seconds < lines.shortest_s[at]] = 0
        return units

    def _lay_the_rest(self, at: Ints, seconds: Ints, start_s: Ints, total: Ints) -> None:
        """The increments of the segments after the first, from `start_s` on, are added to `total`."""
        going = np.flatnonzero(start_s < seconds)
        segment, start_s = self.lines.segment[at[going]], start_s[going]
        while going.size:
            increment_s = self._increments_s[segment]
            length_s = np.minimum(seconds[going], self._ends_s[segment]) - start_s
            count = -(-np.maximum(length_s, 0) // increment_s)
            total[going] += count * self._charges[segment]
            start_s = start_s + count * increment_s
            on = np.flatnonzero(start_s < seconds[going])
            going, segment, start_s = going[on], segment[on] + 1, start_s[on]
