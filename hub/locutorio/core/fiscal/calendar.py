"""Which periods are over and have to be closed, in which order. Station 8 of the way of a call.

Only periods with receipts are closed, and none of them is passed over. Periods are written so that they sort:
2026-11-22, 2026-11, 2026. Must not know what is in a report.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from locutorio.core.fiscal.profile import PeriodKind

_LENGTH: Mapping[PeriodKind, int] = {"day": 10, "month": 7, "year": 4}
PART_OF: Mapping[PeriodKind, PeriodKind] = {"month": "day", "year": "month"}


def day_of(at_ms: int, timezone: str) -> str:
    """The day by the shop's clock.

    >>> day_of(1_772_449_200_000, "Europe/Madrid")
    '2026-03-02'
    """
    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo(timezone)).date().isoformat()


def days_of(moments_ms: Iterable[int], timezone: str, *, earliest: str) -> Iterator[str]:
    """The day that each of these receipts, in the order of their numbers, belongs to.

    Never a day before that of the receipt in front of it, nor before `earliest`: a clock that was set back
    does not open a day that is closed.
    """
    day = earliest
    for at_ms in moments_ms:
        day = max(day, day_of(at_ms, timezone))
        yield day


def day_after(day: str) -> str:
    """
    >>> day_after("2026-12-31")
    '2027-01-01'
    """
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def period_of(kind: PeriodKind, day: str) -> str:
    """
    >>> period_of("month", "2026-11-22"), period_of("year", "2026-11-22")
    ('2026-11', '2026')
    """
    return day[: _LENGTH[kind]]


def is_over(period: str, day: str) -> bool:
    """Whether `period` ended before `day`.

    >>> is_over("2026-11", "2026-12-01"), is_over("2026-11", "2026-11-30"), is_over("2026", "2026-12-01")
    (True, False, False)
    """
    return period < day[: len(period)]


def due(
    days: Sequence[str], *, today: str, closed: Mapping[PeriodKind, str], kinds: Sequence[PeriodKind]
) -> Iterator[tuple[PeriodKind, str]]:
    """What is to be closed now, each after all of its parts.

    `days` with receipts that are not closed, in order, all before `today`. `closed`: the last period of each
    kind that was. `kinds`: those the profile closes, the shortest first.

    >>> list(due(["2026-10-31", "2026-11-02"], today="2026-11-03", closed={}, kinds=("day", "month")))
    [('day', '2026-10-31'), ('month', '2026-10'), ('day', '2026-11-02')]
    """
    before = closed.get("day", "")
    for day in (*days, today):
        for kind in kinds:
            last = period_of(kind, before)
            if kind != "day" and closed.get(kind, "") < last < period_of(kind, day):
                yield kind, last
        if day != today:
            yield "day", day
        before = day
