"""What a bill comes to: charges added, rounded up once, extras on top, a discount off, tax in all of it."""

from decimal import Decimal

import pytest
from any_bill import bills, discounts
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledCall, BilledExtra, Discount
from locutorio.core.money import shared_out
from locutorio.core.tax import TaxLine, tax_lines


def call(cost_minor: int | None, call_id: int = 1) -> BilledCall:
    return BilledCall(
        call_id, "Booth 1", 1_772_449_200_000, "+34 911 23 45 67", "ES", "Spain", 60, cost_minor, ""
    )


def bill(*costs: int | None, step_minor: int = 0, extras: tuple[int, ...] = (), **agreed) -> Bill:
    return Bill(
        calls=tuple(call(cost, number) for number, cost in enumerate(costs)),
        extras=tuple(BilledExtra("Coffee", 1, amount, "10") for amount in extras),
        step_minor=step_minor,
        **agreed,
    )


@pytest.mark.parametrize(
    ("step_minor", "rounded_minor"), [(0, 126), (1, 126), (5, 130), (10, 130), (100, 200), (126, 126)]
)
def test_charges_are_rounded_up_to_the_step_once_and_the_difference_is_a_line(step_minor, rounded_minor):
    total = bill(60, 66, step_minor=step_minor)
    assert (total.charges_minor, total.rounded_minor) == (126, rounded_minor)
    assert total.rounding_minor == rounded_minor - 126


def test_extras_are_not_rounded():
    total = bill(126, step_minor=5, extras=(101, 2))
    assert (total.extras_minor, total.due_minor) == (103, 233)


def test_an_unpriced_call_adds_nothing_but_is_named():
    total = bill(50, None, 0)
    assert total.charges_minor == 50
    assert [each.call_id for each in total.unpriced] == [1]


@pytest.mark.parametrize(
    ("agreed", "off_minor"),
    [
        (Discount(Decimal(10), 0, "regular"), 25),  # of 2.53: 0.253
        (Discount(Decimal("12.5"), 0, "regular"), 32),  # 0.31625
        (Discount(Decimal(100), 0, "a death"), 253),
        (Discount(None, 100, "broken line"), 100),
        (Discount(None, 9999, "broken line"), 253),
    ],
)
def test_a_discount_is_of_all_and_never_of_more(agreed, off_minor):
    total = bill(126, step_minor=5, extras=(123,), discount=agreed)
    assert (total.discount_minor, total.due_minor) == (off_minor, 253 - off_minor)


def test_a_deposit_is_used_first():
    assert bill(100, deposit_minor=30).to_pay_minor == 70
    assert bill(100, deposit_minor=130).to_pay_minor == -30


def test_tax_is_worked_out_once_for_each_rate():
    total = bill(126, step_minor=5, extras=(55, 55), calls_tax="21")
    assert total.taxes == (TaxLine("21", 107, 23), TaxLine("10", 100, 10))


def test_a_discount_lessens_the_tax_of_every_rate():
    total = bill(121, extras=(121,), calls_tax="21", discount=Discount(Decimal(50), 0, "half"))
    assert total.taxes == (TaxLine("21", 50, 10), TaxLine("10", 55, 6))  # 60 and 61 are left


def test_the_same_rate_is_one_line_however_it_is_written():
    assert tax_lines([("21", 121), ("21.0", 121), ("", 5), ("0", 7)]) == (
        TaxLine("21", 200, 42),
        TaxLine("0", 7, 0),
    )


@given(bills(), discounts())
def test_the_lines_add_up_to_what_is_due(total: Bill, agreed: Discount):
    assert (
        total.due_minor
        == total.charges_minor + total.rounding_minor + total.extras_minor - total.discount_minor
    )
    assert 0 <= total.rounding_minor < max(total.step_minor, 1)
    assert total.step_minor <= 1 or total.rounded_minor % total.step_minor == 0
    assert 0 <= total.discount_minor <= total.rounded_minor + total.extras_minor
    assert 0 <= agreed.off(total.due_minor) <= total.due_minor


@given(bills(taxed=True))
def test_the_taxes_add_up_to_what_is_due(total: Bill):
    assert sum(line.net_minor + line.tax_minor for line in total.taxes) == total.due_minor
    assert all(0 <= line.tax_minor <= line.net_minor + line.tax_minor for line in total.taxes)


@given(bills(), st.integers(0, 2**20))
def test_splitting_and_joining_changes_no_sum_before_rounding(total: Bill, ticked: int):
    mine = tuple(call for at, call in enumerate(total.calls) if ticked >> at & 1)
    others = tuple(call for call in total.calls if call not in mine)
    halves = [Bill(calls, total.extras, total.step_minor) for calls in (mine, others)]
    assert sum(half.charges_minor for half in halves) == total.charges_minor
    assert halves[0].rounded_minor + halves[1].rounded_minor >= total.rounded_minor


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**9), min_size=1).filter(any))
def test_what_is_shared_out_is_all_there_is_and_nobody_waits_for_more_than_one(amount_minor, weights):
    shares = shared_out(amount_minor, weights)
    assert sum(shares) == amount_minor
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount_minor * weight) < sum(weights)
