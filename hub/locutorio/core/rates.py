"""Rates as the core uses them: steps, rates, and the decks a tariff is made of. Station 5.

Plain frozen data, checked where it is read (tariff.py). Each rate is worked out once as the plan its
calls are metered by. Must not know the documents rates come from.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
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
    a call with a limit may last no longer than `max_cost` pays for.
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

    @cached_property
    def plan(self) -> Plan:
        """The meter's plan of a call that is priced by this rate from end to end."""
        unit = 10**self.rounding.decimals
        charges = [step.charge for step in self.steps]
        cap = None if self.max_cost is None else Fraction(self.max_cost)
        amounts = [*charges, Fraction(self.connect_fee), Fraction(self.min_cost), cap or Fraction(0)]
        parts = lcm(unit, *(amount.denominator for amount in amounts))
        return Plan(
            connect=int(parts * Fraction(self.connect_fee)),
            segments=tuple(
                (step.from_s, step.increment_s, int(parts * charge))
                for step, charge in zip(self.steps, charges, strict=True)
            ),
            minimum=int(parts * Fraction(self.min_cost)),
            maximum=None if cap is None or self.disconnect else int(parts * cap),
            cutoff=int(unit * cap) if cap is not None and self.disconnect else None,
            quantum=parts // unit,
            decimals=self.rounding.decimals,
            rounding=self.rounding.mode,
        )

    @property
    def rank(self) -> tuple[int, int]:
        """Of rates that hold at the same moment, the one of the highest rank prices it."""
        return (self.priority, self.period.from_s)


@dataclass(frozen=True)
class Version:
    """What a deck says from `effective_from_ms` on."""

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

    def longest_prefix(self, number: str) -> str | None:
        for length in self.lengths:
            if number[:length] in self.by_prefix:  # of a number that is shorter, the whole
                return number[:length]
        return None


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

    def rates_for(self, number: str, at_ms: int) -> tuple[str, tuple[Rate, ...]] | None:
        """The prefix that prices `number` in a call answered at `at_ms`, and its rates, preferred first.

        Of the first deck that holds any prefix of the number, the longest; None if no deck does.
        """
        for deck in self.decks:
            version = deck.version_at(at_ms)
            prefix = version.longest_prefix(number) if version else None
            if version is not None and prefix is not None:
                return prefix, version.by_prefix[prefix]
        return None
