"""Calls priced by a tariff, all at once. Beside station 5 of the way of a call.

The tariff is asked once for each range of numbers that occurs, by the same question core.rating asks; the
answer is remembered as a line of the plan table. What does not fit the table goes to core.rating itself. Any
kind of tariff version will do.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

import numpy as np
import numpy.typing as npt

from locutorio.batch.calls import Calls, Costs, Ints
from locutorio.batch.clocks import clocks_of
from locutorio.batch.keys import Texts
from locutorio.batch.parallel import in_pieces
from locutorio.batch.plan_table import ASK, FOR_METER, NO_RATE, PlanTable
from locutorio.batch.ranges import Ranges
from locutorio.batch.tables import LEFT, UNASKED, UNPRICED, Columns, Lines, Tables
from locutorio.core.choice import Choice
from locutorio.core.rating import NoRate, cost_of
from locutorio.core.tariff import START, Tariff
from locutorio.core.timetable import Timetable


@cache
def loops() -> ModuleType:
    """Imported when calls are priced so for the first time: a hub that only sells needs no compiler."""
    return import_module("locutorio.batch.loops")


def price_all(
    tariff: Tariff,
    numbers: Sequence[str] | Texts,
    answered_at_ms: npt.ArrayLike,
    seconds: npt.ArrayLike,
    *,
    decimals: int,
    premium: npt.ArrayLike | None = None,
) -> Costs:
    """What core.rating.cost_of() says of each call, in units of 10 ** -decimals; else TooFine."""
    return Batch(tariff, decimals).price(Calls.of(numbers, answered_at_ms, seconds, premium))


class Batch:
    """A tariff, and what has been found out about it so far. For one thread at a time."""

    def __init__(self, tariff: Tariff, decimals: int) -> None:
        self._tariff = tariff
        self._decimals = decimals
        versions = [version for deck in tariff.decks for version in deck.versions]
        self._ranges = Ranges({prefix for version in versions for prefix in version.prefixes()})
        # Between two of these moments the tariff says the same of every call answered then.
        turns_ms = {0, *(version.effective_from_ms for version in versions)}
        turns_ms.update(*(version.changes_ms() for version in versions))
        self._turns_ms = np.array(sorted(turns_ms), np.int64)
        self._plans = PlanTable(decimals)
        self._timetables: list[Timetable] = []
        # By turn and kind of call: of each range, the line of the first of its rates.
        self._known: dict[tuple[int, bool], Lines] = {}

    def price(self, calls: Calls) -> Costs:
        if not len(calls):
            return Costs(np.zeros(0, np.int64), np.zeros(0, np.bool_), self._decimals)
        units = np.empty(len(calls), np.int64)
        least = min(self._price_alike(*alike, units) for alike in self._asked_alike(calls))
        if least >= 0:
            return Costs(units, np.ones(len(units), np.bool_), self._decimals)
        return self._with_those_left(calls, units)

    def _asked_alike(self, calls: Calls) -> Iterator[tuple[Columns, int, bool]]:
        """The calls for which the tariff says the same of a range, and of which turn and kind they are."""
        columns = Columns(calls.keys, calls.answered_at_ms, calls.seconds, calls.order)
        first, last = map(int, np.searchsorted(self._turns_ms, calls.span_ms, side="right"))
        if first == last and not calls.some_premium:
            yield columns, first, False
            return
        turns = np.searchsorted(self._turns_ms, calls.answered_at_ms, side="right")
        for turn in range(first, last + 1):
            for premium in (False, True):
                those = np.flatnonzero((turns == turn) & (calls.premium == premium))
                if those.size:
                    yield columns.at(those), turn, premium

    def _price_alike(self, calls: Columns, turn: int, premium: bool, units: Ints) -> int:
        """As _meter(), after the tariff is asked for the ranges it has not been asked for yet."""
        if (turn, premium) not in self._known:
            self._known[turn, premium] = np.full(len(self._ranges), ASK, np.int32)
        known = self._known[turn, premium]
        least = self._meter(calls, known, units)
        if least != UNASKED:
            return least
        new = calls.keys[units[calls.given] == UNASKED]
        for place in np.unique(self._ranges.places(new)):
            known[place] = self._line(int(place), turn, premium)
        return self._meter(calls, known, units)

    def _meter(self, calls: Columns, known: Lines, units: Ints) -> int:
        """What each costs, and what stands in the place of a cost, where it was given; returns the least."""
        clocks = clocks_of(self._timetables, calls.answered_at_ms)
        tables = Tables(self._ranges.begins, known, *self._plans.tables(), *clocks)
        split, price = self._tariff.on_period_change != START, loops().price

        def price_piece(piece: slice) -> int:
            following = int(self._ranges.places(calls.keys[piece.start])) + 1
            return int(price(tables, calls.at(piece), following, split, units))

        return min(in_pieces(price_piece, len(calls.keys)))

    def _line(self, place: int, turn: int, premium: bool) -> int:
        number = self._ranges.sample(place)
        if number is None:
            return FOR_METER
        at_ms = int(self._turns_ms[turn - 1]) if turn else int(self._turns_ms[0]) - 1
        found = self._tariff.rates_for(number, at_ms, premium=premium)
        if found is None:
            return NO_RATE
        _, choice = found
        if choice.is_always:
            return self._plans.add([choice.plan(0)])
        return self._plans.add([rate.plan for rate in choice.rates], self._clock(choice))

    def _clock(self, choice: Choice) -> int:
        timetable = choice.timetable(self._tariff.zone)
        if timetable not in self._timetables:
            self._timetables.append(timetable)
        return self._timetables.index(timetable)

    def _with_those_left(self, calls: Calls, units: Ints) -> Costs:
        """All of them; those that were left to the meter are priced one by one."""
        priced = units != UNPRICED
        units[~priced] = 0
        if units.min() >= 0:
            return Costs(units, priced, self._decimals)
        exact = units.astype(object)
        for index in np.flatnonzero(units[calls.order] == LEFT):
            given, alone = calls.order[index], self._priced_alone(calls, int(index))
            exact[given], priced[given] = alone or 0, alone is not None
        large = max(exact) >= 1 << 63
        return Costs(exact if large else exact.astype(np.int64), priced, self._decimals)

    def _priced_alone(self, calls: Calls, index: int) -> int | None:
        try:
            units, decimals = cost_of(
                self._tariff,
                calls.number(index),
                answered_at_ms=int(calls.answered_at_ms[index]),
                seconds=int(calls.seconds[index]),
                premium=bool(calls.premium[index]),
            )
        except NoRate:
            return None
        return units * int(10 ** (self._decimals - decimals))
