"""Which rate is in force when: what holds at the first moment, then the changes."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from locutorio.core.periods import Period
from locutorio.core.rates import Rate, Rounding, Step
from locutorio.core.timetable import changes

MADRID = ZoneInfo("Europe/Madrid")
HOUR_S = 3600


def rate(period):
    return Rate(("34",), (Step(0, Decimal("0.10"), 60, 60),), Rounding("up", 2), period=period)


DAY = rate(Period(from_s=8 * HOUR_S, to_s=22 * HOUR_S))
EVENING = rate(Period(from_s=20 * HOUR_S, to_s=22 * HOUR_S))
RATES = (EVENING, DAY)  # the preferred first


def at(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def told(begin, end):
    return [
        (datetime.fromtimestamp(at_ms / 1000, UTC).isoformat()[:16], rate)
        for at_ms, rate in changes(RATES, MADRID, at(begin), at(end))
    ]


def test_what_holds_and_what_changes():
    assert told("2026-03-02T12:00:00+01:00", "2026-03-03T12:00:00+01:00") == [
        ("2026-03-02T11:00", DAY),
        ("2026-03-02T19:00", EVENING),
        ("2026-03-02T21:00", None),
        ("2026-03-03T07:00", DAY),
    ]


def test_nothing_that_changes_at_the_end_or_after():
    assert told("2026-03-02T12:00:00+01:00", "2026-03-02T20:00:00+01:00") == [("2026-03-02T11:00", DAY)]


def test_midnight_here_and_by_utc_are_no_changes():
    assert told("2026-03-02T23:30:00+01:00", "2026-03-03T02:00:00+01:00") == [("2026-03-02T22:30", None)]
