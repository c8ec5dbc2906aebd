"""What must hold of every price, whatever the tariff; and what a charge tells about itself."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import oracle
import pytest
from any_tariff import NUMBER, answers, documents, lengths, unix_ms
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.rating import NoRate, cost_of, price_call
from locutorio.core.tariff_document import load_tariff


def cost(document, answered_at, seconds, *, premium=False):
    """None where there is no rate."""
    tariff, answered_at_ms = load_tariff(document), unix_ms(answered_at)
    try:
        charge = price_call(tariff, NUMBER, answered_at_ms=answered_at_ms, seconds=seconds, premium=premium)
    except NoRate:
        return None
    return charge.cost


@given(documents, answers, lengths, st.booleans())
@settings(max_examples=60, deadline=None)
def test_agrees_with_the_slow_and_obvious_way(document, answered_at, seconds, premium):
    try:
        wanted = oracle.cost(document, NUMBER, answered_at, seconds, premium=premium)
    except oracle.NoRateError:
        wanted = None
    assert cost(document, answered_at, seconds, premium=premium) == wanted


@given(documents, answers, lengths, st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_cost_alone_is_that_of_the_charge(document, answered_at, seconds, premium):
    tariff = load_tariff(document)
    call = {"answered_at_ms": unix_ms(answered_at), "seconds": seconds, "premium": premium}
    try:
        charge = price_call(tariff, NUMBER, **call)
    except NoRate:
        with pytest.raises(NoRate):
            cost_of(tariff, NUMBER, **call)
        return
    units, decimals = cost_of(tariff, NUMBER, **call)
    assert (Decimal(units).scaleb(-decimals), decimals) == (charge.cost, charge.rounding.decimals)


@pytest.mark.parametrize(("on_period_change", "units"), [("split", 70), ("start", 120)])
def test_the_cost_alone_of_a_call_that_outlasts_its_rate(on_period_change, units):
    def rate(price, **period):
        steps = [{"from_s": 0, "price": price, "per_s": 60, "increment_s": 60}]
        return {
            "prefixes": ["34"],
            "steps": steps,
            "rounding": {"mode": "up", "decimals": 2},
            "period": period,
        }

    rates = [
        rate("0.60", **{"from": "08:00", "to": "20:00"}),
        rate("0.10", **{"from": "20:00", "to": "08:00"}),
    ]
    version = {"effective_from": "2020-01-01T00:00:00Z", "rates": rates}
    document = {"timezone": "UTC", "on_period_change": on_period_change, "decks": [{"versions": [version]}]}
    before_ms = unix_ms(datetime(2026, 3, 2, 19, 59, 30, tzinfo=UTC))
    assert cost_of(load_tariff(document), NUMBER, answered_at_ms=before_ms, seconds=120) == (units, 2)


@given(documents, answers, lengths, lengths)
@settings(max_examples=20, deadline=None)
def test_a_longer_call_never_costs_less(document, answered_at, one, other):
    shorter, longer = (cost(document, answered_at, seconds) for seconds in sorted((one, other)))
    if longer is not None:
        assert 0 <= shorter <= longer


@given(documents, answers, lengths, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rates_means_nothing(document, answered_at, seconds, random):
    before = cost(document, answered_at, seconds)
    random.shuffle(document["decks"][0]["versions"][0]["rates"])
    assert cost(document, answered_at, seconds) == before


@given(documents, answers, lengths)
@settings(max_examples=15, deadline=None)
def test_a_charge_can_be_worked_out_again_from_its_steps(document, answered_at, seconds):
    if cost(document, answered_at, seconds) is None:
        return
    charge = price_call(load_tariff(document), NUMBER, answered_at_ms=unix_ms(answered_at), seconds=seconds)
    total = Fraction(charge.connect_fee) + sum(step.amount for step in charge.steps)
    if charge.steps:
        total = max(total, Fraction(charge.min_cost))
    if charge.max_cost is not None:
        total = min(total, Fraction(charge.max_cost))
    unit = 10**charge.rounding.decimals
    assert Fraction(charge.cost) == Fraction(oracle.ROUND[charge.rounding.mode](total * unit), unit)
    assert charge.seconds == seconds
    assert charge.billed_seconds >= seconds or not charge.steps, "all within the grace"


def two_rates():
    step = {"from_s": 0, "price": "0.20", "per_s": 60, "increment_s": 60}
    day = {
        "label": "Spain, day",
        "prefixes": ["34"],
        "steps": [step],
        "rounding": {"mode": "up", "decimals": 2},
    }
    evening = {
        **day,
        "label": "Spain, evening",
        "period": {"from": "20:00"},
        "steps": [{**step, "price": "0.050"}],
    }
    version = {"effective_from": "2026-01-01T00:00:00Z", "rates": [day, evening]}
    return {"timezone": "Europe/Madrid", "on_period_change": "split", "decks": [{"versions": [version]}]}


def test_a_charge_tells_its_steps():
    answered_at_ms = unix_ms(datetime(2026, 3, 2, 18, 58, 30, tzinfo=UTC))
    charge = price_call(load_tariff(two_rates()), NUMBER, answered_at_ms=answered_at_ms, seconds=150)
    told = charge.to_dict()
    assert told == {
        "cost": "0.45",
        "prefix": "34",
        "label": "Spain, day",
        "seconds": 150,
        "billed_seconds": 180,
        "connect_fee": "0",
        "steps": [
            {"start_s": 0, "increments": 2, "increment_s": 60, "price": "0.2", "per_s": 60},
            {"start_s": 120, "increments": 1, "increment_s": 60, "price": "0.05", "per_s": 60},
        ],
        "min_cost": "0",
        "max_cost": None,
        "rounding": {"mode": "up", "decimals": 2},
        "grace_s": 0,
    }
    assert json.loads(json.dumps(told)) == told


def test_a_limit_that_disconnects_is_no_limit_of_the_cost():
    document = two_rates()
    for rate in document["decks"][0]["versions"][0]["rates"]:
        rate.update(max_cost="0.30", max_cost_then="disconnect")
    noon_ms = unix_ms(datetime(2026, 3, 2, 11, tzinfo=UTC))
    charge = price_call(load_tariff(document), NUMBER, answered_at_ms=noon_ms, seconds=120)
    assert (charge.cost, charge.max_cost) == (Decimal("0.40"), None)


def test_no_rate_says_for_which_number():
    with pytest.raises(NoRate, match="no rate for 99") as caught:
        price_call(
            load_tariff(two_rates()),
            "99",
            answered_at_ms=unix_ms(datetime(2026, 3, 2, tzinfo=UTC)),
            seconds=1,
        )
    assert (caught.value.code, caught.value.facts) == ("no_rate", {"number": "99"})
