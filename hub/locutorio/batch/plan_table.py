"""The meter's plans as a table of whole numbers of 64 bits. Beside station 5.

Where 64 bits might not be enough, for a plan or for a length of call, that is known beforehand and left to
the meter itself. Must not know how calls are metered by it.
"""

from collections.abc import Sequence
from math import lcm

import numpy as np
from boothwire.meter import Plan

from locutorio.batch.tables import (
    LEFT,
    LINE,
    LONGEST_S,
    NO_CLOCK,
    QUANTUM,
    SEGMENT,
    UNASKED,
    UNPRICED,
    Line,
    Records,
)
from locutorio.core.plans import in_parts, parts_of

MOST = 1 << 62  # no sum on the way gets above it


class TooFine(ValueError):
    """A rate rounds to more decimals than were asked for."""


# There from the start: the lines of calls nobody has asked for, of those without a rate, and of those that
# are left to the meter.
ASK, NO_RATE, FOR_METER = 0, 1, 2
UNKNOWN = Line(
    clock=NO_CLOCK, shortest_s=0, longest_s=UNASKED, first_s=0, increment_s=1, charge=0, connect=0, minimum=0,
    maximum=MOST, is_usual=False, quantum=1, scale=1, segment=0,
)  # fmt: skip
NOTHING = UNKNOWN._replace(longest_s=UNPRICED)
UNFIT = UNKNOWN._replace(longest_s=LEFT)


class PlanTable:
    """Grows by the plans that are asked for; equal ones share their lines."""

    def __init__(self, decimals: int) -> None:
        self._decimals = decimals
        self._lines = [UNKNOWN, NOTHING, UNFIT]
        self._segments: list[tuple[int, int, int]] = []
        self._known: dict[tuple[int, tuple[Plan, ...]], int] = {}
        self._tables: tuple[Records, Records] | None = None

    def add(self, plans: Sequence[Plan], clock: int = NO_CLOCK) -> int:
        """The line of the first; the others follow on it, all counted in the same parts. TooFine if one
        cannot be told in our decimals."""
        key = (clock, tuple(plans))
        if key not in self._known:
            parts = lcm(*map(parts_of, plans))
            usual = QUANTUM * 10**self._decimals
            if usual % parts == 0:
                parts = usual
            same = [in_parts(plan, parts) for plan in plans]
            longest_s = self._longest_s(same)
            self._tables = None
            self._known[key] = len(self._lines)
            self._lines += [
                UNFIT if longest_s < 0 else self._line(plan, clock, min(longest_s, LONGEST_S))
                for plan in same
            ]
        return self._known[key]

    def tables(self) -> tuple[Records, Records]:
        """The lines and the segments, up to now."""
        if self._tables is None:
            self._tables = np.array(self._lines, LINE), np.array(self._segments, SEGMENT)
        return self._tables

    def _longest_s(self, plans: Sequence[Plan]) -> int:
        """A call up to this stays below MOST by any of them, and by one after the other; may be negative."""
        segments = [segment for plan in plans for segment in plan.segments]
        parts_a_second: int = max(1, *(-(-charge // increment_s) for _, increment_s, charge in segments))
        overshoot_s: int = sum(increment_s for _, increment_s, _ in segments)
        return min(map(self._room, plans)) // parts_a_second - overshoot_s

    def _room(self, plan: Plan) -> int:
        """How many parts the increments may come to; negative where the plan itself is too much."""
        scale = self._scale(plan)
        ceiling = MOST * plan.quantum // max(scale, plan.quantum)
        if plan.minimum + _lift(plan) > ceiling or max(scale, plan.quantum) > MOST:
            return -1
        return int(ceiling - plan.connect - _lift(plan))

    def _scale(self, plan: Plan) -> int:
        if plan.decimals > self._decimals:
            raise TooFine(f"a rate rounds to {plan.decimals} decimals; ask for as many")
        return int(10 ** (self._decimals - plan.decimals))

    def _line(self, plan: Plan, clock: int, longest_s: int) -> Line:
        segments, scale, lift = _by_their_ends(plan), self._scale(plan), _lift(plan)
        self._segments += segments
        first_s, increment_s, charge = segments[0]
        return Line(
            clock=clock,
            shortest_s=max(plan.grace_s, 1),
            longest_s=longest_s,
            first_s=first_s,
            increment_s=increment_s,
            charge=charge,
            connect=plan.connect + lift,
            minimum=plan.minimum + lift,
            maximum=MOST if plan.maximum is None else min(plan.maximum + lift, MOST),
            is_usual=(plan.quantum, scale) == (QUANTUM, 1),
            quantum=plan.quantum,
            scale=scale,
            segment=len(self._segments) - len(segments),
        )


def _lift(plan: Plan) -> int:
    """What is added so that a division which rounds down rounds as the plan does."""
    return int({"up": plan.quantum - 1, "half_up": plan.quantum // 2, "down": 0}[plan.rounding])


def _by_their_ends(plan: Plan) -> list[tuple[int, int, int]]:
    """The plan's segments: end_s, increment_s, charge. An increment that outlasts any call may as well be
    shorter."""
    ends_s = [*(min(start_s, MOST) for start_s, _, _ in plan.segments[1:]), MOST]
    return [
        (end_s, min(increment_s, LONGEST_S), charge)
        for end_s, (_, increment_s, charge) in zip(ends_s, plan.segments, strict=True)
    ]
