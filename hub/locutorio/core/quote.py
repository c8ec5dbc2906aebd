"""The price of a number before anybody dials it, and why it is that. Beside station 5.

What an operator is asked at the counter: a minute, the first ten, how long five euros last, when it gets
cheaper. Worked out by what grants and bills calls, so that what is said beforehand is what is paid. Must
not know where tariffs are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from boothwire import meter

from locutorio.core.call import EMERGENCY_LABEL
from locutorio.core.fates import FREE, PRICED, Verdict, judge
from locutorio.core.leases import NO_LIMIT_S
from locutorio.core.money import Currency, InexactMoney
from locutorio.core.numbers import Number
from locutorio.core.periods import ALWAYS
from locutorio.core.plans import Pricing
from locutorio.core.rates import Rate, Rounding, Step, Tariff
from locutorio.core.shop import ShopProfile
from locutorio.core.timetable import changes

LOOKS_AHEAD_MS = 31 * 86_400_000  # a change of price further off interests nobody at the counter
DIALLED = "+*#"


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of a package: what is sold from `since_ms` on."""

    package_id: int | None
    package: str
    tariff_id: int
    since_ms: int
    tariff: Tariff


@dataclass(frozen=True, slots=True)
class QuotedStep:
    """From second `from_s` on, in increments of `increment_s`; `per_minute` to the sixth decimal."""

    from_s: int
    per_minute: Decimal
    increment_s: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a call is sold for by one rate; equal where a call costs the same. Steps begin after the free
    seconds."""

    label: str = field(compare=False)
    prefix: str = field(compare=False)
    connect_fee: Decimal
    steps: tuple[QuotedStep, ...]
    grace_s: int
    free_s: int
    min_cost: Decimal
    max_cost: Decimal | None
    disconnect: bool
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Change:
    """What a call answered from `at_ms` on will meet instead."""

    at_ms: int
    fate: str
    why: str
    terms: Terms | None


@dataclass(frozen=True, slots=True)
class Quote:
    """What becomes of a call to `number` that is answered at `at_ms`: `fate` and `why` as core.fates has
    them, `terms` where it has a price.

    `lengths`: what so many seconds cost, in minor units, None where a part of them has no price. `amounts`:
    how many seconds so much money pays for; no call lasts longer than `limit_s` (0 = no limit).
    """

    number: Number
    at_ms: int
    fate: str
    why: str
    label: str
    terms: Terms | None
    lengths: tuple[tuple[int, int | None], ...]
    amounts: tuple[tuple[int, int], ...]
    limit_s: int
    change: Change | None
    offer: Offer | None


def as_dialled(text: str) -> str:
    """What people write of a number, as it would be dialled.

    >>> as_dialled(" +34 (911) 23-45-67 ")
    '+34911234567'
    """
    return "".join(
        str(int(letter)) if letter.isdecimal() else letter
        for letter in text
        if letter.isdecimal() or letter in DIALLED
    )


def usual_amounts(currency: Currency) -> tuple[int, ...]:
    """What customers lay on the counter, in minor units: coins and small notes."""
    unit = 10**currency.decimals if currency.decimals else 100
    return tuple(unit * times for times in (1, 2, 5, 10))


def quote(
    shop: ShopProfile,
    offers: Sequence[Offer],
    digits: str,
    *,
    at_ms: int,
    lengths_s: Sequence[int],
    amounts_minor: Sequence[int],
) -> Quote:
    """`offers` are the versions of a package that hold at `at_ms` or will, the latest first."""
    offer = _at(offers, at_ms)
    verdict = _judge(shop, offer, digits, at_ms)
    pricing = _sold_by(verdict)
    limit_s = shop.call_limit_s or NO_LIMIT_S
    return Quote(
        number=verdict.number,
        at_ms=at_ms,
        fate=verdict.fate,
        why=verdict.why,
        label=_label(verdict),
        terms=_terms(verdict),
        lengths=tuple((seconds, _cost_minor(pricing, seconds, shop.currency)) for seconds in lengths_s)
        if pricing
        else (),
        amounts=tuple((amount, _seconds(pricing, amount, shop.currency, limit_s)) for amount in amounts_minor)
        if pricing and verdict.why != "no_cost"
        else (),
        limit_s=shop.call_limit_s,
        change=_next_change(shop, offers, digits, at_ms, verdict),
        offer=offer,
    )


def _at(offers: Sequence[Offer], at_ms: int) -> Offer | None:
    return next((offer for offer in offers if offer.since_ms <= at_ms), None)


def _judge(shop: ShopProfile, offer: Offer | None, digits: str, at_ms: int) -> Verdict:
    tariff = offer.tariff if offer else None
    return judge(digits, shop, tariff, answered_at_ms=at_ms, up_to_s=shop.call_limit_s or NO_LIMIT_S)


def _sold_by(verdict: Verdict) -> Pricing | None:
    return verdict.pricing if verdict.fate in (PRICED, FREE) else None


def _label(verdict: Verdict) -> str:
    if verdict.why == "emergency":
        return EMERGENCY_LABEL
    return verdict.pricing.rate.label if verdict.pricing else ""


def _terms(verdict: Verdict) -> Terms | None:
    pricing = _sold_by(verdict)
    if pricing is None:
        return None
    rate = pricing.rate
    return Terms(
        label=rate.label,
        prefix=pricing.prefix,
        connect_fee=rate.connect_fee,
        steps=tuple(QuotedStep(step.from_s, _per_minute(step), step.increment_s) for step in rate.steps),
        grace_s=rate.grace_s,
        free_s=rate.free_s,
        min_cost=rate.min_cost,
        max_cost=rate.max_cost,
        disconnect=rate.disconnect,
        rounding=rate.rounding,
    )


def _per_minute(step: Step) -> Decimal:
    micros = round(Fraction(step.price) * 60 / step.per_s * 10**6)
    return Decimal(micros).scaleb(-6)


def _cost_minor(pricing: Pricing, seconds: int, currency: Currency) -> int | None:
    try:
        units = meter.cost(pricing.plan, seconds)
        return currency.to_minor(Decimal(units).scaleb(-pricing.plan.decimals))
    except (meter.NoPrice, InexactMoney):
        return None


def _seconds(pricing: Pricing, amount_minor: int, currency: Currency, at_most_s: int) -> int:
    units = int(Fraction(currency.from_minor(amount_minor)) * 10**pricing.plan.decimals)
    return int(meter.max_seconds(pricing.plan, units, at_most_s))


# --- when it changes ----------------------------------------------------------------------------------------


def _next_change(
    shop: ShopProfile, offers: Sequence[Offer], digits: str, at_ms: int, now: Verdict
) -> Change | None:
    """The first moment from which a call fares otherwise; None if nothing is known to change soon."""
    said = (now.fate, now.why, _terms(now))
    for turn_ms in _turns(offers, now.number, at_ms):
        verdict = _judge(shop, _at(offers, turn_ms), digits, turn_ms)
        then = (verdict.fate, verdict.why, _terms(verdict))
        if then != said:
            return Change(turn_ms, *then)
    return None


def _turns(offers: Sequence[Offer], number: Number, at_ms: int) -> Iterator[int]:
    """The moments at which another rate may begin to hold for calls to `number`, in order."""
    end_ms = at_ms + LOOKS_AHEAD_MS
    adopted = {turn for turn in _adopted(offers) if at_ms < turn < end_ms}
    begins = [at_ms, *sorted(adopted)]
    for begin_ms, next_ms in zip(begins, [*begins[1:], end_ms], strict=True):
        if begin_ms > at_ms:
            yield begin_ms
        offer = _at(offers, begin_ms)
        rates = _rates(offer, number, begin_ms) if offer else ()
        if offer and rates and rates[0].period is not ALWAYS:
            passing = changes(rates, offer.tariff.zone, begin_ms, next_ms)
            yield from (turn_ms for turn_ms, _ in passing if turn_ms > begin_ms)


def _rates(offer: Offer, number: Number, at_ms: int) -> tuple[Rate, ...]:
    found = offer.tariff.rates_for(number.e164_digits, at_ms, premium=number.is_premium)
    return found[1] if found else ()


def _adopted(offers: Iterable[Offer]) -> Iterator[int]:
    """When a version comes into force, or a rate in it begins or ends to be there."""
    for offer in offers:
        yield offer.since_ms
        for deck in offer.tariff.decks:
            for version in deck.versions:
                yield version.effective_from_ms
                yield from version.changes_ms()
