"""A tariff as its owner writes it, read into rates. Station 5 works with what comes out of here.

docs/prices.md describes the document. Whatever is wrong in it is refused as a whole, with the exact place.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, groupby, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from locutorio.core.document import DocumentError, Section
from locutorio.core.money import Currency
from locutorio.core.periods import ALWAYS, DAY_S, Period
from locutorio.core.rates import SPLIT, START, Deck, Rate, RateList, Rounding, Step, Tariff

__all__ = ["Tariff", "TariffError", "for_shop", "load_tariff"]

DECIMALS_MAX = 30
# As core.numbers writes them: digits, a code of the country's own with "=" before it, or a service code.
DIALLED = re.compile(r"=?[0-9]*|[0-9*#]+")


class TariffError(DocumentError):
    code = "bad_tariff"


def load_tariff(document: Mapping[str, object]) -> Tariff:
    """The tariff a document (parsed JSON or TOML) describes; TariffError names what is wrong and where."""
    with Section(document, "", TariffError) as tariff:
        return Tariff(
            name=tariff.text("name", ""),
            currency=tariff.text("currency", ""),
            zone=_zone(tariff),
            on_period_change=tariff.choice("on_period_change", SPLIT, START),
            decks=tariff.each("decks", _deck),
        )


def for_shop(tariff: Tariff, currency: Currency) -> Tariff:
    """The tariff, if a shop that counts in `currency` can sell by it; TariffError if it cannot.

    What a customer owes is whole minor units; a prefix nobody can dial prices nothing; and which of two
    rates prices a call must not hang on the order they were written in.
    """
    if tariff.currency not in ("", currency.code):
        raise TariffError(f"the tariff is in {tariff.currency}, but the shop takes {currency.code}")
    versions = [each for deck in tariff.decks for each in deck.versions if isinstance(each, RateList)]
    if not any(version.rates for version in versions):
        raise TariffError("the tariff holds no rate: every call would be without a price")
    for version in versions:
        for rate in version.rates:
            _check_decimals(rate, currency)
        for prefix, rates in version.by_prefix.items():
            if not DIALLED.fullmatch(prefix):
                raise TariffError(
                    f'the prefix "{prefix}" must be digits, country code first, without + or spaces'
                )
            _check_one_is_preferred(prefix, rates)
    return tariff


def _check_decimals(rate: Rate, currency: Currency) -> None:
    if rate.rounding.decimals > currency.decimals:
        named = rate.label or ", ".join(rate.prefixes)
        raise TariffError(
            f"the rate for {named} rounds to {rate.rounding.decimals} decimals, but {currency.code} has "
            f"{currency.decimals}: write {currency.decimals} or fewer"
        )


def _check_one_is_preferred(prefix: str, rates: tuple[Rate, ...]) -> None:
    """`rates` come by rank, so those of equal rank (and so of one beginning) stand together."""
    for _, equals in groupby(rates, key=lambda rate: rate.rank):
        for one, other in combinations(equals, 2):
            if one.period.shares_a_day_with(other.period):
                raise TariffError(
                    f'two rates for the prefix "{prefix}" can be in force at once, with the same '
                    "priority and beginning: give the one to be preferred a higher priority"
                )


def _zone(tariff: Section) -> ZoneInfo:
    name = tariff.text("timezone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise tariff.wrong("timezone", f'"{name}" is not a time zone like "Europe/Madrid" or "UTC"') from None


def _deck(section: Section) -> Deck:
    with section as deck:
        versions = sorted(deck.each("versions", _version), key=lambda version: -version.effective_from_ms)
        if any(later.effective_from_ms == earlier.effective_from_ms for later, earlier in pairwise(versions)):
            raise deck.wrong("versions", "two of them have the same effective_from")
        return Deck(tuple(versions))


def _version(section: Section) -> RateList:
    with section as version:
        return RateList(version.moment_ms("effective_from"), version.each("rates", _rate))


def _rate(section: Section) -> Rate:
    with section as rate:
        read = Rate(
            prefixes=_prefixes(rate),
            label=rate.text("label", ""),
            period=_period(rate.section("period")) if "period" in rate else ALWAYS,
            priority=rate.whole("priority", least=-(10**9)) if "priority" in rate else 0,
            connect_fee=rate.amount("connect_fee") if "connect_fee" in rate else Decimal(0),
            steps=_steps(rate),
            rounding=_rounding(rate.section("rounding")),
            min_cost=rate.amount("min_cost") if "min_cost" in rate else Decimal(0),
        )
        return _with_max_cost(rate, read) if "max_cost" in rate else read


def _with_max_cost(rate: Section, read: Rate) -> Rate:
    max_cost = rate.amount("max_cost")
    if max_cost < read.min_cost:
        raise rate.wrong("max_cost", f"is less than the min_cost of {read.min_cost}")
    disconnect = rate.choice("max_cost_then", "free", "disconnect") == "disconnect"
    return replace(read, max_cost=max_cost, disconnect=disconnect)


def _prefixes(rate: Section) -> tuple[str, ...]:
    prefixes = rate.filled_list("prefixes")
    for prefix in prefixes:
        if not isinstance(prefix, str) or not prefix.isprintable() or " " in prefix:
            raise rate.wrong("prefixes", f'must be texts like "34", not {prefix!r}')
    return tuple(dict.fromkeys(map(str, prefixes)))


def _steps(rate: Section) -> tuple[Step, ...]:
    steps = sorted(rate.each("steps", _step), key=lambda step: step.from_s)
    if not steps or steps[0].from_s != 0:
        raise rate.wrong("steps", "must begin with a step whose from_s is 0")
    if any(earlier.from_s == later.from_s for earlier, later in pairwise(steps)):
        raise rate.wrong("steps", "two of them have the same from_s")
    return tuple(steps)


def _step(section: Section) -> Step:
    with section as step:
        return Step(
            from_s=step.whole("from_s"),
            price=step.amount("price"),
            per_s=step.whole("per_s", least=1),
            increment_s=step.whole("increment_s", least=1),
        )


def _rounding(section: Section) -> Rounding:
    with section as rounding:
        return Rounding(
            mode=rounding.choice("mode", "up", "half_up", "down"),
            decimals=rounding.whole("decimals", most=DECIMALS_MAX),
        )


def _period(section: Section) -> Period:
    """What is left out always holds; `to` left out is midnight."""
    with section as period:
        return Period(
            months=period.whole_set("months", least=1, most=12) if "months" in period else None,
            month_days=period.whole_set("month_days", least=1, most=31) if "month_days" in period else None,
            weekdays=period.whole_set("weekdays", least=1, most=7) if "weekdays" in period else None,
            from_s=period.time_of_day_s("from") if "from" in period else 0,
            to_s=period.end_of_day_s("to") if "to" in period else DAY_S,
        )
