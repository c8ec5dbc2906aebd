"""Amounts as people type them, with a comma or a dot, turned into whole minor units; and back again.

A mark that is neither clearly a decimal point nor clearly a group is refused rather than guessed: money
is never taken for a thousand times what was meant. Must not know forms or pages.
"""

import re
import unicodedata
from decimal import Decimal

from babel.numbers import get_decimal_symbol, get_group_symbol

from locutorio.core.errors import ShopError
from locutorio.core.money import Currency

DIGITS_MAX = 12
PRICE_DIGITS, PRICE_DECIMALS = 6, 8  # before and after the point
_NOISE = re.compile(r"[\s\u200e\u200f\u061c€$£]")
_MARKS = {"٫": ".", "٬": ",", "،": ",", "’": "'"}


class BadMoney(ShopError):
    code = "bad_money"


def read_money(text: str, *, language: str, currency: Currency) -> int:
    """The minor units of "1,50", "1.50", "1.234,50" or "٣٫٢٥"; BadMoney for what is no clear amount.

    >>> read_money("1.234,50", language="es", currency=Currency("EUR", 2))
    123450
    >>> read_money("1.500", language="es", currency=Currency("EUR", 2))
    150000
    """
    typed = _NOISE.sub("", plain_digits(text))
    found = _grouped(typed, language, currency.decimals) or _ungrouped(typed, currency.decimals)
    if found is None or len(typed) > DIGITS_MAX:
        raise BadMoney("that is not a clear amount; write it like 12.50", text=text[:20])
    whole, fraction = found
    return currency.to_minor(Decimal(f"{whole or '0'}.{fraction or '0'}"))


def read_price(text: str) -> Decimal:
    """A price of a minute, or a percentage: "0,0125" or "0.125", finer than any coin. It has no groups of
    thousands, so the one mark there may be is its decimal point, in whatever language."""
    typed = _NOISE.sub("", plain_digits(text)).removesuffix("%")
    found = re.fullmatch(rf"(\d{{0,{PRICE_DIGITS}}})(?:[.,](\d{{1,{PRICE_DECIMALS}}}))?", typed)
    if found is None or not typed:
        raise BadMoney("that is not a clear amount; write it like 12.50", text=text[:20])
    return Decimal(f"{found[1] or '0'}.{found[2] or '0'}" if found[2] else found[1])


def write_price(price: Decimal, *, language: str) -> str:
    """The price as it would be typed, with the decimals it has."""
    return f"{price:f}".replace(".", get_decimal_symbol(language))


def write_money(amount_minor: int, *, language: str, currency: Currency) -> str:
    """The amount as it would be typed: no sign of the currency, no groups."""
    return str(currency.from_minor(amount_minor)).replace(".", get_decimal_symbol(language))


def plain_digits(text: str) -> str:
    """Figures and marks of any script as 0-9, "." and ","."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return _MARKS.get(letter, letter) if digit is None else str(digit)


def _grouped(typed: str, language: str, decimals: int) -> tuple[str, str | None] | None:
    """Groups of three are believed where this language writes them so, or where nothing else is possible."""
    for group, point in ((".", ","), (",", "."), ("'", ".")):
        shape = (
            rf"(\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(point)}(\d{{1,{max(decimals, 1)}}}))?"
        )
        found = re.fullmatch(shape, typed)
        if found and (found[2] or typed.count(group) > 1 or group == get_group_symbol(language)):
            return found[1].replace(group, ""), found[2]
    return None


def _ungrouped(typed: str, decimals: int) -> tuple[str, str | None] | None:
    found = re.fullmatch(rf"(\d*)(?:[.,](\d{{1,{max(decimals, 1)}}}))?", typed)
    return (found[1], found[2]) if found and typed else None
