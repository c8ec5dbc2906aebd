"""Dates as carriers write them, and the moments they mean. Before station 5.

A date is the day's first moment in the shop's time zone; as an end it is the last day, so that the moment is
the midnight after it. With a time of day it is that moment. Must not know rows, columns or today's date.

>>> begins_ms("01/12/2026", "dmy", ZoneInfo("UTC")) == begins_ms("Dec 1, 2026", "mdy", ZoneInfo("UTC"))
True
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.wording import phrases, plain

DMY, MDY = "dmy", "mdy"
FIRST_YEAR, NEVER_YEAR = 1990, 2100  # 31/12/2999 and the like mean: never
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = phrases("""
    n/a, now, immediate, immediately, asap, inmediato, de inmediato, immédiat, immédiatement
    imediato, de imediato, ihned, okamžitě, فوري, الآن""")
MIDNIGHT = time()
LONGEST_WRITTEN = 60  # characters
UTC_NAMES = ("Z", "UTC", "GMT")
MONTHS = (
    "jan ene",
    "feb fev",
    "mar",
    "apr abr avr",
    "may mai",
    "jun",
    "jul",
    "aug ago aou",
    "sep set",
    "oct out",
    "nov",
    "dec dic dez",
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}

TIME = re.compile(
    r"(?: +|(?<=[0-9])T)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?P<part>\.[0-9]{1,6})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<offset>Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}))?$"
)
YEAR_FIRST = re.compile(
    r"([0-9]{4})([-/. ]?)([0-9]{2})\2([0-9]{2})|([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
)
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4}|[0-9]{2})")
DAY_AND_NAME = re.compile(
    r"([0-9]{1,2})\.?(?:[-/. ]| de )*([^\W\d_]{3,})\.?(?:[-/., ]| de )*([0-9]{4}|[0-9]{2})"
)
NAME_AND_DAY = re.compile(r"([^\W\d_]{3,})\.?[- ]+([0-9]{1,2})[-, ]+([0-9]{4}|[0-9]{2})")


def begins_ms(text: str, form: str, zone: ZoneInfo) -> int | None:
    """None: at once."""
    return _moment_ms(text, form, zone, date_adds=timedelta(0))


def ends_ms(text: str, form: str, zone: ZoneInfo) -> int | None:
    """The first moment at which it is over; None: never."""
    return _moment_ms(text, form, zone, date_adds=DAY)


def is_date(text: str) -> bool:
    """Whether it can only be read as a date."""
    for form in (DMY, MDY):
        try:
            return _read(text, form) is not None
        except Unreadable:
            continue
    return False


def date_forms(cells: Iterable[str]) -> set[str]:
    """Day or month first? The forms in which all of these dates can be read; both if they leave it open."""
    found: set[str] = set()
    possible = {DMY, MDY}
    for match in filter(None, map(YEAR_LAST.match, cells)):
        first, second = int(match[1]), int(match[2])
        found |= {DMY, MDY}
        possible -= {MDY} if first > 12 else {DMY} if second > 12 else set()
    return found & possible


@lru_cache(maxsize=4096)
def _moment_ms(text: str, form: str, zone: ZoneInfo, date_adds: timedelta) -> int | None:
    found = _read(text, form)
    if found is None:
        return None
    day, clock = found
    if day.year >= NEVER_YEAR:
        return None
    if clock is None:
        day, clock = day + date_adds, time()
    return (datetime.combine(day, clock, clock.tzinfo or zone) - EPOCH) // timedelta(milliseconds=1)


def _read(text: str, form: str) -> tuple[date, time | None] | None:
    """The day, and the time of day where there is one; None for words like "now"."""
    if len(text) > LONGEST_WRITTEN:
        raise Unreadable("bad_date", text=text)
    match = TIME.search(text)
    spelled = text[: match.start()] if match else text
    if plain(spelled) in AT_ONCE or not plain(spelled):
        return None
    try:
        day = _day(spelled.strip(), form)
        clock = _clock(match) if match else None
        clock = None if clock == MIDNIGHT else clock  # a date, as some programs write it
    except (ValueError, KeyError):
        raise Unreadable("bad_date", text=text) from None
    if day.year < FIRST_YEAR:
        raise Unreadable("bad_date", text=text)
    return day, clock


def _day(text: str, form: str) -> date:
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = match.group(*((1, 3, 4) if match[1] else (5, 6, 7)))
    elif match := YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        day, month = (first, second) if form == DMY else (second, first)
    elif match := DAY_AND_NAME.fullmatch(text):
        day, month, year = match[1], _month(match[2]), match[3]
    elif match := NAME_AND_DAY.fullmatch(text):
        month, day, year = _month(match[1]), match[2], match[3]
    else:
        raise ValueError
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _month(name: str) -> int:
    """By the three letters it begins with, in one of the languages."""
    return MONTH_OF[plain(name)[:3]]


def _clock(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    part_us = int((match["part"] or ".0")[1:].ljust(6, "0"))
    offset = match["offset"]
    zone = None if offset is None else UTC if offset in UTC_NAMES else _offset(offset)
    return time(hour, int(match["minute"]), int(match["second"] or 0), part_us, zone)


def _offset(text: str) -> timezone:
    away = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-away if text[0] == "-" else away)
