"""What must hold of every price, whatever the tariff; and what a charge tells about itself."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.rating import NoRate, max_seconds, price_call
from locutorio.core.tariff import load_tariff

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NUMBER = "34911234567"

# Few and telling values: hypothesis then tries more whole tariffs in the same time.
amounts = st.sampled_from(["0", "0.001", "0.05", "0.125", "1", "2.999"])
increments = st.sampled_from([1, 7, 60, 90, 3000])
times = st.sampled_from(["00:00", "01:30", "02:00", "02:30", "08:00", "20:00", "23:00"])
days = st.sampled_from([[1], [5, 6], [1, 2, 3, 4, 5], [6, 7]])
periods = st.fixed_dictionaries(
    {}, optional={"weekdays": days, "month_days": days, "from": times, "to": times}
)
roundings = st.sampled_from([("up", 2), ("half_up", 2), ("down", 2), ("half_up", 0), ("up", 4)])
later_steps = st.sampled_from([[], [60], [90, 600], [3000]])
limits = st.sampled_from(
    [
        {},
        {"min_cost": "0.3"},
        {"max_cost": "5", "max_cost_then": "free"},
        {"min_cost": "1", "max_cost": "1", "max_cost_then": "free"},
        {"max_cost": "2", "max_cost_then": "disconnect"},
    ]
)


def step(from_s, price, increment_s):
    return {"from_s": from_s, "price": price, "per_s": 60, "increment_s": increment_s}


@st.composite
def rates(draw):
    mode, decimals = draw(roundings)
    return {
        "prefixes": draw(st.sampled_from([["34"], ["34", "349"], ["349"], [""]])),
        "period": draw(periods),
        "priority": draw(st.integers(-1, 1)),
        "connect_fee": draw(amounts),
        "steps": [step(from_s, draw(amounts), draw(increments)) for from_s in [0, *draw(later_steps)]],
        "rounding": {"mode": mode, "decimals": decimals},
        **draw(limits),
    }


def rank(rate):
    return rate["priority"], rate["period"].get("from", "00:00")


tariffs = st.fixed_dictionaries(
    {
        "timezone": st.sampled_from(["Europe/Madrid", "UTC", "Australia/Lord_Howe", "America/Havana"]),
        "on_period_change": st.sampled_from(["split", "split", "start"]),
        "decks": st.lists(rates(), min_size=1, max_size=4, unique_by=rank).map(
            lambda rates: [{"versions": [{"effective_from": "2020-01-01T00:00:00Z", "rates": rates}]}]
        ),
    }
)


# Days on which some of those zones change their clocks, and plain ones.
answers = st.builds(
    lambda day, after: datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(milliseconds=after),
    st.sampled_from(["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-24", "2026-11-01", "2026-12-31"]),
    st.integers(0, 36 * 3600 * 1000),
)
lengths = st.integers(0, 400) | st.integers(0, 40_000)


def unix_ms(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)


def cost(document, answered_at, seconds):
    """None where there is no rate."""
    try:
        charge = price_call(
            load_tariff(document), NUMBER, answered_at_ms=unix_ms(answered_at), seconds=seconds
        )
    except NoRate:
        return None
    return charge.cost


@given(tariffs, answers, lengths)
@settings(max_examples=40, deadline=None)
def test_agrees_with_the_slow_and_obvious_way(document, answered_at, seconds):
    try:
        wanted = oracle.cost(document, NUMBER, answered_at, seconds)
    except oracle.NoRateError:
        wanted = None
    assert cost(document, answered_at, seconds) == wanted


@given(tariffs, answers, lengths, lengths)
@settings(max_examples=20, deadline=None)
def test_a_longer_call_never_costs_less(document, answered_at, one, other):
    shorter, longer = (cost(document, answered_at, seconds) for seconds in sorted((one, other)))
    if longer is not None:
        assert 0 <= shorter <= longer


@given(tariffs, answers, st.decimals(0, 50, places=3), lengths)
@settings(max_examples=30, deadline=None)
def test_max_seconds_is_the_last_second_the_amount_pays_for(document, answered_at, amount, at_most_s):
    tariff = load_tariff(document)
    at = {"answered_at_ms": unix_ms(answered_at)}
    try:
        bought = max_seconds(tariff, NUMBER, amount=amount, at_most_s=at_most_s, **at)
    except NoRate:
        assert cost(document, answered_at, 0) is None
        return
    assert price_call(tariff, NUMBER, seconds=bought, **at).cost <= amount
    if bought < at_most_s:
        one_more = cost(document, answered_at, bought + 1)
        assert one_more is None or one_more > min(amount, cutoff(tariff, answered_at) or amount)


def cutoff(tariff, answered_at):
    """The amount at which the rate of the answer disconnects."""
    at_ms = unix_ms(answered_at)
    prefix, _ = tariff.rates_for(NUMBER, at_ms)
    local = answered_at.astimezone(tariff.zone)
    rate = next(r for r in tariff.decks[0].versions[0].by_prefix[prefix] if r.period.holds(local))
    return rate.max_cost if rate.disconnect else None


@given(tariffs, answers, lengths, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rates_means_nothing(document, answered_at, seconds, random):
    before = cost(document, answered_at, seconds)
    random.shuffle(document["decks"][0]["versions"][0]["rates"])
    assert cost(document, answered_at, seconds) == before


@given(tariffs, answers, lengths)
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
    assert charge.billed_seconds >= charge.seconds == seconds


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
