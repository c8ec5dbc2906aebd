"""Which moments a period holds at, by clocks that are changed twice a year."""

from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.periods import ALWAYS, Period, local_time, moments

MADRID = ZoneInfo("Europe/Madrid")
HOUR_S = 3600
EVES = frozenset({date(2026, 12, 24), date(2026, 12, 31)})  # both Thursdays


def at(text):
    """Unix milliseconds of a moment written with its offset."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def after(text, periods, count):
    found = islice(moments(periods, MADRID, at(text)), count)
    return [datetime.fromtimestamp(ms / 1000, MADRID).isoformat() for ms in found]


@pytest.mark.parametrize(
    ("period", "local", "holds"),
    [
        (ALWAYS, "2026-03-02T00:00:00", True),
        (Period(from_s=8 * HOUR_S, to_s=20 * HOUR_S), "2026-03-02T07:59:59", False),
        (Period(from_s=8 * HOUR_S, to_s=20 * HOUR_S), "2026-03-02T08:00:00", True),
        (Period(from_s=8 * HOUR_S, to_s=20 * HOUR_S), "2026-03-02T19:59:59", True),
        (Period(from_s=8 * HOUR_S, to_s=20 * HOUR_S), "2026-03-02T20:00:00", False),
        (Period(from_s=22 * HOUR_S, to_s=0), "2026-03-02T23:59:59", True),
        (Period(from_s=22 * HOUR_S, to_s=0), "2026-03-02T00:00:00", False),
        (Period(weekdays=frozenset({1}), from_s=22 * HOUR_S, to_s=6 * HOUR_S), "2026-03-02T03:00:00", False),
        (Period(weekdays=frozenset({1}), from_s=22 * HOUR_S, to_s=6 * HOUR_S), "2026-03-03T03:00:00", True),
        (Period(month_days=frozenset({31}), from_s=23 * HOUR_S, to_s=HOUR_S), "2026-02-01T00:30:00", True),
        (Period(months=frozenset({12}), from_s=23 * HOUR_S, to_s=HOUR_S), "2027-01-01T00:30:00", True),
        (Period(months=frozenset({1}), from_s=23 * HOUR_S, to_s=HOUR_S), "2027-01-01T00:30:00", False),
        (Period(from_s=0, to_s=0), "2026-03-02T12:00:00", True),
        (Period(dates=EVES), "2026-12-24T00:00:00", True),
        (Period(dates=EVES), "2026-12-24T23:59:59", True),
        (Period(dates=EVES), "2026-12-25T00:00:00", False),
        (Period(dates=EVES), "2027-12-24T12:00:00", False),
        (Period(dates=EVES, weekdays=frozenset({4})), "2026-12-31T12:00:00", True),
        (Period(dates=EVES, weekdays=frozenset({5})), "2026-12-31T12:00:00", False),
        (Period(dates=EVES, from_s=22 * HOUR_S, to_s=6 * HOUR_S), "2027-01-01T05:59:59", True),
        (Period(dates=EVES, from_s=22 * HOUR_S, to_s=6 * HOUR_S), "2026-12-31T05:59:59", False),
    ],
)
def test_holds(period, local, holds):
    assert period.holds(datetime.fromisoformat(local)) is holds


def test_a_moment_of_the_zone_is_on_its_own_date():
    eve = Period(dates=EVES)
    assert eve.holds(local_time(at("2026-12-23T23:00:00+00:00"), MADRID))
    assert not eve.holds(local_time(at("2026-12-24T23:00:00+00:00"), MADRID))


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        (ALWAYS, ALWAYS, True),
        (Period(weekdays=frozenset({1, 2})), Period(weekdays=frozenset({2, 3})), True),
        (Period(weekdays=frozenset({1})), Period(weekdays=frozenset({2})), False),
        (Period(months=frozenset({1})), Period(months=frozenset({2})), False),
        (Period(month_days=frozenset({1})), Period(month_days=frozenset({2}), months=frozenset({1})), False),
        (Period(weekdays=frozenset({1})), Period(months=frozenset({2})), True),
        (Period(dates=EVES), ALWAYS, True),
        (Period(dates=EVES), Period(dates=EVES), True),
        (Period(dates=EVES), Period(dates=frozenset({date(2026, 12, 25)})), False),
        (Period(dates=EVES), Period(weekdays=frozenset({4})), True),
        (Period(dates=EVES), Period(weekdays=frozenset({5})), False),
        (Period(dates=EVES), Period(month_days=frozenset({31}), months=frozenset({10})), False),
        (Period(dates=EVES, weekdays=frozenset({7})), ALWAYS, False),
    ],
)
def test_whether_a_day_may_be_of_both(one, other, shares):
    assert one.shares_a_day_with(other) is other.shares_a_day_with(one) is shares


def test_moments_are_the_times_named_and_midnight():
    office = Period(from_s=8 * HOUR_S, to_s=20 * HOUR_S)
    assert after("2026-03-02T12:00:00.250+01:00", [office], 4) == [
        "2026-03-02T12:00:00.250000+01:00",
        "2026-03-02T20:00:00+01:00",
        "2026-03-03T00:00:00+01:00",
        "2026-03-03T08:00:00+01:00",
    ]


def test_moments_have_the_hour_that_is_left_out():
    early = Period(from_s=2 * HOUR_S + 1800)
    assert after("2026-03-29T00:00:00+01:00", [early], 3) == [
        "2026-03-29T00:00:00+01:00",
        "2026-03-29T03:00:00+02:00",  # 02:30 never came
        "2026-03-30T00:00:00+02:00",
    ]


def test_moments_have_the_hour_that_comes_twice():
    early = Period(from_s=2 * HOUR_S + 1800)
    assert after("2026-10-25T00:00:00+02:00", [early], 5) == [
        "2026-10-25T00:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-26T00:00:00+01:00",
    ]


named_days = st.none() | st.just(frozenset({date(2026, 3, 7), date(2026, 10, 25)}))
clocks = st.integers(0, 24).map(lambda hour: hour * HOUR_S)


@given(
    st.builds(
        Period, weekdays=st.none() | st.just(frozenset({6, 7})), dates=named_days, from_s=clocks, to_s=clocks
    ),
    st.sampled_from(["Europe/Madrid", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu"]),
    st.sampled_from(["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-24", "2026-10-31"]),
)
@settings(max_examples=15, deadline=None)
def test_nothing_changes_between_two_moments(period, zone_name, day):
    zone = ZoneInfo(zone_name)
    start_ms = at(f"{day}T00:00:00+00:00")
    found = list(islice(moments([period], zone, start_ms), 6))
    for begin_ms, end_ms in pairwise(found):
        step_ms = timedelta(minutes=15) // timedelta(milliseconds=1)
        seen = {period.holds(local_time(ms, zone)) for ms in range(begin_ms, end_ms, step_ms)}
        assert len(seen) == 1
