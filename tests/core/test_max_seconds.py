"""How long an amount lasts is the price turned round: the last second at which it is not above the amount.

So billing exactly that many seconds never exceeds the amount, and one second more, which is always one
increment more, does. Grace, free seconds, minimum and a maximum that leaves the rest free need no word of
their own: a longer call never costs less. A maximum that disconnects lowers the amount to itself.
"""

from decimal import Decimal

import oracle
import pytest
from any_tariff import NUMBER, answers, documents, lengths, unix_ms
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.plans import pricing_for
from locutorio.core.rating import NoRate, max_seconds, price_call
from locutorio.core.tariff_document import load_tariff

amounts = st.sampled_from(["0", "0.3", "1", "5"]).map(Decimal) | st.decimals(0, 50, places=3)


def cost(tariff, at, seconds):
    """None where there is no rate."""
    try:
        return price_call(tariff, NUMBER, seconds=seconds, **at).cost
    except NoRate:
        return None


def limit(tariff, at, amount):
    """The amount, or less where the rate at the answer disconnects."""
    rate = pricing_for(tariff, NUMBER, up_to_s=1, **at).rate
    return min(amount, rate.max_cost) if rate.disconnect else amount


@given(documents, answers, amounts, lengths)
@settings(max_examples=60, deadline=None)
def test_the_last_second_the_amount_pays_for(document, answered_at, amount, at_most_s):
    tariff, at = load_tariff(document), {"answered_at_ms": unix_ms(answered_at)}
    try:
        bought = max_seconds(tariff, NUMBER, amount=amount, at_most_s=at_most_s, **at)
    except NoRate:
        assert cost(tariff, at, 0) is None
        return
    assert 0 <= bought <= at_most_s
    assert cost(tariff, at, bought) <= limit(tariff, at, amount)
    if bought < at_most_s:
        one_more = cost(tariff, at, bought + 1)
        assert one_more is None or one_more > limit(tariff, at, amount)


@given(documents, answers, amounts)
@settings(max_examples=25, deadline=None)
def test_one_second_more_is_one_increment_more(document, answered_at, amount):
    """The seconds bought end where an increment ends; but where the grace does, no increment was begun."""
    tariff, at = load_tariff(document), {"answered_at_ms": unix_ms(answered_at)}
    try:
        bought = max_seconds(tariff, NUMBER, amount=amount, at_most_s=40_000, **at)
        more = price_call(tariff, NUMBER, seconds=bought + 1, **at)
    except NoRate:
        return
    if bought < 40_000:
        grace_s = pricing_for(tariff, NUMBER, up_to_s=1, **at).plan.grace_s
        begun = more.steps[-1].end_s - more.steps[-1].increment_s
        assert begun == bought or bought + 1 == grace_s


@given(documents, answers, amounts)
@settings(max_examples=10, deadline=None)
def test_no_other_length_the_amount_pays_for_is_longer(document, answered_at, amount):
    """Every length tried, by the slow and obvious way."""
    tariff, at = load_tariff(document), {"answered_at_ms": unix_ms(answered_at)}

    def slowly(seconds):
        try:
            return oracle.cost(document, NUMBER, answered_at, seconds)
        except oracle.NoRateError:
            return None

    if slowly(0) is None:
        return
    bought = max_seconds(tariff, NUMBER, amount=amount, at_most_s=130, **at)
    costs = [slowly(seconds) for seconds in range(131)]
    paid = [
        seconds
        for seconds, each in enumerate(costs)
        if each is not None and each <= limit(tariff, at, amount)
    ]
    assert bought == max(paid)


def tariff_of(**terms):
    steps = [{"from_s": 0, "price": "0.60", "per_s": 60, "increment_s": 30}]
    rate = {"prefixes": ["34"], "steps": steps, "rounding": {"mode": "up", "decimals": 2}, **terms}
    version = {"effective_from": "2020-01-01T00:00:00Z", "rates": [rate]}
    return load_tariff({"timezone": "UTC", "on_period_change": "split", "decks": [{"versions": [version]}]})


@pytest.mark.parametrize(
    ("terms", "amount", "bought_s"),
    [
        ({}, "0.60", 60),
        ({}, "0.89", 60),
        ({}, "0.29", 0),
        ({"grace_s": 10}, "0", 9),
        ({"grace_s": 10}, "0.29", 9),
        ({"grace_s": 10}, "0.30", 30),
        ({"free_s": 45}, "0", 45),
        ({"free_s": 45}, "0.30", 75),
        ({"free_s": 45, "connect_fee": "0.10"}, "0.09", 0),
        ({"free_s": 45, "connect_fee": "0.10"}, "0.10", 45),
        ({"free_s": 45, "grace_s": 60}, "0.29", 59),
        ({"min_cost": "0.50"}, "0.49", 0),
        ({"min_cost": "0.50"}, "0.50", 30),
        ({"max_cost": "0.60", "max_cost_then": "free"}, "0.59", 30),
        ({"max_cost": "0.60", "max_cost_then": "free"}, "0.60", 3600),
        ({"max_cost": "0.70", "max_cost_then": "disconnect"}, "5", 60),
        ({"max_cost": "0.20", "max_cost_then": "disconnect"}, "5", 0),
        ({"max_cost": "0.20", "max_cost_then": "disconnect", "grace_s": 5}, "5", 4),
    ],
)
def test_an_hour_at_most(terms, amount, bought_s):
    tariff = tariff_of(**terms)
    bought = max_seconds(
        tariff, NUMBER, answered_at_ms=1_772_449_200_000, amount=Decimal(amount), at_most_s=3600
    )
    assert bought == bought_s
