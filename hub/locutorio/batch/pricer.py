"""Calls priced by a tariff, all at once. Beside station 5 of the way of a call.

The tariff is asked once for each range of numbers that occurs, by the same question core.rating asks; the
answer is remembered as a line of the plan table. What changes from rate to rate during the call, or does not
fit the table, goes to core.rating itself. Any kind of tariff version will do.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from locutorio.batch.calls import Calls, Costs, Flags, Ints, Places
from locutorio.batch.clocks import Clock, Passage
from locutorio.batch.keys import Keys, Texts
from locutorio.batch.parallel import in_pieces
from locutorio.batch.plan_table import LEFT, NO_RATE, Columns, PlanTable
from locutorio.batch.ranges import Ranges
from locutorio.core.choice import Choice
from locutorio.core.rating import NoRate, cost_of
from locutorio.core.tariff import START, Tariff
from locutorio.core.timetable import Timetable

ASK = -1  # the tariff has not been asked about this range yet


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
        self._lines: dict[tuple[int, bool], npt.NDArray[np.int32]] = {}
        self._plans = PlanTable(decimals)
        self._columns = self._plans.columns()
        self._timetables: list[Timetable] = []

    def price(self, calls: Calls) -> Costs:
        if not len(calls):
            return Costs(np.zeros(0, np.int64), np.zeros(0, np.bool_), self._decimals)
        lines, columns = self._lines_of(calls), self._columns
        clocks = [Clock.over(timetable, calls.answered_at_ms) for timetable in self._timetables]
        units = np.empty(len(calls), np.int64)
        priced, left = np.empty((2, len(calls)), np.bool_)

        def price_piece(piece: slice) -> None:
            at, seconds, answered_at_ms = lines[piece], calls.seconds[piece], calls.answered_at_ms[piece]
            passing = self._set_by_clocks(columns, clocks, at, answered_at_ms, seconds)
            left[piece] = (seconds > columns.lines.longest_s[at]) | (at == LEFT)
            units_here = columns.metered(at, seconds)
            for passage in passing:
                passage.price(columns, at, units_here, left[piece])
            units_here[at == NO_RATE] = 0
            given = calls.order[piece]
            units[given], priced[given] = units_here, at != NO_RATE

        in_pieces(price_piece, len(calls))
        return self._with_those_left(calls, units, priced, np.flatnonzero(left))

    def _lines_of(self, calls: Calls) -> Places:
        """Each call's line of the plan table; of a range with periods, that of its first rate."""
        lines = np.empty(len(calls), np.intp)
        for those, turn, premium in self._asked_alike(calls):
            lines[those] = self._lines_of_keys(calls.keys[those], turn, premium)
        return lines

    def _asked_alike(self, calls: Calls) -> Iterator[tuple[Places | slice, int, bool]]:
        """The calls for which the tariff says the same of a range, and of which turn and kind they are."""
        span_ms = [calls.answered_at_ms.min(), calls.answered_at_ms.max()]
        first, last = map(int, np.searchsorted(self._turns_ms, span_ms, side="right"))
        if first == last and not calls.premium.any():
            yield slice(None), first, False
            return
        turns = np.searchsorted(self._turns_ms, calls.answered_at_ms, side="right")
        for turn in range(first, last + 1):
            for premium in (False, True):
                those = np.flatnonzero((turns == turn) & (calls.premium == premium))
                if those.size:
                    yield those, turn, premium

    def _lines_of_keys(self, keys: Keys, turn: int, premium: bool) -> Places:
        if (turn, premium) not in self._lines:
            self._lines[turn, premium] = np.full(len(self._ranges), ASK, np.int32)
        known = self._lines[turn, premium]
        places, lines = np.empty(len(keys), np.intp), np.empty(len(keys), np.intp)

        def find_piece(piece: slice) -> None:
            places[piece] = self._ranges.find(keys[piece])
            lines[piece] = known[places[piece]]

        in_pieces(find_piece, len(keys))
        new = np.flatnonzero(lines == ASK)
        if new.size:
            for place in np.unique(places[new]):
                known[place] = self._line(int(place), turn, premium)
            self._columns = self._plans.columns()
            lines[new] = known[places[new]]
        return lines

    def _line(self, place: int, turn: int, premium: bool) -> int:
        number = self._ranges.sample(place)
        if number is None:
            return LEFT
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

    def _set_by_clocks(
        self, columns: Columns, clocks: list[Clock], at: Places, answered_at_ms: Ints, seconds: Ints
    ) -> list[Passage]:
        """Puts the rate in force at the answer in the place of the range's first. Gives back the calls that
        pass from one rate to another."""
        passing: list[Passage] = []
        clock_of = columns.lines.clock.each[at] if clocks else at
        for number, clock in enumerate(clocks):
            those = np.flatnonzero(clock_of == number)
            asked = Passage.of(clock, those, at[those], answered_at_ms[those], seconds[those])
            in_force = asked.in_force()
            at[those] = np.where(in_force < 0, NO_RATE, asked.base + in_force)
            if self._tariff.on_period_change != START:
                passing.append(asked.those((in_force >= 0) & asked.is_over_early()))
        return passing

    def _with_those_left(self, calls: Calls, units: Ints, priced: Flags, left: Places) -> Costs:
        """All of them; those that are `left` of the calls in order are priced one by one."""
        found: list[int] = []
        for index in left:
            units_of_it = self._priced_alone(calls, int(index))
            priced[calls.order[index]] = units_of_it is not None
            found.append(units_of_it or 0)
        exact = units if max(found, default=0) < 1 << 63 else units.astype(object)
        exact[calls.order[left]] = found
        return Costs(exact, priced, self._decimals)

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
