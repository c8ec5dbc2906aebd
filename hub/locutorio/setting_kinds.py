"""What a setting may be: each function takes what stands in the file and returns what the program uses, or
raises ValueError with the words for what it should be. Must not know which setting it checks.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from locutorio.core.money import plain

Choice = TypeVar("Choice", str, int)


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('text in quotes, like "Barri"')
    return value


def any_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError('text in quotes, or ""')
    return value


def file(value: Any) -> str:
    """A path; the folder of the settings file is put before it."""
    return any_text(value)


def lines(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise ValueError('a list of texts, like ["Calle Mayor 1", "Barcelona"]')
    return tuple(value)


def dialled(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(number, str) and re.fullmatch(r"=?[0-9*#]{1,32}", number) for number in value
    ):
        raise ValueError('a list of digits in quotes, like ["112", "061"]')
    return tuple(value)


def whole(lowest: int, highest: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return value

    return check


def yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("true or false")
    return value


def one_of(*choices: Choice) -> Callable[[Any], Choice]:
    def check(value: Any) -> Choice:
        if value not in choices:
            raise ValueError("one of " + ", ".join(json.dumps(choice) for choice in choices))
        return choices[choices.index(value)]

    return check


def topic_level(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9-]{1,32}", value):
        raise ValueError("a short name of a-z, 0-9 and -")
    return value


def country(value: Any) -> str:
    if not isinstance(value, str) or value not in Locale("en").territories or len(value) != 2:
        raise ValueError('a country code of two letters, like "ES" or "SN"')
    return value


def timezone(value: Any) -> str:
    if value not in available_timezones():
        raise ValueError('a time zone name, like "Europe/Madrid" or "Africa/Dakar"')
    return str(value)


def language(value: Any) -> str:
    try:
        return str(Locale.parse(value).language)
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError('a language code, like "es" or "fr"') from None


def currency(value: Any) -> str:
    if value not in list_currencies():
        raise ValueError('a currency code of three letters, like "EUR" or "XOF"')
    return str(value)


def amount(value: Any) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise ValueError('an amount in quotes, like "0.05"')
    return number


def percent(value: Any) -> str:
    """A rate of tax in its one spelling; "" stays "": no tax is shown."""
    if value == "":
        return ""
    try:
        rate = amount(value)
    except ValueError:
        rate = Decimal(100)
    if rate >= 100:
        raise ValueError('percent in quotes, like "21" or "5.5", or ""')
    return plain(rate)


def or_empty(check: Callable[[Any], str]) -> Callable[[Any], str]:
    """What `check` takes, or "" for none."""

    def checked(value: Any) -> str:
        if value == "":
            return ""
        try:
            return check(value)
        except ValueError as error:
            raise ValueError(f'{error}, or ""') from None

    return checked


def url(*schemes: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or urlsplit(value).scheme not in schemes:
            raise ValueError(
                "an address that starts with " + " or ".join(f"{scheme}://" for scheme in schemes)
            )
        return value

    return check
