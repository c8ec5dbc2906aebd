"""A market to measure prices on: as many prefixes as one likes under every country's code, and calls to them.

All is made from one seed. The rates are simple, so that other programs can price by them too: so much for
each increment begun, then up to the next cent. A second tariff sells the same by day and cheaper by night.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import phonenumbers
from locutorio.core.periods import Period
from locutorio.core.rates import Rate, Rounding, Step
from locutorio.core.tariff import Deck, RateList, Tariff

PREFIXES, CALLS = 115_000, 200_000
MONDAY_MS = 1_772_406_000_000  # 2026-03-02 00:00 in Madrid
WEEK_S = 7 * 86_400
HOUR_S = 3600
DIGITS = 13  # of a number, more than of any prefix
MICROS = 1_000_000
NIGHT = Period(from_s=20 * HOUR_S, to_s=8 * HOUR_S)
UP_TO_THE_CENT = Rounding("up", 2)


class Price(NamedTuple):
    """For each increment begun, in millionths."""

    increment_s: int
    charge: int

    @property
    def steps(self) -> tuple[Step, ...]:
        price = Decimal(self.charge) / MICROS
        return (Step(from_s=0, price=price, per_s=self.increment_s, increment_s=self.increment_s),)

    @property
    def halved(self) -> "Price":
        return self._replace(charge=self.charge // 2)


class Call(NamedTuple):
    number: str
    answered_at_ms: int
    seconds: int


@dataclass(frozen=True)
class Market:
    prices: dict[str, Price]
    calls: list[Call]

    @cached_property
    def destinations(self) -> dict[Price, tuple[str, ...]]:
        """The prefixes of each price: a rate names all of its own."""
        found: dict[Price, list[str]] = {}
        for prefix, price in self.prices.items():
            found.setdefault(price, []).append(prefix)
        return {price: tuple(prefixes) for price, prefixes in found.items()}

    @cached_property
    def simple(self) -> Tariff:
        return _tariff(
            Rate(prefixes, price.steps, UP_TO_THE_CENT) for price, prefixes in self.destinations.items()
        )

    @cached_property
    def with_periods(self) -> Tariff:
        by_night = (
            Rate(prefixes, price.halved.steps, UP_TO_THE_CENT, period=NIGHT)
            for price, prefixes in self.destinations.items()
        )
        return _tariff([*self.simple.decks[0].versions[0].rates, *by_night])


def market(prefixes: int = PREFIXES, calls: int = CALLS) -> Market:
    chance = random.Random(4)
    codes = [str(code) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE]
    kinds = [Price(*kind) for kind in ((1, 100), (1, 250), (6, 900), (30, 7_500), (60, 9_000), (60, 12_345))]
    prices = {code: chance.choice(kinds) for code in codes}
    while len(prices) < prefixes:
        length = chance.choice((1, 2, 3, 3, 4, 4, 4, 5, 5, 6))
        kind = chance.choice(kinds)
        dearer = kind._replace(charge=kind.charge * chance.randint(1, 400))
        prices[chance.choice(codes) + f"{chance.randrange(10**length):0{length}}"] = dearer
    called = list(prices)
    return Market(prices, [_call(chance, called) for _ in range(calls)])


def _call(chance: random.Random, called: list[str]) -> Call:
    """To everywhere alike; most of them short, some long."""
    return Call(
        (chance.choice(called) + f"{chance.randrange(10**DIGITS):0{DIGITS}}")[:DIGITS],
        MONDAY_MS + chance.randrange(WEEK_S) * 1000,
        min(1 + int(chance.expovariate(1 / 180)), 7200),
    )


def _tariff(rates: Iterable[Rate]) -> Tariff:
    return Tariff((Deck((RateList(0, tuple(rates)),)),), ZoneInfo("Europe/Madrid"))
