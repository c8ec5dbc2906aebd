"""What is in force when, and until when that is sure."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.periods import ALWAYS, Period, local_time
from locutorio.core.timetable import Timetable, timetable_of

MADRID = ZoneInfo("Europe/Madrid")
HALF_PAST_SEVEN_S, TEN_TO_EIGHT_S = 19 * 3600 + 1800, 19 * 3600 + 3000
CHEAP = Period(from_s=HALF_PAST_SEVEN_S, to_s=TEN_TO_EIGHT_S)


def at(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def test_twice_within_an_hour():
    begin, end, midnight = (at(f"2026-03-02T{clock}+01:00") for clock in ("19:30", "19:50", "23:59:59"))
    evening = Timetable((CHEAP, ALWAYS), MADRID)
    for _ in range(2):  # what is remembered of an hour says no more than what was asked
        assert evening.at(begin - 1) == (1, begin)
        assert evening.at(begin) == (0, end)
        assert evening.at(end - 1) == (0, end)
        assert evening.at(end)[0] == 1
        assert evening.at(end)[1] > midnight


moments = st.integers(at("2026-03-27T00:00+00:00"), at("2026-03-31T00:00+00:00"))  # an hour is skipped in it
clocks = st.integers(0, 96).map(lambda quarter: quarter * 900)
periods = st.lists(st.builds(Period, from_s=clocks, to_s=clocks), min_size=1, max_size=3)


@given(periods, st.lists(moments, min_size=2, max_size=20))
def test_what_is_said_is_what_the_periods_say(periods, asked):
    timetable = Timetable(tuple(periods), MADRID)
    for at_ms in asked * 2:
        place, until_ms = timetable.at(at_ms)
        for moment in (at_ms, until_ms - 1):
            local = local_time(moment, MADRID)
            holding = [period.holds(local) for period in periods]
            assert place == (holding.index(True) if any(holding) else None)
        assert until_ms > at_ms


def test_changes_come_in_order_and_are_changes():
    told = timetable_of((CHEAP,), MADRID).changes(at("2026-03-28T12:00+01:00"), at("2026-03-30T12:00+02:00"))
    assert [at_ms for at_ms, _ in told[1:]] == [
        at(f"2026-03-{day}T{clock}{offset}")
        for day, offset in ((28, "+01:00"), (29, "+02:00"))
        for clock in ("19:30", "19:50")
    ]
    assert all(before[1] != after[1] for before, after in pairwise(told))
