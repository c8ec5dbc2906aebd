"""The meter's plans as a table of whole numbers of 64 bits. Beside station 5.

Where 64 bits might not be enough, for a plan or for a length of call, that is known beforehand and left to
the meter itself. Must not know how calls are metered by it.
"""

from collections.abc import Sequence
from math import lcm
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from boothwire.meter import Plan

from locutorio.batch.metering import LEFT, NO_CLOCK, UNPRICED
from locutorio.core.plans import in_parts, parts_of

MOST = 1 << 62  # no sum on the way gets above it
LONGEST_S = 1 << 24  # more than half a year; as good as any line's, and one for all
# Parts of the currency that suit prices by the minute with eight decimals, by whatever increments.
COMMON_PARTS = 60 * 10**8


class TooFine(ValueError):
    """A rate rounds to more decimals than were asked for."""


class Line(NamedTuple):
    """One plan. Calls shorter than `shortest_s` cost nothing; those longer than `longest_s` are left to the
    meter; UNPRICED or LEFT in its place says so of all. A `clock` chooses among its line and those that
    follow.

    What is added before the division that rounds is in `connect`, `minimum` and `maximum` already. `segment`
    is the first of the plan's in the table of segments.
    """

    clock: int
    shortest_s: int
    longest_s: int
    connect: int
    minimum: int
    maximum: int
    quantum: int
    scale: int
    segment: int


LINE = np.dtype([(name, np.int64) for name in Line._fields])
SEGMENT = np.dtype([(name, np.int64) for name in ("end_s", "increment_s", "charge")])
# There from the start: the line of calls without a rate, and of calls that are left to the meter.
NO_RATE, FOR_METER = 0, 1
NOTHING = Line(NO_CLOCK, 0, UNPRICED, 0, 0, MOST, 1, 1, 0)
UNFIT = NOTHING._replace(longest_s=LEFT)


class PlanTable:
    """Grows by the plans that are asked for; equal ones share their lines."""

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals
        self._lines = [NOTHING, UNFIT]
        self._segments: list[tuple[int, int, int]] = []
        self._known: dict[tuple[int, tuple[Plan, ...]], int] = {}

    def add(self, plans: Sequence[Plan], clock: int = NO_CLOCK) -> int:
        """The line of the first; the others follow on it, all counted in the same parts. TooFine if one
        cannot be told in our decimals."""
        key = (clock, tuple(plans))
        if key not in self._known:
            parts = lcm(*map(parts_of, plans))
            if COMMON_PARTS % parts == 0:
                parts = COMMON_PARTS
            lines = [self._line(in_parts(plan, parts)) for plan in plans]
            longest_s = min(line.longest_s for line in lines)
            self._known[key] = len(self._lines)
            self._lines += [line._replace(clock=clock, longest_s=longest_s) for line in lines]
        return self._known[key]

    def tables(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """The lines and the segments, up to now."""
        return np.array(self._lines, LINE), np.array(self._segments, SEGMENT)

    def _line(self, plan: Plan) -> Line:
        if plan.decimals > self._decimals:
            raise TooFine(f"a rate rounds to {plan.decimals} decimals; ask for as many")
        scale = 10 ** (self._decimals - plan.decimals)
        lift = {"up": plan.quantum - 1, "half_up": plan.quantum // 2, "down": 0}[plan.rounding]
        ceiling = MOST * plan.quantum // max(scale, plan.quantum)
        parts_a_second = max(-(-charge // increment_s) for _, increment_s, charge in plan.segments)
        overshoot_s = sum(increment_s for _, increment_s, _ in plan.segments)
        longest_s = (ceiling - plan.connect - lift) // max(parts_a_second, 1) - overshoot_s
        if longest_s < 0 or plan.minimum + lift > ceiling or max(scale, plan.quantum) > MOST:
            return UNFIT
        self._segments += _by_their_ends(plan)
        return Line(
            clock=NO_CLOCK,
            shortest_s=max(plan.grace_s, 1),
            longest_s=min(longest_s, LONGEST_S),
            connect=plan.connect + lift,
            minimum=plan.minimum + lift,
            maximum=MOST if plan.maximum is None else min(plan.maximum + lift, MOST),
            quantum=plan.quantum,
            scale=scale,
            segment=len(self._segments) - len(plan.segments),
        )


def _by_their_ends(plan: Plan) -> list[tuple[int, int, int]]:
    """The plan's segments: end_s, increment_s, charge."""
    ends_s = [*(min(start_s, MOST) for start_s, _, _ in plan.segments[1:]), MOST]
    return [
        (end_s, increment_s, charge)
        for end_s, (_, increment_s, charge) in zip(ends_s, plan.segments, strict=True)
    ]
