"""The reader's language on every page: chosen once (a cookie), else the browser's, else the shop's.

Texts stand in the pages in English and are looked up in locales/ through the same `Words` the receipts
are made with. Must not know what the texts are about.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import cast

from flask import Flask, g, request

from locutorio.core.bill import BilledCall
from locutorio.core.call import EMERGENCY_LABEL
from locutorio.core.tile import Tile
from locutorio.panel.deps import deps
from locutorio.panel.money_input import read_money, write_money, write_price
from locutorio.words import Words

# In their own words: who looks for a language must be able to read its name.
LANGUAGES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "cs": "Čeština",
    "ar": "العربية",
}
COOKIE = "language"
EXACT_DECIMALS = 6


def later(text: str) -> str:
    """Marks a text in a table for the translators; it is looked up where it is shown."""
    return text


def language() -> str:
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or deps().shop.language


def words() -> Words:
    if "words" not in g:
        g.words = Words(language(), deps().shop.timezone)
    return cast(Words, g.words)


def money(amount_minor: int) -> str:
    currency = deps().shop.currency
    return words().money(amount_minor, currency.code, currency.decimals)


def exact_money(amount: Fraction | Decimal) -> str:
    """An amount that is not rounded to coins, with as many decimals as it needs, 6 at most."""
    currency = deps().shop.currency
    parts = round(Fraction(amount) * 10**EXACT_DECIMALS)
    decimals = EXACT_DECIMALS
    while decimals > currency.decimals and parts % 10 == 0:
        parts, decimals = parts // 10, decimals - 1
    return words().money(parts, currency.code, decimals)


def minor_money(amount_minor: Decimal | int) -> str:
    """Minor units that may have fractions, as sums of exact costs have, shown to the coin."""
    return money(round(amount_minor))


def carrier_price(price: Decimal, currency: str) -> str:
    """A price as a carrier has it: in its own currency, with every decimal it has, two at least."""
    exponent = price.normalize().as_tuple().exponent
    decimals = max(2, -int(exponent))
    return words().money(int(price.scaleb(decimals)), currency, decimals)


def money_in(typed: str) -> int:
    """Minor units of an amount typed in the reader's language."""
    return read_money(typed, language=language(), currency=deps().shop.currency)


def money_typed(amount_minor: int) -> str:
    """The amount as the reader would type it."""
    return write_money(amount_minor, language=language(), currency=deps().shop.currency)


def percent(rate: Decimal | str) -> str:
    return f"{write_price(Decimal(rate), language=language())}%"


def beyond_country(call: Tile | BilledCall) -> str:
    """What the tariff's name for the destination says beside the country's. No tariff names an emergency
    call."""
    if call.destination == EMERGENCY_LABEL:
        return words().gettext(later("Emergency"))
    return beyond(call.destination, call.country)


def beyond(destination: str, country: str) -> str:
    """What a destination's name says beside its country's, in whichever of our languages: "" for "Kenya",
    "mobile" for "Kenya, mobile"."""
    for code in LANGUAGES:
        name = country_name(country, code)
        if destination == name:
            return ""
        if destination.startswith(f"{name}, "):
            return destination.removeprefix(f"{name}, ")
    return destination


@cache
def country_name(country: str, code: str) -> str:
    return Words(code, "UTC").country(country)


def speak(app: Flask) -> None:
    """Give every page the words of its reader's language and the ways to write figures in it."""

    @app.context_processor
    def _words() -> dict[str, object]:
        spoken = words()
        return {
            "_": spoken.gettext,
            "language": language(),
            "languages": LANGUAGES,
            "direction": "rtl" if spoken.right_to_left else "ltr",
            "money": money,
            "money_typed": money_typed,
            "percent": percent,
            "exact_money": exact_money,
            "minor_money": minor_money,
            "weekday": spoken.weekday,
            "carrier_price": carrier_price,
            "duration": spoken.duration,
            "span": spoken.span,
            "date": spoken.date,
            "time": spoken.time,
            "exact_time": spoken.exact_time,
            "seconds": spoken.seconds,
            "country": spoken.country,
            "beyond_country": beyond_country,
            "beyond": beyond,
        }
