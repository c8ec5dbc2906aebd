"""Paying: change, ways that give none, and the coins there are."""

import pytest
from any_bill import bills
from hypothesis import assume, given
from hypothesis import strategies as st
from locutorio.core.bill import Bill
from locutorio.core.tender import (
    METHODS,
    Paid,
    Payment,
    Tender,
    TooLittlePaid,
    TooMuch,
    UnknownMethod,
    in_coins,
    settle,
)


def paid(to_pay_minor: int, *given: tuple[str, int], step: int = 0) -> Paid:
    return settle(to_pay_minor, [Tender(*one) for one in given], cash_step_minor=step)


def test_cash_gives_change():
    assert paid(126, ("cash", 200)) == Paid((Payment("cash", 126, 200),), 0, 74)


def test_several_ways():
    assert paid(1000, ("card", 400), ("cash", 100), ("transfer", 300), ("cash", 250)) == Paid(
        (Payment("card", 400, 400), Payment("transfer", 300, 300), Payment("cash", 300, 350)), 0, 50
    )


@pytest.mark.parametrize(
    ("to_pay", "coins", "rounding"), [(1002, 1000, -2), (1003, 1005, 2), (1005, 1005, 0), (2, 0, -2)]
)
def test_only_cash_is_rounded_to_coins(to_pay, coins, rounding):
    assert paid(to_pay, ("cash", coins), step=5).cash_rounding_minor == rounding
    assert paid(to_pay, ("card", to_pay), step=5).cash_rounding_minor == 0
    assert paid(to_pay + 100, ("card", 100), ("cash", coins), step=5).cash_rounding_minor == rounding


def test_what_is_over_of_a_deposit_comes_back_in_coins():
    assert paid(-123, step=5) == Paid((Payment("cash", -125, 0),), -2, 125)
    assert paid(-123) == Paid((Payment("cash", -123, 0),), 0, 123)
    with pytest.raises(TooMuch):
        paid(-123, ("card", 1))


def test_nothing_is_paid_with_nothing():
    assert paid(0) == paid(0, ("cash", 0)) == paid(0, ("card", 0)) == Paid((), 0, 0)


@pytest.mark.parametrize("given", [(("cash", 125),), (("card", 125),), (), (("card", 100), ("cash", 25))])
def test_too_little(given):
    with pytest.raises(TooLittlePaid) as refused:
        paid(126, *given)
    assert refused.value.facts["left_minor"] == 126 - sum(amount for _, amount in given)


@pytest.mark.parametrize(
    "given", [(("card", 127),), (("card", 100), ("transfer", 27)), (("card", 127), ("cash", 5))]
)
def test_too_much_by_a_way_that_gives_no_change(given):
    with pytest.raises(TooMuch):
        paid(126, *given)


def test_what_is_no_money():
    with pytest.raises(UnknownMethod):
        paid(126, ("shells", 126))
    with pytest.raises(TooLittlePaid):
        paid(126, ("cash", 226), ("card", -100))


@given(st.integers(-(10**9), 10**9), st.sampled_from([0, 1, 5, 10, 25, 100]))
def test_coins_are_never_further_off_than_half_the_smallest(amount_minor, step_minor):
    coins = in_coins(amount_minor, step_minor)
    assert abs(coins - amount_minor) * 2 <= max(step_minor, 1)
    assert step_minor <= 1 or coins % step_minor == 0
    assert in_coins(-amount_minor, step_minor) == -coins


@given(
    bills(),
    st.lists(st.tuples(st.sampled_from(METHODS), st.integers(0, 10**7)), max_size=4),
    st.sampled_from([0, 5, 100]),
    st.booleans(),
)
def test_what_is_put_down_less_the_change_is_what_is_due(total: Bill, given_, step_minor, fill: bool):
    tenders = [Tender(*one) for one in given_]
    if fill:  # most amounts drawn at random are too little
        others = sum(one.amount_minor for one in tenders if one.method != "cash")
        tenders.append(Tender("cash", max(0, total.to_pay_minor - others) + 100))
    try:
        result = settle(total.to_pay_minor, tenders, cash_step_minor=step_minor)
    except (TooLittlePaid, TooMuch):
        assume(False)
        return
    due_minor = total.due_minor + result.cash_rounding_minor
    assert total.deposit_minor + sum(one.amount_minor for one in result.payments) == due_minor
    assert (
        total.deposit_minor + sum(one.given_minor for one in result.payments) - result.change_minor
        == due_minor
    )
    assert result.change_minor >= 0
    assert [
        one for one in result.payments if one.method != "cash" and one.amount_minor != one.given_minor
    ] == []
