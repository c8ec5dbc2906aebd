"""The rates of a number: which is in force at first, what changes then, which are there at all."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from locutorio.core.choice import Choice
from locutorio.core.periods import ALWAYS, Period
from locutorio.core.rates import Rate, Rounding, Step
from locutorio.core.tariff import RateList

MADRID = ZoneInfo("Europe/Madrid")
HOUR_S = 3600


def rate(period=ALWAYS, **terms):
    return Rate(("34", "351"), (Step(0, Decimal("0.10"), 60, 60),), Rounding("up", 2), period=period, **terms)


DAY = rate(Period(from_s=8 * HOUR_S, to_s=22 * HOUR_S))
EVENING = rate(Period(from_s=20 * HOUR_S, to_s=22 * HOUR_S))
RATES = Choice((EVENING, DAY))  # the preferred first


def at(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def told(begin, end):
    return [
        (datetime.fromtimestamp(at_ms / 1000, UTC).isoformat()[:16], rate)
        for at_ms, rate in RATES.changes(at(begin), at(end), MADRID)
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


def test_of_two_that_hold_the_preferred_prices_the_answer():
    evening = at("2026-03-02T21:00:00+01:00")
    assert RATES.at(evening, MADRID) == (0, at("2026-03-02T22:00:00+01:00"))
    assert RATES.at(evening, ZoneInfo("UTC"))[0] == 0  # eight o'clock there, just
    assert RATES.at(evening, ZoneInfo("Atlantic/Azores"))[0] == 1
    assert RATES.at(evening, MADRID)[0] == 0


def test_one_that_always_holds_leaves_nothing_to_choose():
    place, until_ms = Choice((rate(), DAY)).at(0, MADRID)
    assert place == 0
    assert until_ms > at("9999-01-01T00:00:00+00:00")


def test_prefixes_with_the_same_rates_share_a_choice():
    one, other = rate(), rate(Period(from_s=HOUR_S))
    version = RateList(0, (one, other))
    assert version.by_prefix["34"] is version.by_prefix["351"]
    assert version.by_prefix["34"].rates == (other, one)


def test_those_that_are_there_are_the_same_choice_every_time():
    old, new = rate(discontinued_at_ms=5), rate(valid_from_ms=5)
    both = Choice((new, old))
    assert both.valid_at(4).rates == (old,)
    assert both.valid_at(5).rates == (new,)
    assert both.valid_at(6) is both.valid_at(5)


def test_what_may_price_premium_numbers():
    dear, other = rate(premium=True), rate()
    assert Choice((other, dear)).premium.rates == (dear,)
    assert Choice((other,)).premium.rates == ()
