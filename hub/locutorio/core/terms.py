"""The terms of a rate as documents write them: steps, periods, limits, validity. Stations 5 and 6.

Tariffs and packages say them in the same words, so they are read here, once. Must not know which of the
two it reads, nor where prices come from.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from locutorio.core import written
from locutorio.core.document import Section
from locutorio.core.periods import ALWAYS, DAY_S, Period
from locutorio.core.rates import Rate, Rounding, Step

DECIMALS_MAX = 30
HOLIDAYS = 'written out, {"of": "ES", "dates": ["2026-01-01"]}, as a shop does that adopts them'
DAY_MOST_S = 24 * 60 * 60  # no call is longer: a grace or free time above it is a slip of the pen


def read_terms(
    section: Section, *, prefixes: tuple[str, ...], steps: tuple[Step, ...], rounding: Rounding
) -> Rate:
    """A rate at `steps`, with every other term the section names; the section is read to its end."""
    with section as rate:
        read = Rate(
            prefixes=prefixes,
            steps=steps,
            rounding=rounding,
            label=rate.text("label", ""),
            period=rate.alike("period", read_period) if "period" in rate else ALWAYS,
            priority=rate.whole("priority", least=-(10**9)) if "priority" in rate else 0,
            connect_fee=rate.amount("connect_fee") if "connect_fee" in rate else Decimal(0),
            min_cost=rate.amount("min_cost") if "min_cost" in rate else Decimal(0),
            grace_s=rate.whole("grace_s", most=DAY_MOST_S) if "grace_s" in rate else 0,
            free_s=rate.whole("free_s", most=DAY_MOST_S) if "free_s" in rate else 0,
            valid_from_ms=rate.moment_ms("valid_from") if "valid_from" in rate else None,
            discontinued_at_ms=rate.moment_ms("discontinued_at") if "discontinued_at" in rate else None,
            forbidden=rate.flag("forbidden"),
            hidden=rate.flag("hidden"),
            premium=rate.flag("premium"),
        )
        _check_validity(rate, read)
        return _with_max_cost(rate, read) if "max_cost" in rate else read


def _check_validity(rate: Section, read: Rate) -> None:
    begins_ms, ends_ms = read.valid_from_ms, read.discontinued_at_ms
    if begins_ms is not None and ends_ms is not None and ends_ms <= begins_ms:
        raise rate.wrong("discontinued_at", "must be later than valid_from")


def _with_max_cost(rate: Section, read: Rate) -> Rate:
    max_cost = rate.amount("max_cost")
    if max_cost < read.min_cost:
        raise rate.wrong("max_cost", f"is less than the min_cost of {read.min_cost}")
    disconnect = rate.choice("max_cost_then", "free", "disconnect") == "disconnect"
    return replace(read, max_cost=max_cost, disconnect=disconnect)


def read_prefixes(section: Section) -> tuple[str, ...]:
    prefixes = section.filled_list("prefixes")
    for prefix in prefixes:
        if not isinstance(prefix, str) or not prefix.isprintable() or " " in prefix:
            raise section.wrong("prefixes", f'must be texts like "34", not {prefix!r}')
    return tuple(dict.fromkeys(map(str, prefixes)))


def read_steps(section: Section, name: str = "steps") -> tuple[Step, ...]:
    """Steps by rising second; a call has a price from its first on."""
    steps = sorted(section.each(name, _step), key=lambda step: step.from_s)
    if not steps or steps[0].from_s != 0:
        raise section.wrong(name, "must begin with a step whose from_s is 0")
    if any(earlier.from_s == later.from_s for earlier, later in pairwise(steps)):
        raise section.wrong(name, "two of them have the same from_s")
    return tuple(steps)


def _step(section: Section) -> Step:
    with section as step:
        return Step(
            from_s=step.whole("from_s"),
            price=step.amount("price"),
            per_s=step.whole("per_s", least=1),
            increment_s=step.whole("increment_s", least=1),
        )


def read_rounding(section: Section, name: str = "rounding") -> Rounding:
    with section.section(name) as rounding:
        return Rounding(
            mode=rounding.choice("mode", "up", "half_up", "down"),
            decimals=rounding.whole("decimals", most=DECIMALS_MAX),
        )


def read_period(section: Section, name: str = "period") -> Period:
    """What is left out always holds; `to` left out is midnight."""
    with section.section(name) as period:
        return Period(
            months=period.whole_set("months", least=1, most=12) if "months" in period else None,
            month_days=period.whole_set("month_days", least=1, most=31) if "month_days" in period else None,
            weekdays=period.whole_set("weekdays", least=1, most=7) if "weekdays" in period else None,
            dates=_dates(period),
            from_s=period.value("from", written.time_of_day_s) if "from" in period else 0,
            to_s=period.value("to", written.end_of_day_s) if "to" in period else DAY_S,
        )


def _dates(period: Section) -> frozenset[date] | None:
    """The days named one by one and the holidays; None if neither is."""
    named = period.days("dates") if "dates" in period else None
    if "holidays" not in period:
        return named
    with period.section("holidays", HOLIDAYS) as holidays:
        holidays.text("of")
        return holidays.days("dates") | (named or frozenset())


def read_zone(section: Section, name: str = "timezone") -> ZoneInfo:
    zone = section.text(name)
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise section.wrong(name, f'"{zone}" is not a time zone like "Europe/Madrid" or "UTC"') from None
