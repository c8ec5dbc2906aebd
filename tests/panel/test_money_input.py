"""Amounts as typed: with a comma or a dot, in three kinds of currency, and never a thousandfold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.money import Currency, InexactMoney
from locutorio.panel.language import LANGUAGES
from locutorio.panel.money_input import BadMoney, read_money, read_price, write_money, write_price

EUR, TND, XOF = Currency("EUR", 2), Currency("TND", 3), Currency("XOF", 0)


@pytest.mark.parametrize(
    ("typed", "language", "currency", "minor"),
    [
        ("1,50", "es", EUR, 150),
        ("1.50", "es", EUR, 150),
        ("1,5", "en", EUR, 150),
        ("12", "fr", EUR, 1200),
        (".5", "en", EUR, 50),
        ("1.234,50", "en", EUR, 123450),
        ("1,234.50", "es", EUR, 123450),
        ("1.500", "es", EUR, 150000),
        ("1,500", "en", EUR, 150000),
        ("1 234,5 €", "fr", EUR, 123450),
        ("1.234.567", "fr", EUR, 123456700),
        ("٣٫٢٥", "ar", EUR, 325),
        ("1'200.50", "en", EUR, 120050),
        ("1,500", "fr", TND, 1500),
        ("500", "fr", XOF, 500),
        ("1.500", "es", XOF, 1500),
    ],
)
def test_understood(typed: str, language: str, currency: Currency, minor: int) -> None:
    assert read_money(typed, language=language, currency=currency) == minor


@pytest.mark.parametrize(
    "typed", ["", " ", "-1", "1e5", "1.500", "1.2.3", "1234,567.00", ".", ",", "a", "1" * 13, "1,2345", "٫"]
)
def test_refused_rather_than_guessed(typed: str) -> None:
    with pytest.raises(BadMoney):
        read_money(typed, language="en", currency=EUR)


def test_no_parts_of_the_smallest_coin() -> None:
    with pytest.raises((BadMoney, InexactMoney)):
        read_money("1,5", language="fr", currency=XOF)


@given(st.integers(0, 10**8), st.sampled_from(sorted(LANGUAGES)), st.sampled_from([EUR, TND, XOF]))
def test_what_we_write_we_read(minor: int, language: str, currency: Currency) -> None:
    typed = write_money(minor, language=language, currency=currency)
    assert read_money(typed, language=language, currency=currency) == minor


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("0,125", "0.125"),
        ("0.0125", "0.0125"),
        ("20 %", "20"),
        ("1.500", "1.500"),
        ("٠٫٠٥", "0.05"),
        (".5", "0.5"),
    ],
)
def test_a_price_has_one_mark_and_that_is_its_point(typed: str, price: str) -> None:
    assert str(read_price(typed)) == price


@pytest.mark.parametrize("typed", ["", " ", "%", "-1", "1.234,5", "1e3", "1234567", "0.123456789", "."])
def test_what_is_no_price_is_refused(typed: str) -> None:
    with pytest.raises(BadMoney):
        read_price(typed)


@pytest.mark.parametrize("language", LANGUAGES)
@given(price=st.decimals(min_value=0, max_value=999_999, places=6))
def test_a_price_written_is_read_again(language: str, price: Decimal) -> None:
    assert read_price(write_price(price, language=language)) == price
