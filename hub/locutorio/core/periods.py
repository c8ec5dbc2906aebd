"""When a rate holds: times of day on some days, by the clocks of the tariff's time zone. Station 5.

A period is asked about moments, never about lengths, so a day of 23 or 25 hours needs no rule of its own:
each real moment has one local time, and that decides. Must not know prices.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_S = 24 * 60 * 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Holds from `from_s` until before `to_s`, seconds of the day, on days that meet every condition given.

    `to_s` not after `from_s` runs over midnight; its early hours belong to the day it began.
    None = any month, day of the month, day of the week (1 = Monday … 7 = Sunday), day at all (`dates`).
    """

    months: frozenset[int] | None = None
    month_days: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None
    dates: frozenset[date] | None = None
    from_s: int = 0
    to_s: int = DAY_S

    def holds(self, local: datetime) -> bool:
        second = second_of_day(local)
        if self.from_s < self.to_s:
            return self.from_s <= second < self.to_s and self.begins_on(local.date())
        if second >= self.from_s:
            return self.begins_on(local.date())
        return second < self.to_s and self.begins_on(local.date() - ONE_DAY)

    def begins_on(self, day: date) -> bool:
        """Whether `day` meets the conditions."""
        return (
            (self.weekdays is None or day.isoweekday() in self.weekdays)
            and (self.months is None or day.month in self.months)
            and (self.month_days is None or day.day in self.month_days)
            and (self.dates is None or day in self.dates)
        )

    def shares_a_day_with(self, other: "Period") -> bool:
        """Whether some day may meet the conditions of both."""
        dates = other.dates if self.dates is None else self.dates
        if dates is not None:
            return any(self.begins_on(day) and other.begins_on(day) for day in dates)
        conditions = (
            (self.weekdays, other.weekdays),
            (self.months, other.months),
            (self.month_days, other.month_days),
        )
        return all(mine is None or theirs is None or mine & theirs for mine, theirs in conditions)


ALWAYS = Period()


def second_of_day(local: datetime) -> int:
    return (local.hour * 60 + local.minute) * 60 + local.second


def local_time(at_ms: int, zone: ZoneInfo) -> datetime:
    """What the clocks show, to the second."""
    return datetime.fromtimestamp(at_ms // 1000, zone)


def moments(periods: Iterable[Period], zone: ZoneInfo, from_ms: int) -> Iterator[int]:
    """`from_ms`, then every later moment at which any of the periods may begin or end, in order, for ever.

    These are the times of day the periods name, midnight, and the moments the clocks are changed.
    """
    times = sorted({DAY_S}.union(*((period.from_s, period.to_s) for period in periods)))
    at_ms = from_ms
    while True:
        yield at_ms
        now = second_of_day(local_time(at_ms, zone))
        wait_s = next(time for time in times if time > now) - now
        at_ms = _clock_change_ms(at_ms, (at_ms // 1000 + wait_s) * 1000, zone)


def _clock_change_ms(from_ms: int, until_ms: int, zone: ZoneInfo) -> int:
    """The moment in (from_ms, until_ms] when the clocks are changed; `until_ms` if they are not.

    Found by halving: within a day clocks are changed at most once.
    """
    offset = local_time(from_ms, zone).utcoffset()
    if local_time(until_ms, zone).utcoffset() == offset:
        return until_ms
    while until_ms - from_ms > 1:
        middle_ms = (from_ms + until_ms) // 2
        if local_time(middle_ms, zone).utcoffset() == offset:
            from_ms = middle_ms
        else:
            until_ms = middle_ms
    return until_ms
