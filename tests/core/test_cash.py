"""Coins and notes, and what is likely to be laid on the counter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.cash import IN_HAND, SUGGESTED_MAX, denominations, likely, smallest

DECIMALS = {"TND": 3, "XOF": 0, "XAF": 0}
CURRENCIES = [(code, DECIMALS.get(code, 2)) for code in IN_HAND] + [("GHS", 2), ("KWD", 3), ("JPY", 0)]


@pytest.mark.parametrize(("code", "decimals"), CURRENCIES)
def test_pieces_come_largest_first_and_each_once(code: str, decimals: int) -> None:
    pieces = denominations(code, decimals)
    assert list(pieces) == sorted(set(pieces), reverse=True)
    assert smallest(code, decimals) == pieces[-1] > 0


@pytest.mark.parametrize(
    ("code", "decimals", "largest", "coin"),
    [
        ("EUR", 2, 50000, 1),
        ("TND", 3, 50000, 10),
        ("XOF", 0, 10000, 1),
        ("CHF", 2, 100000, 5),
        ("JPY", 0, 1000, 1),
    ],
)
def test_they_are_in_minor_units(code: str, decimals: int, largest: int, coin: int) -> None:
    pieces = denominations(code, decimals)
    assert (pieces[0], pieces[-1]) == (largest, coin)


@pytest.mark.parametrize(
    ("due_minor", "laid"),
    [
        (40, (50, 100, 200, 500)),
        (90, (100, 200, 500, 1000)),
        (365, (400, 500, 1000, 2000)),
        (1230, (1500, 2000, 5000, 10000)),
        (500, (600, 1000, 2000, 5000)),
        (60000, (100000,)),
    ],
)
def test_what_somebody_lays_down_in_euros(due_minor: int, laid: tuple[int, ...]) -> None:
    assert likely(due_minor, denominations("EUR", 2)) == laid


@given(st.sampled_from(CURRENCIES), st.integers(min_value=1, max_value=10**7))
def test_it_is_always_more_than_is_owed_and_soon_enough_said(
    currency: tuple[str, int], due_minor: int
) -> None:
    laid = likely(due_minor, denominations(*currency))
    assert list(laid) == sorted(set(laid))
    assert all(amount > due_minor for amount in laid)
    assert len(laid) <= SUGGESTED_MAX
