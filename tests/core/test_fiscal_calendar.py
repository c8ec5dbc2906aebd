"""Which periods are due: each once, none passed over, a month after its days and a year after its months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.fiscal import calendar

KINDS = ("day", "month", "year")
NEW_YEAR = date(2026, 1, 1)
DAY_MS = 86_400_000
NIGHT_MS = 1_772_407_800_000  # 2 March 2026, 0:30 in Madrid

days_on = st.sets(st.integers(0, 800), min_size=1, max_size=40).map(sorted)


def written(offset):
    return (NEW_YEAR + timedelta(days=offset)).isoformat()


def closed_in_turns(offsets, every):
    """What is closed if somebody looks on each `every`th day with receipts, and long after the last."""
    made, last, waiting = [], {}, []
    for place, offset in enumerate([*offsets, offsets[-1] + 400]):
        if place % every == 0 or place == len(offsets):
            for kind, period in calendar.due(waiting, today=written(offset), closed=dict(last), kinds=KINDS):
                made.append((kind, period))
                last[kind] = period
            waiting = []
        waiting.append(written(offset))
    return made


@given(offsets=days_on, every=st.integers(1, 5))
def test_every_period_with_receipts_is_closed_once_whenever_somebody_looks(offsets, every):
    made = closed_in_turns(offsets, every)
    days = [written(offset) for offset in offsets]
    assert [period for kind, period in made if kind == "day"] == days
    for kind, length in (("month", 7), ("year", 4)):
        assert [period for each, period in made if each == kind] == sorted({day[:length] for day in days})


@given(offsets=days_on, every=st.integers(1, 5))
def test_parts_are_closed_before_the_whole_and_the_whole_before_what_follows(offsets, every):
    made = closed_in_turns(offsets, every)
    for place, (kind, period) in enumerate(made):
        if kind != "day":
            assert all(earlier <= f"{period}~" for each, earlier in made[:place] if each == "day")
            assert all(later > f"{period}~" for each, later in made[place:] if each == "day")


def test_a_profile_closes_only_what_it_says():
    assert list(calendar.due(["2026-01-31"], today="2027-01-01", closed={}, kinds=("day",))) == [
        ("day", "2026-01-31")
    ]


@given(steps=st.lists(st.integers(-3, 3), min_size=1))
def test_receipts_never_go_back_a_day(steps):
    moments_ms = [NIGHT_MS + sum(steps[: place + 1]) * DAY_MS for place in range(len(steps))]
    days = list(calendar.days_of(moments_ms, "Europe/Madrid", earliest="2026-03-01"))
    assert days == sorted(days)
    assert days[0] >= "2026-03-01"
    assert max(days) == max("2026-03-01", *(calendar.day_of(at_ms, "Europe/Madrid") for at_ms in moments_ms))


@pytest.mark.parametrize(
    ("timezone", "day"),
    [("Europe/Madrid", "2026-03-02"), ("UTC", "2026-03-01"), ("Asia/Tokyo", "2026-03-02")],
)
def test_the_day_is_that_of_the_shops_clock(timezone, day):
    assert calendar.day_of(NIGHT_MS, timezone) == day
