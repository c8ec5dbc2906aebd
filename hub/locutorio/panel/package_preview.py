"""What a recipe comes to before it is adopted: a few destinations with their cost, price and margin.

For the page to show while the recipe is typed, so only a handful of numbers is asked about. Must not know
forms; what the whole list comes to is core.margin's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

from locutorio.core.fates import judge
from locutorio.core.leases import NO_LIMIT_S
from locutorio.core.numbers import Number
from locutorio.core.rates import Tariff
from locutorio.core.samples import samples
from locutorio.core.sheet import Sheet
from locutorio.core.shop import ShopProfile

SHOWN = 14
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
    numbers = islice((number for country in _countries(shop, document) for number in samples(country)), SHOWN)
    seen = []
    for number in numbers:
        row = sheet.find(number.e164_digits, at_ms) if sheet else None
        cost = None if row is None else Fraction(row.price) * exchange
        seen.append(_sample(shop, tariff, number, cost, at_ms=at_ms))
    return sorted(seen, key=lambda sample: sample.margin is None or sample.margin >= 0)


def _countries(shop: ShopProfile, document: Mapping[str, Any]) -> Iterator[str]:
    named = (rule.get("where", {}).get("countries", ()) for rule in document.get("rules", ()))
    yield from dict.fromkeys(
        [*(country for countries in named for country in countries[:2]), shop.country, *OFTEN_CALLED]
    )


def _sample(
    shop: ShopProfile, tariff: Tariff, number: Number, cost: Fraction | None, *, at_ms: int
) -> Sample:
    digits, up_to_s = f"+{number.e164_digits}", shop.call_limit_s or NO_LIMIT_S
    verdict = judge(digits, shop, tariff, answered_at_ms=at_ms, up_to_s=up_to_s)
    rate = verdict.pricing.rate if verdict.pricing else None
    price = None if rate is None else Fraction(rate.steps[0].price) * 60 / rate.steps[0].per_s
    return Sample(number, rate.label if rate else "", verdict.fate, verdict.why, price, cost)
