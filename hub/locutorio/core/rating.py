"""What a call costs, and why: number and answer are matched to rates, the meter does the sum. Station 5.

The running price is the same function with the seconds so far. docs/prices.md is the promise kept here.
Must not know booths, shops or the books.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from boothwire import meter

from locutorio.core.money import plain
from locutorio.core.plans import NoRate, pricing_for
from locutorio.core.rates import Rounding
from locutorio.core.tariff import Tariff

__all__ = ["Charge", "ChargedStep", "NoRate", "cost_of", "max_seconds", "price_call"]


class ChargedStep(NamedTuple):
    """A run of equal increments: `increments` of `increment_s` from second `start_s` of the call."""

    start_s: int
    increments: int
    increment_s: int
    price: Decimal
    per_s: int

    @property
    def end_s(self) -> int:
        return self.start_s + self.increments * self.increment_s

    @property
    def amount(self) -> Fraction:
        """Exact; rounded only in the total."""
        return Fraction(self.price) * self.increments * self.increment_s / self.per_s


class Charge(NamedTuple):
    """A priced call: everything its cost can be worked out from again.

    `cost` is `connect_fee` and the steps' amounts added, then not less than `min_cost` nor more than
    `max_cost` (None = no limit), then rounded; but nothing where `seconds` are fewer than `grace_s`.
    """

    cost: Decimal
    prefix: str
    label: str
    seconds: int
    billed_seconds: int
    connect_fee: Decimal
    steps: tuple[ChargedStep, ...]
    min_cost: Decimal
    max_cost: Decimal | None
    rounding: Rounding
    grace_s: int

    def to_dict(self) -> dict[str, object]:
        """For JSON: amounts as exact text."""
        return {
            **self._asdict(),
            "cost": plain(self.cost),
            "connect_fee": plain(self.connect_fee),
            "steps": [{**step._asdict(), "price": plain(step.price)} for step in self.steps],
            "min_cost": plain(self.min_cost),
            "max_cost": None if self.max_cost is None else plain(self.max_cost),
            "rounding": {"mode": self.rounding.mode, "decimals": self.rounding.decimals},
        }


def price_call(
    tariff: Tariff, number: str, *, answered_at_ms: int, seconds: int, premium: bool = False
) -> Charge:
    """The charge for a call of `seconds` to `number`, whose digits are taken as they stand; else NoRate."""
    prefix, rate, plan, plan_steps = pricing_for(
        tariff, number, answered_at_ms=answered_at_ms, up_to_s=seconds, premium=premium
    )
    try:
        runs = meter.lay(plan, seconds)
    except meter.NoPrice:
        raise _in_part(number) from None
    steps = []
    for index, start_s, count in runs:
        step = plan_steps[index]
        steps.append(ChargedStep(start_s, count, step.increment_s, step.price, step.per_s))
    return Charge(
        cost=Decimal(f"{meter.settle(plan, runs)}E-{plan.decimals}"),
        prefix=prefix,
        label=rate.label,
        seconds=seconds,
        billed_seconds=steps[-1].end_s if steps else 0,
        connect_fee=rate.connect_fee if runs else Decimal(0),
        steps=tuple(steps),
        min_cost=rate.min_cost,
        max_cost=None if rate.disconnect else rate.max_cost,
        rounding=rate.rounding,
        grace_s=rate.grace_s,
    )


def cost_of(
    tariff: Tariff, number: str, *, answered_at_ms: int, seconds: int, premium: bool = False
) -> tuple[int, int]:
    """What price_call() says the cost is, without saying why and so much sooner: (units, decimals), in units
    of 10 ** -decimals of the currency."""
    found = tariff.rates_for(number, answered_at_ms, premium)
    if found is not None:
        choice = found[1]
        place, until_ms = choice.at(answered_at_ms, tariff.zone)
        if place is not None and answered_at_ms + seconds * 1000 <= until_ms:
            plan = choice.plan(place)
            return meter.cost(plan, seconds), plan.decimals
    plan = pricing_for(tariff, number, answered_at_ms=answered_at_ms, up_to_s=seconds, premium=premium).plan
    try:
        return meter.cost(plan, seconds), plan.decimals
    except meter.NoPrice:
        raise _in_part(number) from None


def max_seconds(
    tariff: Tariff,
    number: str,
    *,
    answered_at_ms: int,
    amount: Decimal,
    at_most_s: int,
    premium: bool = False,
) -> int:
    """The longest call to `number`, up to `at_most_s`, that costs no more than `amount`; else NoRate."""
    plan = pricing_for(tariff, number, answered_at_ms=answered_at_ms, up_to_s=at_most_s, premium=premium).plan
    units = int(Fraction(amount) * 10**plan.decimals)
    return int(meter.max_seconds(plan, units, at_most_s))


def _in_part(number: str) -> NoRate:
    return NoRate(f"the tariff has no rate for {number} for a part of the call", number=number)
