"""Rates as the core uses them: what a call costs by one, step by step. Station 5.

Plain frozen data, checked where it is read (terms.py). Each rate is worked out once as the plan its
calls are metered by. Must not know the documents rates come from.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm

from boothwire.meter import Plan

from locutorio.core.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class Step:
    """From second `from_s` of the call: `price` per `per_s` seconds, in increments of `increment_s`."""

    from_s: int
    price: Decimal
    per_s: int
    increment_s: int

    @property
    def charge(self) -> Fraction:
        """What one increment costs."""
        return Fraction(self.price) * self.increment_s / self.per_s


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the total is rounded, once: `mode` "up", "half_up" or "down"."""

    mode: str
    decimals: int


@dataclass(frozen=True, eq=False)
class Rate:
    """What calls to numbers that begin with one of `prefixes` cost while `period` holds.

    An entry of a tariff: two that read alike are still two.

    `steps` by rising `from_s`, the first at 0. `max_cost` caps the cost; with `disconnect` it does not, but
    a call with a limit may last no longer than `max_cost` pays for. A call shorter than `grace_s` costs
    nothing at all; the first `free_s` seconds cost nothing, and the steps count from after them.

    Holds for calls answered from `valid_from_ms` until before `discontinued_at_ms` (None = no such end).
    `forbidden`: such calls are not put through. `hidden`: in no price list. `premium`: may price numbers
    of the country's premium kind, which no other rate does.
    """

    prefixes: tuple[str, ...]
    steps: tuple[Step, ...]
    rounding: Rounding
    label: str = ""
    period: Period = ALWAYS
    priority: int = 0
    connect_fee: Decimal = Decimal(0)
    min_cost: Decimal = Decimal(0)
    max_cost: Decimal | None = None
    disconnect: bool = False
    grace_s: int = 0
    free_s: int = 0
    valid_from_ms: int | None = None
    discontinued_at_ms: int | None = None
    forbidden: bool = False
    hidden: bool = False
    premium: bool = False

    @property
    def is_timed(self) -> bool:
        return self.valid_from_ms is not None or self.discontinued_at_ms is not None

    def is_valid(self, at_ms: int) -> bool:
        """Whether it is there for a call answered at `at_ms`."""
        begun = self.valid_from_ms is None or self.valid_from_ms <= at_ms
        return begun and (self.discontinued_at_ms is None or at_ms < self.discontinued_at_ms)

    def is_ever_beside(self, other: "Rate") -> bool:
        """Whether some call's answer finds both there."""
        later_ms = max(self.valid_from_ms or 0, other.valid_from_ms or 0)
        return self.is_valid(later_ms) and other.is_valid(later_ms)

    @cached_property
    def laid_steps(self) -> tuple[Step, ...]:
        """The steps as they follow on each other from the answer, the free seconds in front."""
        if not self.free_s:
            return self.steps
        free = Step(from_s=0, price=Decimal(0), per_s=1, increment_s=self.free_s)
        return (free, *(replace(step, from_s=self.free_s + step.from_s) for step in self.steps))

    @cached_property
    def plan(self) -> Plan:
        """The meter's plan of a call that is priced by this rate from end to end."""
        cap = None if self.max_cost is None else (self.max_cost, self.disconnect)
        return _plan(
            self.laid_steps, self.connect_fee, self.min_cost, cap, self.rounding, grace_s=self.grace_s
        )

    @property
    def rank(self) -> tuple[int, int]:
        """Of rates that hold at the same moment, the one of the highest rank prices it."""
        return (self.priority, self.period.from_s)


@lru_cache(maxsize=1 << 14)
def _plan(
    steps: tuple[Step, ...],
    connect_fee: Decimal,
    min_cost: Decimal,
    cap: tuple[Decimal, bool] | None,
    rounding: Rounding,
    *,
    grace_s: int,
) -> Plan:
    """`cap`: the most it costs, and whether the call is to end then. Of a hundred thousand rates most differ
    in nothing but their prefixes, and share a plan."""
    unit = 10**rounding.decimals
    most, disconnect = cap or (Decimal(0), False)
    charges = [step.charge for step in steps]
    amounts = [*charges, Fraction(connect_fee), Fraction(min_cost), Fraction(most)]
    parts = lcm(unit, *(amount.denominator for amount in amounts))
    return Plan(
        connect=int(parts * Fraction(connect_fee)),
        segments=tuple(
            (step.from_s, step.increment_s, int(parts * charge))
            for step, charge in zip(steps, charges, strict=True)
        ),
        minimum=int(parts * Fraction(min_cost)),
        maximum=None if cap is None or disconnect else int(parts * Fraction(most)),
        cutoff=int(unit * Fraction(most)) if disconnect else None,
        quantum=parts // unit,
        decimals=rounding.decimals,
        rounding=rounding.mode,
        grace_s=grace_s,
    )
