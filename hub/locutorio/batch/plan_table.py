"""The meter's plans as columns of whole numbers of 64 bits, and the meter's sum over them. Beside station 5.

boothwire.meter says what a plan means; this does the same sum for a column of calls. Where 64 bits might
not be enough, for a plan or for a length of call, that is known beforehand and left to the meter itself.
"""

from collections.abc import Sequence
from math import lcm
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from boothwire.meter import Plan

from locutorio.batch.calls import Ints, Places
from locutorio.core.plans import in_parts, parts_of

MOST = 1 << 62  # no sum on the way gets above it
LONGEST_S = 1 << 24  # more than half a year; as good as any line's, and one for all
# Parts of the currency that suit prices by the minute with eight decimals, by whatever increments.
COMMON_PARTS = 60 * 10**8
NO_CLOCK = -1

T = TypeVar("T", int, "Column")


class TooFine(ValueError):
    """A rate rounds to more decimals than were asked for."""


class Line(NamedTuple, Generic[T]):
    """One plan, or the columns of all. Calls shorter than `shortest_s` cost nothing; those longer than
    `longest_s` are left to the meter. A `clock` chooses among its line and those that follow.

    What is added before the division that rounds is in `connect`, `minimum` and `maximum` already. The first
    segment, up to `end_s`, stands here as well as in the table of segments, where it is number `segment`.
    Most plans are counted in the same parts, so that there is one `quantum`: most of what a table says is the
    same in every line.
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


# There from the start: the line of calls without a rate, and of calls that are left to the meter. What stands
# in them is of no account.
NO_RATE, LEFT = 0, 1
FIRST = 2
NOTHING = Line(NO_CLOCK, 0, LONGEST_S, 0, 0, MOST, 1, 1, MOST, 1, 0, 0)


class PlanTable:
    """Grows by the plans that are asked for; equal ones share their lines."""

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals
        self._lines = [NOTHING, NOTHING]
        self._segments: list[tuple[int, int, int]] = [(MOST, 1, 0)]
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

    def columns(self) -> "Columns":
        return Columns(
            Line(*map(Column, np.array(self._lines, dtype=np.int64).T.copy())),
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
            return NOTHING._replace(longest_s=-1)
        end_s, increment_s, charge = (segments := _by_their_ends(plan))[0]
        self._segments += segments
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
            segment=len(self._segments) - len(segments),
        )


def _by_their_ends(plan: Plan) -> list[tuple[int, int, int]]:
    """The plan's segments: end_s, increment_s, charge."""
    ends_s = [*(min(start_s, MOST) for start_s, _, _ in plan.segments[1:]), MOST]
    return [
        (end_s, increment_s, charge)
        for end_s, (_, increment_s, charge) in zip(ends_s, plan.segments, strict=True)
    ]


class Column:
    """What the lines say in one respect: `each`, and looked up only where they differ."""

    def __init__(self, each: Ints) -> None:
        self.each = each
        told = each[FIRST:]
        self._same = told[0] if told.size and (told == told[0]).all() else None

    def __getitem__(self, at: Places) -> Ints | np.int64:
        """What the lines `at` say; one number if all say the same."""
        return self.each[at] if self._same is None else self._same


class Columns:
    def __init__(self, lines: Line[Column], segments: Ints) -> None:
        self.lines = lines
        self._ends_s, self._increments_s, self._charges = segments

    def metered(self, at: Places, seconds: Ints) -> Ints:
        """What calls of `seconds` by the lines `at` cost, as meter.cost() says; none over longest_s."""
        lines = self.lines
        increment_s, end_s = lines.increment_s[at], lines.end_s[at]
        count = (np.minimum(seconds, end_s) - 1) // increment_s + 1
        total = count * lines.charge[at] + lines.connect[at]
        if (seconds > end_s).any():
            start_s = count * increment_s
            going = np.flatnonzero(start_s < seconds)
            self.lay(lines.segment.each[at[going]] + 1, start_s, seconds, total, going)
        return self.settled(at, seconds, total)

    def lay(self, segment: Ints, start_s: Ints, until_s: Ints, total: Ints, going: Places) -> None:
        """To the calls `going`: increments laid on from `start_s` until `until_s` is reached, `segment` the
        first of each that may be in force. Added to `total` and to `start_s`."""
        while going.size:
            increment_s, begin_s = self._increments_s[segment], start_s[going]
            length_s = np.minimum(until_s[going], self._ends_s[segment]) - begin_s
            count = -(-np.maximum(length_s, 0) // increment_s)
            total[going] += count * self._charges[segment]
            start_s[going] = end_s = begin_s + count * increment_s
            on = np.flatnonzero(end_s < until_s[going])
            going, segment = going[on], segment[on] + 1

    def settled(self, at: Places, seconds: Ints, total: Ints) -> Ints:
        """What the laid increments come to, in place of `total`, by the lines in force at the answer."""
        lines = self.lines
        np.maximum(total, lines.minimum[at], out=total)
        np.minimum(total, lines.maximum[at], out=total)
        total //= lines.quantum[at]
        total *= lines.scale[at]
        total[np.flatnonzero(seconds < lines.shortest_s[at])] = 0
        return total
