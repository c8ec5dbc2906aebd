"""The fields of a recipe as an owner types them: each kind read from text, and written as text again.

A field is named by its place in the recipe ("terms.percent", "rules[3].period.from"), so a mistake found
there is shown there. What the editor has no field for is carried along as it stands. Must not know pages.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import phonenumbers

from locutorio.core.errors import ShopError
from locutorio.core.written import AMOUNT
from locutorio.panel.language import LANGUAGES, country_name
from locutorio.panel.money_input import plain_digits, read_price, write_price

SEPARATORS = re.compile(r"[,;،\n]+")


class BadNumber(ShopError):
    code = "bad_number"


class UnknownCountry(ShopError):
    code = "unknown_country"


class BadGroup(ShopError):
    code = "bad_group"


class NothingNamed(ShopError):
    code = "nothing_named"


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` makes the recipe's value of what was typed, `write` the other way round; both are told the
    reader's language."""

    read: Callable[[str, str], Any]
    write: Callable[[Any, str], str]


def read_amount(typed: str, _: str) -> str:
    return f"{read_price(typed):f}"


def read_percent(typed: str, language: str) -> str:
    """A markup below zero is a discount."""
    sign = "-" if typed.strip()[:1] in ("-", "−") else ""
    return sign + read_amount(typed.strip().lstrip("-−"), language)


def write_amount(value: Any, language: str) -> str:
    text = str(value)
    return write_price(Decimal(text), language=language) if AMOUNT.fullmatch(text.lstrip("-")) else text


def read_whole(typed: str, _: str) -> int:
    digits = plain_digits(typed).strip()
    if not re.fullmatch(r"-?[0-9]{1,9}", digits):
        raise BadNumber("write a whole number", text=typed[:20])
    return int(digits)


def read_words(typed: str, _: str) -> list[str]:
    return [word for word in (part.strip() for part in SEPARATORS.split(typed)) if word]


def read_prefixes(typed: str, language: str) -> list[str]:
    """As people write them: "+34 806" and "0034806" are 34806; a code of the country's own keeps its "="."""
    return [re.sub(r"^(\+|00)|[\s().-]", "", plain_digits(word)) for word in read_words(typed, language)]


def write_words(value: Any, _: str) -> str:
    return ", ".join(map(str, value))


def read_countries(typed: str, _: str) -> list[str]:
    """By their names in any of the panel's languages, or by ISO code."""
    return [country_code(word) for word in read_words(typed, "")]


def write_countries(value: Any, language: str) -> str:
    return ", ".join(country_name(code, language) for code in value)


def country_code(word: str) -> str:
    found = _countries().get(word.casefold())
    if found is None:
        raise UnknownCountry(f"{word} is not a country", text=word[:40])
    return found


def countries(language: str) -> list[str]:
    """Their names, by the alphabet."""
    return sorted(country_name(code, language) for code in phonenumbers.SUPPORTED_REGIONS)


def countries_named(beginning: str, language: str) -> list[str]:
    """The ISO codes of those whose names begin so, by the alphabet."""
    wanted = beginning.casefold()
    names = sorted((country_name(code, language).casefold(), code) for code in phonenumbers.SUPPORTED_REGIONS)
    return [code for name, code in names if name.startswith(wanted)]


@cache
def _countries() -> dict[str, str]:
    """ISO codes by every name they have here."""
    codes = sorted(phonenumbers.SUPPORTED_REGIONS)
    names = {country_name(code, language).casefold(): code for language in LANGUAGES for code in codes}
    return names | {code.casefold(): code for code in codes}


def read_groups(typed: str, language: str) -> dict[str, list[str]]:
    """A line for each: "Maghreb: Morocco, Algeria, Tunisia"."""
    groups = {}
    for line in filter(str.strip, typed.splitlines()):
        name, colon, members = line.partition(":")
        if not colon or not name.strip() or not members.strip():
            raise BadGroup("write a group as “Name: country, country”", text=line[:40])
        groups[name.strip()] = read_countries(members, language)
    return groups


def write_groups(value: Any, language: str) -> str:
    return "\n".join(f"{name}: {write_countries(members, language)}" for name, members in value.items())


AMOUNTS = Kind(read_amount, write_amount)
PERCENT = Kind(read_percent, write_amount)
WHOLE = Kind(read_whole, lambda value, _: str(value))
TEXT = Kind(lambda typed, _: typed.strip(), lambda value, _: str(value))
YES_OR_NO = Kind(lambda typed, _: typed == "1", lambda value, _: "1" if value else "0")
DAYS = Kind(
    lambda typed, _: [int(day) for day in typed.split(",")], lambda value, _: ",".join(map(str, value))
)
REST_FREE = Kind(lambda typed, _: typed, lambda value, _: "" if value == "free" else str(value))
WORDS = Kind(read_words, write_words)
PREFIXES = Kind(read_prefixes, write_words)
COUNTRIES = Kind(read_countries, write_countries)
GROUPS = Kind(read_groups, write_groups)
KEPT = Kind(lambda typed, _: json.loads(typed), lambda value, _: json.dumps(value))

# By a field's place, without that of its rule.
KINDS = {
    "price": AMOUNTS, "fixed": AMOUNTS, "percent": PERCENT, "connect_fee": AMOUNTS, "price_decimals": WHOLE,
    "first_s": WHOLE, "next_s": WHOLE, "min_cost": AMOUNTS, "max_cost": AMOUNTS, "max_cost_then": REST_FREE,
    "grace_s": WHOLE, "free_s": WHOLE, "label": TEXT, "priority": WHOLE,
    "forbidden": YES_OR_NO, "hidden": YES_OR_NO, "premium": YES_OR_NO,
    "rounding.mode": TEXT, "rounding.decimals": WHOLE,
    "later[0].from_s": WHOLE, "later[0].price": AMOUNTS, "later[0].percent": PERCENT,
    "period.weekdays": DAYS, "period.from": TEXT, "period.to": TEXT, "period.dates": WORDS,
    "period.holidays": TEXT,
    "where.countries": COUNTRIES, "where.group": TEXT, "where.prefixes": PREFIXES,
    "exchange": AMOUNTS, "groups": GROUPS, "timezone": TEXT, "on_period_change": TEXT, "currency": TEXT,
    "name": TEXT,
}  # fmt: skip


def kind_of(place: str) -> Kind:
    """KEPT for a field the editor has no room for."""
    return KINDS.get(re.sub(r"^(terms|rules\[\d+\])\.", "", place), KEPT)
