"""Working out what a number costs before anybody dials it, and when that changes. Beside station 5.

By what grants and bills calls, so that what is said beforehand is what is paid. Must not know where tariffs
are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from boothwire import meter

from locutorio.core.call import EMERGENCY_LABEL
from locutorio.core.fates import EMERGENCY, FREE, NO_COST, PRICED, Verdict, judge
from locutorio.core.leases import NO_LIMIT_S
from locutorio.core.money import Currency, InexactMoney
from locutorio.core.numbers import Number
from locutorio.core.plans import Pricing
from locutorio.core.quote import Change, Offer, Quote, QuotedStep, Terms
from locutorio.core.rates import Step
from locutorio.core.rating import NoRate, cost_of
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff

LOOKS_AHEAD_MS = 31 * 86_400_000  # a change of price further off interests nobody at the counter
DIALLED = "+*#"


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
    number, pricing = verdict.number, _sold_by(verdict)
    return Quote(
        number=number,
        at_ms=at_ms,
        fate=verdict.fate,
        why=verdict.why,
        label=_label(verdict),
        terms=_terms(verdict),
        lengths=_lengths(offer.tariff, number, at_ms, lengths_s, shop.currency) if offer and pricing else (),
        amounts=_amounts(pricing, amounts_minor, shop) if pricing and verdict.why != NO_COST else (),
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
    if verdict.why == EMERGENCY:
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


def _lengths(
    tariff: Tariff, number: Number, at_ms: int, lengths_s: Iterable[int], currency: Currency
) -> tuple[tuple[int, int | None], ...]:
    """As calls of those lengths are billed."""

    def cost_minor(seconds: int) -> int | None:
        try:
            units, decimals = cost_of(
                tariff,
                number.e164_digits,
                answered_at_ms=at_ms,
                seconds=seconds,
                premium=number.is_premium,
            )
            return currency.to_minor(Decimal(units).scaleb(-decimals))
        except (NoRate, InexactMoney):
            return None

    return tuple((seconds, cost_minor(seconds)) for seconds in lengths_s)


def _amounts(
    pricing: Pricing, amounts_minor: Iterable[int], shop: ShopProfile
) -> tuple[tuple[int, int], ...]:
    unit = 10**pricing.plan.decimals
    at_most_s = shop.call_limit_s or NO_LIMIT_S
    return tuple(
        (amount, meter.max_seconds(pricing.plan, int(shop.currency.from_minor(amount) * unit), at_most_s))
        for amount in amounts_minor
    )


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
        if offer is None:
            continue
        found = offer.tariff.rates_for(number.e164_digits, begin_ms, premium=number.is_premium)
        if found is not None:
            passing = found[1].changes(begin_ms, next_ms, offer.tariff.zone)
            yield from (turn_ms for turn_ms, _ in passing if turn_ms > begin_ms)


def _adopted(offers: Iterable[Offer]) -> Iterator[int]:
    """When a version comes into force, or a rate in it begins or ends to be there."""
    for offer in offers:
        yield offer.since_ms
        for deck in offer.tariff.decks:
            for version in deck.versions:
                yield version.effective_from_ms
                yield from version.changes_ms()
