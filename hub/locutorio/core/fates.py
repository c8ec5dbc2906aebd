"""What becomes of a call to some digits, money aside: priced, free, barred, or without a price. Station 5.

Asked before a call is granted, and by whoever wants to know beforehand what it would cost. Must not know
budgets, booths or grants.
"""

from dataclasses import dataclass

from boothwire import meter

from locutorio.core.numbers import Number, understand
from locutorio.core.plans import NoRate, Pricing, pricing_for
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff

PRICED, UNPRICED, FREE, BARRED = "priced", "unpriced", "free", "barred"

# Why: for a screen to say in its own words.
EMERGENCY = "emergency"  # free, whatever a tariff says
NO_COST = "no_cost"  # free: its price is nothing
BY_SHOP = "shop"  # barred: the shop lets nobody dial it
FORBIDDEN = "forbidden"  # barred: the rate says that such calls are not put through
PREMIUM = "premium"  # barred: a premium number, and no rate is marked for those
NO_PRICE = "no_price"  # without a price, or barred for want of one


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` is "" for a call with a price. `pricing` is there whenever the tariff has a rate that counts."""

    fate: str
    why: str
    number: Number
    pricing: Pricing | None = None


def judge(
    digits: str, shop: ShopProfile, tariff: Tariff | None, *, answered_at_ms: int, up_to_s: int
) -> Verdict:
    """The fate of a call to `digits` as dialled, for any length up to `up_to_s`."""
    number = understand(digits, shop.country)
    if shop.rules.is_emergency(digits):
        return Verdict(FREE, EMERGENCY, number)
    pricing = _pricing(tariff, number, answered_at_ms, up_to_s)
    if shop.rules.is_barred(number.e164_digits):
        return Verdict(BARRED, BY_SHOP, number, pricing)
    if pricing is None:
        return _without_price(number, bar=shop.rules.bar_unpriced)
    if pricing.rate.forbidden:
        return Verdict(BARRED, FORBIDDEN, number, pricing)
    if _costs_nothing(pricing, up_to_s):
        return Verdict(FREE, NO_COST, number, pricing)
    return Verdict(PRICED, "", number, pricing)


def _pricing(tariff: Tariff | None, number: Number, answered_at_ms: int, up_to_s: int) -> Pricing | None:
    if tariff is None:
        return None
    try:
        return pricing_for(
            tariff,
            number.e164_digits,
            answered_at_ms=answered_at_ms,
            up_to_s=up_to_s,
            premium=number.is_premium,
        )
    except NoRate:
        return None


def _without_price(number: Number, *, bar: bool) -> Verdict:
    if number.is_premium:
        return Verdict(BARRED, PREMIUM, number)
    return Verdict(BARRED if bar else UNPRICED, NO_PRICE, number)


def _costs_nothing(pricing: Pricing, seconds: int) -> bool:
    try:
        return bool(meter.cost(pricing.plan, seconds) == 0)
    except meter.NoPrice:
        return False
