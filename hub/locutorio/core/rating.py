"""What a call costs, and why: number and answer are matched to rates, the meter does the sum. Station 5.

The running price is the same function with the seconds so far. docs/prices.md is the promise kept here.
Must not know booths, shops or the books.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, takewhile
from math import lcm
from typing import NamedTuple

from boothwire import meter

from locutorio.core.errors import ShopError
from locutorio.core.money import plain
from locutorio.core.periods import ALWAYS, local_time, moments
from locutorio.core.rates import START, Rate, Rounding, Step, Tariff


class NoRate(ShopError):
    """The tariff has no price for this call, or for a part of it."""

    code = "no_rate"


class ChargedStep(NamedTuple):
    """A run of equal increments: `increments` of `increment_s` from second `start_s` of the call."""

    start_s: int
    increments: int
    increment_s: int
    price: Decimal
    per_s: int

    @property
    def amount(self) -> Fraction:
        """Exact; rounded only in the total."""
        return Fraction(self.price) * self.increments * self.increment_s / self.per_s


class Charge(NamedTuple):
    """A priced call: everything its cost can be worked out from again.

    `cost` is `connect_fee` and the steps' amounts added, then not less than `min_cost` nor more than
    `max_cost` (None = no limit), then rounded.
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


@dataclass(frozen=True, slots=True)
class Pricing:
    """How calls to one number, answered at one moment, are priced: the meter's plan, good for calls up to
    the length it was made for, with the step each of its segments stands for and the rate at the answer.
    """

    prefix: str
    rate: Rate
    plan: meter.Plan
    steps: tuple[Step, ...]


def price_call(tariff: Tariff, number: str, *, answered_at_ms: int, seconds: int) -> Charge:
    """The charge for a call of `seconds` to `number`, whose digits are taken as they stand; else NoRate."""
    pricing = pricing_for(tariff, number, answered_at_ms=answered_at_ms, up_to_s=seconds)
    rate, plan = pricing.rate, pricing.plan
    try:
        runs = meter.lay(plan, seconds)
    except meter.NoPrice:
        raise NoRate(f"the tariff has no rate for {number} for a part of the call", number=number) from None
    steps = []
    for index, start_s, count in runs:
        step = pricing.steps[index]
        steps.append(ChargedStep(start_s, count, step.increment_s, step.price, step.per_s))
    return Charge(
        cost=Decimal(f"{meter.settle(plan, runs)}E-{plan.decimals}"),
        prefix=pricing.prefix,
        label=rate.label,
        seconds=seconds,
        billed_seconds=sum(step.increments * step.increment_s for step in steps),
        connect_fee=rate.connect_fee if runs else Decimal(0),
        steps=tuple(steps),
        min_cost=rate.min_cost,
        max_cost=None if rate.disconnect else rate.max_cost,
        rounding=rate.rounding,
    )


def max_seconds(tariff: Tariff, number: str, *, answered_at_ms: int, amount: Decimal, at_most_s: int) -> int:
    """The longest call to `number`, up to `at_most_s`, that costs no more than `amount`; else NoRate."""
    plan = pricing_for(tariff, number, answered_at_ms=answered_at_ms, up_to_s=at_most_s).plan
    units = int(Fraction(amount) * 10**plan.decimals)
    return int(meter.max_seconds(plan, units, at_most_s))


def pricing_for(tariff: Tariff, number: str, *, answered_at_ms: int, up_to_s: int) -> Pricing:
    """How calls to `number` answered at `answered_at_ms` are priced, for any length up to `up_to_s`."""
    found = tariff.rates_for(number, answered_at_ms)
    if found is None:
        raise NoRate(f"the tariff has no rate for {number}", number=number)
    prefix, rates = found
    if rates[0].period is ALWAYS:
        return Pricing(prefix, rates[0], rates[0].plan, rates[0].steps)
    stretches = _stretches(rates, tariff, answered_at_ms, 1 if tariff.on_period_change == START else up_to_s)
    first = stretches[0][1]
    if first is None:
        raise NoRate(f"the tariff has no rate for {number} at that time", number=number)
    if len(stretches) == 1:
        return Pricing(prefix, first, first.plan, first.steps)
    return Pricing(prefix, first, *_split(first, stretches))


def _stretches(
    rates: tuple[Rate, ...], tariff: Tariff, answered_at_ms: int, up_to_s: int
) -> list[tuple[int, Rate | None]]:
    """Which rate is in force from which second of the call on, up to `up_to_s`; None where none is."""
    end_ms = answered_at_ms + max(up_to_s, 1) * 1000
    periods = [rate.period for rate in rates]
    found: list[tuple[int, Rate | None]] = []
    for at_ms in takewhile(lambda at_ms: at_ms < end_ms, moments(periods, tariff.zone, answered_at_ms)):
        local = local_time(at_ms, tariff.zone)
        rate = next((rate for rate in rates if rate.period.holds(local)), None)
        if not found or found[-1][1] is not rate:
            found.append((-((answered_at_ms - at_ms) // 1000), rate))
    return found


FOR_EVER_S = 1 << 62
# Fills the place of a step where no rate is in force; the meter refuses to lay an increment there.
NO_STEP = Step(from_s=0, price=Decimal(0), per_s=1, increment_s=1)


def _split(first: Rate, stretches: list[tuple[int, Rate | None]]) -> tuple[meter.Plan, tuple[Step, ...]]:
    """The plan of a call that passes from rate to rate: in each stretch the steps of its rate.

    Fee, limits and rounding stay those of the rate at the answer.
    """
    plans = [rate.plan for _, rate in stretches if rate is not None]
    parts = lcm(*(_parts(plan) for plan in plans))
    segments: list[tuple[int, int, int | None]] = []
    steps: list[Step] = []
    for (start_s, rate), (end_s, _) in pairwise([*stretches, (FOR_EVER_S, None)]):
        if rate is None:
            segments.append((start_s, NO_STEP.increment_s, None))
            steps.append(NO_STEP)
            continue
        larger = parts // _parts(rate.plan)
        next_steps_s = [step.from_s for step in rate.steps[1:]] + [FOR_EVER_S]
        for step, segment, next_step_s in zip(rate.steps, rate.plan.segments, next_steps_s, strict=True):
            if max(start_s, step.from_s) < min(end_s, next_step_s):
                segments.append((max(start_s, step.from_s), step.increment_s, segment[2] * larger))
                steps.append(step)
    plan = first.plan
    larger = parts // _parts(plan)
    return plan._replace(
        connect=plan.connect * larger,
        segments=tuple(segments),
        minimum=plan.minimum * larger,
        maximum=None if plan.maximum is None else plan.maximum * larger,
        quantum=plan.quantum * larger,
    ), tuple(steps)


def _parts(plan: meter.Plan) -> int:
    """How many of the plan's parts make one of the currency."""
    return int(plan.quantum * 10**plan.decimals)
