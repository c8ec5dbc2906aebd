"""A tariff as a list for people: what a minute costs where, for the wall and for other programs.

Calls are never priced by it. Whatever is not sold, or not to be shown, is left out. Must not know how a
tariff was made, nor how lists are shown.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from locutorio.core.countries import country_of
from locutorio.core.money import plain
from locutorio.core.periods import DAY_S, Period
from locutorio.core.rates import Rate
from locutorio.core.tariff import Tariff

DECIMALS = 6
EVERY = 1000  # prefixes between two words about the progress
HEADER = (
    "destination", "country", "prefixes", "price per minute", "connect fee", "first increment",
    "next increment", "when",
)  # fmt: skip


class Line(NamedTuple):
    """One rate of one destination, whose `prefixes` all cost the same; a rate with hours of its own has a
    line of its own."""

    label: str
    country: str
    prefixes: tuple[str, ...]
    rate: Rate

    @property
    def per_minute(self) -> Decimal:
        return per_minute(self.rate)

    @property
    def increments_s(self) -> tuple[int, int]:
        """The first one, and the next."""
        first, *later = self.rate.steps
        return first.increment_s, (later[0] if later else first).increment_s


def per_minute(rate: Rate) -> Decimal:
    """Of the first step, to the sixth decimal."""
    step = rate.steps[0]
    return Decimal(round(Fraction(step.price) * 60 / step.per_s * 10**DECIMALS)).scaleb(-DECIMALS)


def price_list(
    tariff: Tariff, *, at_ms: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Line, ...]:
    """What is sold for calls answered at `at_ms`, by the name of the destination. `progress` hears how many
    prefixes of how many have been looked at."""
    lines: dict[tuple[object, ...], tuple[Rate, list[str]]] = {}
    for prefix, rate in _sold(tariff, at_ms, progress):
        same = (rate.label, country_of(prefix), _terms(rate))
        lines.setdefault(same, (rate, []))[1].append(prefix)
    listed = (
        Line(rate.label, country_of(prefixes[0]), tuple(prefixes), rate) for rate, prefixes in lines.values()
    )
    return tuple(sorted(listed, key=lambda line: (line.label.casefold(), line.prefixes, line.rate.rank)))


def rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """The list as a table under HEADER, for other programs to read."""
    yield HEADER
    for line in lines:
        fee, (first_s, next_s) = line.rate.connect_fee, line.increments_s
        prefixes = " ".join(line.prefixes)
        price = plain(line.per_minute)
        when = at_hours(line.rate.period)
        yield line.label, line.country, prefixes, price, plain(fee), str(first_s), str(next_s), when


def at_hours(period: Period) -> str:
    """When a rate holds, in figures: "", "20:00-08:00", "weekdays 6 7", "dates 2026-12-24 2026-12-25".

    >>> at_hours(Period(weekdays=frozenset({7, 6}), from_s=20 * 3600))
    'weekdays 6 7 20:00-24:00'
    """
    days = ("months", period.months), ("days", period.month_days), ("weekdays", period.weekdays)
    told = [f"{name} {' '.join(map(str, sorted(which)))}" for name, which in days if which is not None]
    if period.dates is not None:
        told.append("dates " + " ".join(day.isoformat() for day in sorted(period.dates)))
    if (period.from_s, period.to_s) != (0, DAY_S):
        told.append(f"{_clock(period.from_s)}-{_clock(period.to_s)}")
    return " ".join(told)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"


def _sold(tariff: Tariff, at_ms: int, progress: Callable[[int, int], None]) -> Iterator[tuple[str, Rate]]:
    """Every prefix by which calls are priced: not one that an earlier deck has a shorter one for."""
    versions = (deck.version_at(at_ms) for deck in tariff.decks)
    prefixes = {prefix for version in versions if version for prefix in version.prefixes()}
    for number, prefix in enumerate(sorted(prefixes)):
        if number % EVERY == 0:
            progress(number, len(prefixes))
        found = tariff.rates_for(prefix, at_ms)
        if found and found[0] == prefix:
            yield from ((prefix, rate) for rate in found[1].rates if not (rate.hidden or rate.forbidden))


def _terms(rate: Rate) -> tuple[object, ...]:
    """What a customer would be told of a rate; alike where nothing in it differs."""
    steps = tuple((step.from_s, step.charge, step.increment_s) for step in rate.steps)
    return (
        steps, rate.connect_fee, rate.period, rate.priority, rate.min_cost, rate.max_cost, rate.disconnect,
        rate.grace_s, rate.free_s, rate.premium,
    )  # fmt: skip
