"""Money is whole and exact, and a session is rounded up, never down."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.money import Currency, InexactMoney, plain, round_up_to_step

EUR = Currency("EUR", 2)
XOF = Currency("XOF", 0)


@pytest.mark.parametrize(
    ("amount_minor", "step_minor", "rounded"),
    [
        (126, 5, 130),
        (126, 100, 200),
        (126, 0, 126),
        (126, 1, 126),
        (130, 5, 130),
        (0, 5, 0),
        (48, 2, 48),
        (1, 1000, 1000),
    ],
)
def test_round_up_to_step(amount_minor, step_minor, rounded):
    assert round_up_to_step(amount_minor, step_minor) == rounded


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_rounding_up_adds_less_than_a_step(amount_minor, step_minor):
    rounded = round_up_to_step(amount_minor, step_minor)
    assert 0 <= rounded - amount_minor < max(step_minor, 1)
    assert rounded % max(step_minor, 1) == 0


def test_minor_units_and_back():
    assert EUR.to_minor(Decimal("1.26")) == 126
    assert XOF.to_minor(Decimal("65")) == 65
    assert str(EUR.from_minor(5)) == "0.05"


def test_half_a_cent_is_refused():
    with pytest.raises(InexactMoney, match=r"0\.005 EUR"):
        EUR.to_minor(Decimal("0.005"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("1810.50", "1810.5"),
        ("100", "100"),
        ("1E+2", "100"),
        ("1E-20", "0." + "0" * 19 + "1"),
    ],
)
def test_plain(amount, text):
    assert plain(Decimal(amount)) == text


@given(st.integers(0, 10**40), st.integers(0, 25))
def test_plain_loses_nothing(units, decimals):
    text = plain(Decimal(f"{units}E-{decimals}"))
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))
    assert Decimal(text) == Decimal(f"{units}E-{decimals}")
