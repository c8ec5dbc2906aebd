"""What a visit comes to: charges added, rounded up once, extras on top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledCall, BilledExtra, TooLittlePaid


def call(cost_minor: int | None, call_id: int = 1) -> BilledCall:
    return BilledCall(
        call_id, "Booth 1", 1_772_449_200_000, "+34 911 23 45 67", "ES", "Spain", 60, cost_minor, ""
    )


def bill(*costs: int | None, step_minor: int = 0, extras: tuple[int, ...] = ()) -> Bill:
    return Bill(
        calls=tuple(call(cost, number) for number, cost in enumerate(costs)),
        extras=tuple(BilledExtra("Coffee", 1, amount) for amount in extras),
        step_minor=step_minor,
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


def test_change():
    assert bill(126).change_minor(126) == 0
    assert bill(126).change_minor(500) == 374
    with pytest.raises(TooLittlePaid) as refused:
        bill(126).change_minor(125)
    assert refused.value.facts == {"due_minor": 126}


AMOUNTS = st.lists(st.integers(0, 10**7), max_size=20)


@given(AMOUNTS, AMOUNTS, st.integers(0, 1000))
def test_the_lines_add_up_to_what_is_due_and_rounding_stays_below_a_step(costs, extras, step_minor):
    total = bill(*costs, step_minor=step_minor, extras=tuple(extras))
    assert total.due_minor == sum(costs) + total.rounding_minor + sum(extras)
    assert 0 <= total.rounding_minor < max(step_minor, 1)
    assert step_minor <= 1 or total.rounded_minor % step_minor == 0
