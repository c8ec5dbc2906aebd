"""Number and answer, matched to the plan the meter prices the call by. Station 5 of the way of a call.

Most calls stay with one rate, whose plan is ready; only for one that passes from rate to rate a plan is
made. Must not know how long the call will be in the end: a plan is good for any length up to a stated one.
"""

from decimal import Decimal
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from boothwire.meter import Plan

from locutorio.core.errors import ShopError
from locutorio.core.rates import Rate, Step
from locutorio.core.tariff import START, Tariff

FOR_EVER_S = 1 << 62
# Fills the place of a step where no rate is in force; the meter refuses to lay an increment there.
NO_STEP = Step(from_s=0, price=Decimal(0), per_s=1, increment_s=1)

# From this second of the call on this rate is in force; None: no rate is.
Stretch = tuple[int, Rate | None]


class NoRate(ShopError):
    """The tariff has no price for this call, or for a part of it."""

    code = "no_rate"


class Pricing(NamedTuple):
    """`prefix` and `rate` price the call at its answer; `steps`: what each segment of `plan` stands for."""

    prefix: str
    rate: Rate
    plan: Plan
    steps: tuple[Step, ...]


def pricing_for(
    tariff: Tariff, number: str, *, answered_at_ms: int, up_to_s: int, premium: bool = False
) -> Pricing:
    """How a call to `number` answered at `answered_at_ms` is priced, for any length up to `up_to_s`; else
    NoRate. A `premium` number is priced only by a rate that is marked so."""
    found = tariff.rates_for(number, answered_at_ms, premium)
    if found is None:
        raise NoRate(f"the tariff has no rate for {number}", number=number)
    prefix, choice = found
    place, until_ms = choice.at(answered_at_ms, tariff.zone)
    if place is None:
        raise NoRate(f"the tariff has no rate for {number} at that time", number=number)
    rate, end_ms = choice.rates[place], answered_at_ms + up_to_s * 1000
    if end_ms <= until_ms or tariff.on_period_change == START:
        return Pricing(prefix, rate, rate.plan, rate.laid_steps)
    in_force = choice.changes(answered_at_ms, end_ms, tariff.zone)
    stretches = [(-((answered_at_ms - at_ms) // 1000), each) for at_ms, each in in_force]
    return Pricing(prefix, rate, *_passage(rate, stretches))


def _passage(first: Rate, stretches: list[Stretch]) -> tuple[Plan, tuple[Step, ...]]:
    """The plan of a call that passes from rate to rate: in each stretch the steps of its rate.

    Fee, limits and rounding stay those of the rate at the answer. All amounts are counted in parts that
    suit every rate.
    """
    parts = lcm(*[parts_of(rate.plan) for _, rate in stretches if rate is not None])
    segments: list[tuple[int, int, int | None]] = []
    steps: list[Step] = []
    for (begin_s, rate), (end_s, _) in pairwise([*stretches, (FOR_EVER_S, None)]):
        if rate is None:
            segments.append((begin_s, NO_STEP.increment_s, None))
            steps.append(NO_STEP)
            continue
        laid = in_parts(rate.plan, parts).segments
        for place, (from_s, increment_s, charge) in enumerate(laid, 1):
            if from_s < end_s and (place == len(laid) or laid[place][0] > begin_s):
                segments.append((max(begin_s, from_s), increment_s, charge))
                steps.append(rate.laid_steps[place - 1])
    return in_parts(first.plan, parts)._replace(segments=tuple(segments)), tuple(steps)


def parts_of(plan: Plan) -> int:
    """How many of the plan's parts make one of the currency."""
    return int(plan.quantum * 10**plan.decimals)


def in_parts(plan: Plan, parts: int) -> Plan:
    """The same plan, counted in parts of which so many make one of the currency."""
    times = parts // parts_of(plan)
    if times == 1:
        return plan
    return plan._replace(
        connect=plan.connect * times,
        segments=tuple(
            (from_s, increment_s, charge * times) for from_s, increment_s, charge in plan.segments
        ),
        minimum=plan.minimum * times,
        maximum=None if plan.maximum is None else plan.maximum * times,
        quantum=plan.quantum * times,
    )
