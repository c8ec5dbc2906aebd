"""Which days are holidays: looked up once, when a tariff or a package is adopted. Before station 5.

Its owner writes `"holidays": "ES-CT"`; what is kept says the days themselves, so that no later version of
the library can change a price. Must not know what a tariff or a package is, nor read a clock.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import holidays

from locutorio.core.document import DocumentError, Section

YEARS = 5  # the year it is adopted in, and four more

Change = Callable[[object, str], object]


class UnknownHolidays(DocumentError):
    code = "unknown_holidays"


def expand(document: Mapping[str, Any], *, from_year: int) -> dict[str, Any]:
    """The document with the days of its holidays in it, from `from_year` on; UnknownHolidays names the
    place of those that nobody has a list of. What an earlier expansion wrote is written anew."""

    def days(value: object, place: str) -> dict[str, object]:
        of = _of(value, place)
        return {"of": of, "dates": _days(of, place, range(from_year, from_year + YEARS))}

    return {name: _changed(value, name, name, days) for name, value in document.items()}


def fold(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document as its owner writes it: expand() turned round."""
    return {name: _changed(value, name, name, _of) for name, value in document.items()}


def _changed(value: object, name: str, place: str, change: Change) -> object:
    """`value` with the holidays of every period in it changed."""
    if isinstance(value, list):
        return [_changed(inner, "", f"{place}[{index}]", change) for index, inner in enumerate(value)]
    if not isinstance(value, Mapping):
        return value
    changed = {key: _changed(inner, key, f"{place}.{key}", change) for key, inner in value.items()}
    if name == "period" and "holidays" in value:
        changed["holidays"] = change(value["holidays"], f"{place}.holidays")
    return changed


def _of(value: object, place: str) -> str:
    """Whose holidays: `value` is their name, or what expand() made of it."""
    if isinstance(value, str):
        return value
    section = Section(value, place, UnknownHolidays)
    section.take("dates")
    with section:
        return section.text("of")


def _days(of: str, place: str, years: range) -> list[str]:
    country, dash, region = of.partition("-")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of days that are not certain yet: an estimate is a day too
            found = holidays.country_holidays(country, subdiv=region if dash else None, years=years)
    except NotImplementedError:
        raise _unknown(of, place, regions=holidays.list_supported_countries().get(country)) from None
    if not found or of.endswith("-"):
        raise _unknown(of, place)
    return [day.isoformat() for day in sorted(found)]


def _unknown(of: str, place: str, regions: Sequence[str] | None = None) -> UnknownHolidays:
    country = of.partition("-")[0]
    known = [country, *(f"{country}-{region}" for region in regions)] if regions else ["ES", "ES-CT"]
    return UnknownHolidays(
        f'{place}: no holidays are known of "{of}": write a country or a region of one, like '
        + ", ".join(known),
        place=place,
    )
