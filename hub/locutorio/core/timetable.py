"""Which of a prefix's rates is in force when. Station 5 of the way of a call.

Worked out a day at a time and remembered: the calls of an evening ask the same question over and over.
Must not know calls or prices.
"""

from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from locutorio.core.periods import DAY_S, local_time, moments
from locutorio.core.rates import Rate

DAY_MS = DAY_S * 1000

# From this moment on (Unix ms) this rate is in force; None: no rate is.
Change = tuple[int, Rate | None]


def changes(rates: tuple[Rate, ...], zone: ZoneInfo, from_ms: int, until_ms: int) -> list[Change]:
    """What is in force at `from_ms`, then every change before `until_ms`. `rates`: preferred first."""
    found: list[Change] = []
    for day in range(from_ms // DAY_MS, (until_ms - 1) // DAY_MS + 1):
        for at_ms, rate in _changes_of_day(rates, zone, day):
            if at_ms <= from_ms:
                found = [(from_ms, rate)]
            elif at_ms < until_ms and rate is not found[-1][1]:
                found.append((at_ms, rate))
    return found


@lru_cache(maxsize=16384)
def _changes_of_day(rates: tuple[Rate, ...], zone: ZoneInfo, day: int) -> tuple[Change, ...]:
    """As changes(), for one day since 1970 by UTC."""
    begin_ms = day * DAY_MS
    times = moments([rate.period for rate in rates], zone, begin_ms)
    found: list[Change] = []
    for at_ms in takewhile(lambda at_ms: at_ms < begin_ms + DAY_MS, times):
        local = local_time(at_ms, zone)
        rate = next((rate for rate in rates if rate.period.holds(local)), None)
        if not found or rate is not found[-1][1]:
            found.append((at_ms, rate))
    return tuple(found)
