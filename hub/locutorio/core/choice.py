"""The rates a number has, and which of them prices a call when. Station 5 of the way of a call.

Prefixes that have the same rates share one choice, so that what every call asks for stands in few places: a
hundred thousand prefixes rarely have more than some thousand prices. Must not know prefixes or numbers.
"""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from boothwire.meter import Plan

from locutorio.core.periods import ALWAYS
from locutorio.core.rates import Rate
from locutorio.core.timetable import Timetable, timetable_of

FOR_EVER_MS = 1 << 62

# From this moment on (Unix ms) this rate is in force; None: no rate is.
Change = tuple[int, Rate | None]


class Choice:
    """`rates`: the one to be preferred first. `is_always`: that one holds at any time, so no other."""

    __slots__ = ("_parts", "_plans", "_timetable", "is_always", "rates")

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.rates = tuple(rates)
        self.is_always = bool(self.rates) and self.rates[0].period is ALWAYS
        self._plans: tuple[Plan, ...] | None = None
        self._timetable: Timetable | None = None
        self._parts: dict[tuple[Rate, ...], Choice] = {}

    def plan(self, place: int) -> Plan:
        """Of the rate there. Kept beside its fellows: it is asked for with each call, the rates are not."""
        if self._plans is None:
            self._plans = tuple(rate.plan for rate in self.rates)
        return self._plans[place]

    @property
    def premium(self) -> "Choice":
        """Those that may price premium numbers."""
        return self._part(rate for rate in self.rates if rate.premium)

    def valid_at(self, at_ms: int) -> "Choice":
        """Those that are there for a call answered at `at_ms`."""
        return self._part(rate for rate in self.rates if rate.is_valid(at_ms))

    def at(self, at_ms: int, zone: ZoneInfo) -> tuple[int | None, int]:
        """The place of the rate in force at `at_ms`, None if none is; and a moment before which that does
        not change."""
        if self.is_always:
            return 0, FOR_EVER_MS
        timetable = self._timetable
        if timetable is None or timetable.zone is not zone:
            timetable = self.timetable(zone)
        return timetable.at(at_ms)

    def changes(self, from_ms: int, until_ms: int, zone: ZoneInfo) -> list[Change]:
        """What is in force at `from_ms`, then every change before `until_ms`."""
        if self.is_always:
            return [(from_ms, self.rates[0])]
        return [
            (at_ms, None if place is None else self.rates[place])
            for at_ms, place in self.timetable(zone).changes(from_ms, until_ms)
        ]

    def timetable(self, zone: ZoneInfo) -> Timetable:
        """Of these rates' periods. The last is remembered: a tariff has one zone."""
        known = self._timetable
        if known is None or known.zone is not zone:
            known = self._timetable = timetable_of(tuple(rate.period for rate in self.rates), zone)
        return known

    def _part(self, rates: Iterable[Rate]) -> "Choice":
        """The same one wherever it is of the same rates: what is known of their periods is known then."""
        part = tuple(rates)
        if part not in self._parts:
            self._parts[part] = Choice(part)
        return self._parts[part]


def choices(by_prefix: Iterable[tuple[str, Iterable[Rate]]]) -> dict[str, Choice]:
    """The rates of each prefix, where equal ones are the same."""
    known: dict[tuple[Rate, ...], Choice] = {}
    found = ((prefix, Choice(rates)) for prefix, rates in by_prefix)
    return {prefix: known.setdefault(choice.rates, choice) for prefix, choice in found}
