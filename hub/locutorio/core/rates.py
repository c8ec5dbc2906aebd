"""Rates as the core uses them: steps, rates, and the decks a tariff is made of. Station 5.

Plain frozen data, checked where it is read (tariff.py). Each rate is worked out once as the plan its
calls are metered by. Must not know the documents rates come from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm
from typing import Protocol
from zoneinfo import ZoneInfo

from boothwire.meter import Plan

from locutorio.core.periods import ALWAYS, Period

SPLIT = "split"
START = "start"


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


class Version(Protocol):
    """What a deck says from `effective_from_ms` on, whatever it was made from."""

    @property
    def effective_from_ms(self) -> int: ...

    def find(self, number: str, at_ms: int) -> tuple[str, tuple[Rate, ...]] | None:
        """The longest prefix of `number` with rates for a call answered at `at_ms`, and those rates,
        preferred first; None if there is none."""
        ...

    def prefixes(self) -> Iterable[str]:
        """Every prefix find() may ever name."""
        ...

    def changes_ms(self) -> Iterable[int]:
        """The moments at which a rate begins or ends to be there."""
        ...


@dataclass(frozen=True)
class RateList:
    """A version that is written out rate by rate."""

    effective_from_ms: int
    rates: tuple[Rate, ...]

    @cached_property
    def by_prefix(self) -> dict[str, tuple[Rate, ...]]:
        """The rates of each prefix, the one to be preferred first."""
        found: dict[str, list[Rate]] = {}
        for rate in sorted(self.rates, key=lambda rate: rate.rank, reverse=True):
            for prefix in rate.prefixes:
                found.setdefault(prefix, []).append(rate)
        return {prefix: tuple(rates) for prefix, rates in found.items()}

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The lengths prefixes have here, longest first."""
        return tuple(sorted({len(prefix) for prefix in self.by_prefix}, reverse=True))

    @cached_property
    def is_timed(self) -> bool:
        return any(rate.is_timed for rate in self.rates)

    def find(self, number: str, at_ms: int) -> tuple[str, tuple[Rate, ...]] | None:
        by_prefix = self.by_prefix
        for length in self.lengths:
            prefix = number[:length]  # of a number that is shorter, the whole
            rates = by_prefix.get(prefix)
            if rates and self.is_timed:
                rates = tuple(rate for rate in rates if rate.is_valid(at_ms))
            if rates:
                return prefix, rates
        return None

    def prefixes(self) -> Iterable[str]:
        return self.by_prefix

    def changes_ms(self) -> Iterable[int]:
        return self._changes_ms

    @cached_property
    def _changes_ms(self) -> tuple[int, ...]:
        ends = ((rate.valid_from_ms, rate.discontinued_at_ms) for rate in self.rates)
        return tuple(sorted({moment for moments in ends for moment in moments if moment is not None}))


@dataclass(frozen=True, slots=True)
class Deck:
    """`versions` by falling `effective_from_ms`."""

    versions: tuple[Version, ...]

    def version_at(self, at_ms: int) -> Version | None:
        for version in self.versions:
            if version.effective_from_ms <= at_ms:
                return version
        return None


@dataclass(frozen=True, slots=True)
class Tariff:
    """What customers pay: decks, asked in order. `currency` is "" where the document names none.

    `on_period_change`: SPLIT prices each increment by the rate in force at its first moment, START the
    whole call by the rate at the answer.
    """

    decks: tuple[Deck, ...]
    zone: ZoneInfo
    on_period_change: str = SPLIT
    name: str = ""
    currency: str = ""

    def rates_for(
        self, number: str, at_ms: int, *, premium: bool = False
    ) -> tuple[str, tuple[Rate, ...]] | None:
        """The prefix that prices `number` in a call answered at `at_ms`, and its rates, preferred first.

        Of the first deck that holds any prefix of the number, the longest; None if no deck does. Of a
        `premium` number only the rates that are marked so count, and there may be none.
        """
        for deck in self.decks:
            version = deck.version_at(at_ms)
            found = version.find(number, at_ms) if version else None
            if found is not None:
                return _marked_premium(found) if premium else found
        return None


def _marked_premium(found: tuple[str, tuple[Rate, ...]]) -> tuple[str, tuple[Rate, ...]] | None:
    prefix, rates = found
    marked = tuple(rate for rate in rates if rate.premium)
    return (prefix, marked) if marked else None
