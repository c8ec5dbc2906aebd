"""How single values are written in documents: amounts, moments, times of day, days. Stations 5 and 6.

Each function reads one value, or says with Miswritten how it has to be written. Must not know the
documents or the places values stand in.

>>> time_of_day_s("08:30")
30600
>>> sorted(day.isoformat() for day in days("2026-12-31/2027-01-01"))
['2026-12-31', '2027-01-01']
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT_AFTER = ("24:00", "24:00:00")
AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RANGE_MAX_DAYS = 3660  # ten years: a longer one is a slip of the pen


class Miswritten(ValueError):
    """What the value must be, as the rest of a sentence."""


def amount(value: object) -> Decimal:
    """Money, written as text so that no reader makes a float of it."""
    if not isinstance(value, str) or not AMOUNT.fullmatch(value):
        raise Miswritten(f'must be an amount written like "0.25", not {shown(value)}')
    return Decimal(value)


def moment_ms(value: object) -> int:
    """A moment with its offset, as Unix milliseconds."""
    try:
        since = datetime.fromisoformat(value) - EPOCH  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise Miswritten(f'must be a moment like "2026-03-02T10:00:00Z", not {shown(value)}') from None
    return since // timedelta(milliseconds=1)


def time_of_day_s(value: object) -> int:
    """Seconds since midnight of a time like "18:00" or "18:00:00"."""
    match = TIME_OF_DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Miswritten(f'must be a time of day from "00:00:00" to "23:59:59", not {shown(value)}')
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (hours * 60 + minutes) * 60 + seconds


def end_of_day_s(value: object) -> int:
    """As time_of_day_s, but a day may also end at "24:00"."""
    return 86_400 if value in MIDNIGHT_AFTER else time_of_day_s(value)


def days(value: object) -> Iterator[date]:
    """The day "2026-12-24", or every day of "2026-12-24/2027-01-06", both ends with it."""
    first, *rest = (_day(part, value) for part in (value.split("/") if isinstance(value, str) else [""]))
    last = rest[-1] if rest else first
    if len(rest) > 1 or last < first or (last - first).days >= RANGE_MAX_DAYS:
        raise _no_day(value)
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _day(part: str, value: object) -> date:
    try:
        return date.fromisoformat(DAY.fullmatch(part)[0])  # type: ignore[index]
    except (TypeError, ValueError):
        raise _no_day(value) from None


def _no_day(value: object) -> Miswritten:
    return Miswritten(
        f'must be days like "2026-12-24", or from one to a later one like "2026-12-24/2027-01-06", '
        f"at most ten years, not {shown(value)}"
    )


def shown(value: object) -> str:
    """The value as an error shows it."""
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
