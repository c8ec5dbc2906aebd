"""Which PINs are worth having."""

import pytest
from locutorio.core.pin import is_guessable, is_pin


@pytest.mark.parametrize("text", ["2580", "73918264"])
def test_four_to_eight_digits(text: str) -> None:
    assert is_pin(text)


@pytest.mark.parametrize("text", ["", "258", "739182645", "25a0", "٢٥٨٠", "-123", "25 0", "²³¹²"])
def test_nothing_else_is_one(text: str) -> None:
    assert not is_pin(text)


@pytest.mark.parametrize(
    "pin", ["0000", "1111111", "1234", "4321", "7890", "0987", "12345678", "1212", "123123", "12341234"]
)
def test_what_is_tried_first(pin: str) -> None:
    assert is_guessable(pin)


@pytest.mark.parametrize("pin", ["2580", "1235", "1213", "1357", "73918264", "123124"])
def test_what_is_not(pin: str) -> None:
    assert not is_guessable(pin)
