"""What stands below a call on a receipt: taken from the charge, and only what made the cost."""

import json
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.rates import Rate, Rounding, Step
from locutorio.core.rating import price_call
from locutorio.core.tariff import Deck, RateList, Tariff
from locutorio.core.working import Run, Working, working_of


def detail(seconds, *, fee="0", price="0.10", first_s=60, next_s=60, **limits):
    steps = (Step(0, Decimal(price), 60, first_s), Step(first_s, Decimal(price), 60, next_s))
    limits = {name: Decimal(limit) for name, limit in limits.items()}
    rate = Rate(("34",), steps, Rounding("up", 2), connect_fee=Decimal(fee), **limits)
    tariff = Tariff((Deck((RateList(0, (rate,)),)),), ZoneInfo("UTC"))
    charge = price_call(tariff, "34911", answered_at_ms=0, seconds=seconds)
    return charge.cost, json.dumps(charge.to_dict())


def test_fee_and_increments():
    _, text = detail(65, fee="0.15", next_s=1)
    assert working_of(text) == Working("0.15", (Run(1, 60, "0.1", 60), Run(5, 1, "0.1", 60)))


@pytest.mark.parametrize(
    ("seconds", "limits", "at_least", "at_most"),
    [
        (60, {"min_cost": "0.25"}, "0.25", ""),
        (180, {"min_cost": "0.25"}, "", ""),
        (180, {"min_cost": "0.30"}, "", ""),
        (660, {"max_cost": "1"}, "", "1"),
        (600, {"max_cost": "1"}, "", ""),
        (60, {"min_cost": "0.25", "max_cost": "0.25"}, "0.25", ""),
    ],
)
def test_a_limit_is_named_only_where_it_made_the_cost(seconds, limits, at_least, at_most):
    _, text = detail(seconds, **limits)
    working = working_of(text)
    assert (working.connect_fee, working.at_least, working.at_most) == ("", at_least, at_most)


def test_nothing_charged_nothing_to_show():
    assert working_of("") is None
    assert working_of(detail(0)[1]) is None


@given(
    st.integers(1, 4000), st.integers(1, 90), st.integers(1, 90), st.sampled_from(["0", "0.15"]),
    st.fixed_dictionaries({}, optional={"min_cost": st.just("0.5"), "max_cost": st.just("2")}),
)  # fmt: skip
def test_whoever_does_the_sum_again_comes_to_the_cost(seconds, first_s, next_s, fee, limits):
    cost, text = detail(seconds, fee=fee, first_s=first_s, next_s=next_s, **limits)
    working = working_of(text)
    total = Fraction(working.connect_fee or 0) + sum(run.amount for run in working.runs)
    total = max(total, Fraction(working.at_least or 0))
    total = Fraction(working.at_most) if working.at_most else total
    assert cost == Decimal(-(-total * 100 // 1)) / 100
