"""What a recipe comes to before it is adopted: a few destinations with their cost, price and margin.

For the page to show while the recipe is typed, so only a handful of numbers is asked about. Must not know
forms; what the whole list comes to is core.margin's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from locutorio.core.fates import FREE, PRICED, judge
from locutorio.core.leases import NO_LIMIT_S
from locutorio.core.numbers import Number
from locutorio.core.samples import samples
from locutorio.core.sheet import Sheet
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff

SHOWN = 14
EACH = 2  # countries of one rule
# Where most calls from call shops go, the world over.
OFTEN_CALLED = ("MA", "SN", "EC", "CO", "RO", "PK", "BD", "IN", "NG", "PH", "CN", "FR", "GB", "US")


@dataclass(frozen=True, slots=True)
class Sample:
    """A destination and a minute of it: `price` as sold, `cost` as bought; None where there is none. `fate`
    and `why` as core.fates has them."""

    number: Number
    label: str
    fate: str
    why: str
    price: Fraction | None
    cost: Fraction | None

    @property
    def margin(self) -> Fraction | None:
        return None if self.price is None or self.cost is None else self.price - self.cost


def preview(
    shop: ShopProfile, tariff: Tariff, sheet: Sheet | None, document: Mapping[str, Any], *, at_ms: int
) -> list[Sample]:
    """First the countries the recipe has rules for, then others; those that lose money before all."""
    exchange = Fraction(str(document.get("exchange", "1")))
    named = _named(document)
    seen = []
    for number in (number for country in _countries(named, shop) for number in samples(country)):
        row = sheet.find(number.e164_digits, at_ms) if sheet else None
        cost = None if row is None else Fraction(row.price) * exchange
        sample = _sample(shop, tariff, number, cost, at_ms=at_ms)
        if sample.fate in (PRICED, FREE) or number.country in named:
            seen.append(sample)
    return sorted(seen[:SHOWN], key=lambda sample: sample.margin is None or sample.margin >= 0)


def _named(document: Mapping[str, Any]) -> list[str]:
    """The first countries of each of the recipe's rules."""
    rules = (rule.get("where", {}).get("countries", ()) for rule in document.get("rules", ()))
    return [country for countries in rules for country in countries[:EACH]]


def _countries(named: list[str], shop: ShopProfile) -> list[str]:
    return list(dict.fromkeys([*named, shop.country, *OFTEN_CALLED]))


def _sample(
    shop: ShopProfile, tariff: Tariff, number: Number, cost: Fraction | None, *, at_ms: int
) -> Sample:
    digits, up_to_s = f"+{number.e164_digits}", shop.call_limit_s or NO_LIMIT_S
    verdict = judge(digits, shop, tariff, answered_at_ms=at_ms, up_to_s=up_to_s)
    rate = verdict.pricing.rate if verdict.pricing else None
    price = None if rate is None else Fraction(rate.steps[0].price) * 60 / rate.steps[0].per_s
    return Sample(number, rate.label if rate else "", verdict.fate, verdict.why, price, cost)
