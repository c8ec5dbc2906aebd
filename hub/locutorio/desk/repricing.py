"""Another price for calls that were sold: thousands at once, as what-if and re-rating ask.

Each comes to what a single call would be billed. Must not know what becomes of the prices.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from boothwire import meter

from locutorio.core.money import Currency, InexactMoney
from locutorio.core.numbers import understand
from locutorio.core.plans import NoRate, pricing_for
from locutorio.core.rates import Tariff
from locutorio.core.shop import ShopProfile
from locutorio.core.sold import SoldCall

TOLD_EVERY = 1000

Progress = Callable[[int, int], None]  # so many of so many are done


def nobody_watches(done: int, total: int) -> None:
    """The progress of what takes long, where nobody asked to see it."""


def prices(
    tariff: Tariff, calls: Sequence[SoldCall], shop: ShopProfile, progress: Progress = nobody_watches
) -> list[Decimal | None]:
    """What each call costs by `tariff`, whichever was in force then; None where it has no price for it."""
    found = []
    for done, call in enumerate(calls):
        if done % TOLD_EVERY == 0:
            progress(done, len(calls))
        found.append(_price(tariff, call, shop.country))
    progress(len(calls), len(calls))
    return found


def minor(price: Decimal | None, currency: Currency) -> int | None:
    """What a customer can be asked for; a price finer than the coins is none, as when a call is billed."""
    try:
        return None if price is None else currency.to_minor(price)
    except InexactMoney:
        return None


def destination(tariff: Tariff, call: SoldCall, shop: ShopProfile) -> str:
    """What `tariff` calls the place; "" where it has no price for it."""
    number = understand(call.digits, shop.country)
    found = tariff.rates_for(number.e164_digits, call.answered_at_ms, premium=number.is_premium)
    return found[1][0].label if found else ""


def _price(tariff: Tariff, call: SoldCall, country: str) -> Decimal | None:
    number = understand(call.digits, country)
    try:
        plan = pricing_for(
            tariff,
            number.e164_digits,
            answered_at_ms=call.answered_at_ms,
            up_to_s=call.seconds,
            premium=number.is_premium,
        ).plan
        return Decimal(meter.cost(plan, call.seconds)).scaleb(-plan.decimals)
    except (NoRate, meter.NoPrice):
        return None
