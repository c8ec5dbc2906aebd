"""A tariff: decks, what they say from when on, and which of their rates price a number. Station 5.

Plain frozen data; tariff_document.py reads it. A version may be written out rate by rate, or made from
a carrier's sheet (package_tariff.py). Must not know documents, nor what a rate asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from locutorio.core.choice import Choice, choices
from locutorio.core.rates import Rate

SPLIT = "split"
START = "start"

Found = tuple[str, Choice]  # the prefix, and its rates


class Version(Protocol):
    """What a deck says from `effective_from_ms` on, whatever it was made from."""

    @property
    def effective_from_ms(self) -> int: ...

    def find(self, number: str, at_ms: int) -> Found | None:
        """The longest prefix of `number` with rates for a call answered at `at_ms`, and those rates; None if
        there is none."""
        ...

    def prefixes(self) -> Iterable[str]:
        """Every prefix find() may ever name."""
        ...

    def changes_ms(self) -> Iterable[int]:
        """The moments at which a rate begins or ends to be there."""
        ...


@dataclass(frozen=True)
class RateList:
    """A version that is written out rate by rate."""

    effective_from_ms: int
    rates: tuple[Rate, ...]

    @cached_property
    def by_prefix(self) -> dict[str, Choice]:
        """The rates of each prefix, the one to be preferred first."""
        found: dict[str, list[Rate]] = {}
        for rate in sorted(self.rates, key=lambda rate: rate.rank, reverse=True):
            for prefix in rate.prefixes:
                found.setdefault(prefix, []).append(rate)
        return choices(found.items())

    @cached_property
    def _search(self) -> tuple[dict[str, Choice], tuple[int, ...], bool]:
        """What find() goes by: the choices, the lengths prefixes have, longest first, and whether any rate
        comes or goes."""
        lengths = sorted({len(prefix) for prefix in self.by_prefix}, reverse=True)
        return self.by_prefix, tuple(lengths), any(rate.is_timed for rate in self.rates)

    def find(self, number: str, at_ms: int) -> Found | None:
        by_prefix, lengths, is_timed = self._search
        for length in lengths:
            prefix = number[:length]  # of a number that is shorter, the whole
            choice = by_prefix.get(prefix)
            if choice is not None:
                valid = choice.valid_at(at_ms) if is_timed else choice
                if valid.rates:
                    return prefix, valid
        return None

    def prefixes(self) -> Iterable[str]:
        return self.by_prefix

    def changes_ms(self) -> Iterable[int]:
        return self._changes_ms

    @cached_property
    def _changes_ms(self) -> tuple[int, ...]:
        ends = ((rate.valid_from_ms, rate.discontinued_at_ms) for rate in self.rates)
        return tuple(sorted({moment for moments in ends for moment in moments if moment is not None}))


@dataclass(frozen=True, slots=True)
class Deck:
    """`versions` by falling `effective_from_ms`."""

    versions: tuple[Version, ...]

    def version_at(self, at_ms: int) -> Version | None:
        for version in self.versions:
            if version.effective_from_ms <= at_ms:
                return version
        return None


@dataclass(frozen=True, slots=True)
class Tariff:
    """What customers pay: decks, asked in order. `currency` is "" where the document names none.

    `on_period_change`: SPLIT prices each increment by the rate in force at its first moment, START the
    whole call by the rate at the answer.
    """

    decks: tuple[Deck, ...]
    zone: ZoneInfo
    on_period_change: str = SPLIT
    name: str = ""
    currency: str = ""

    def rates_for(self, number: str, at_ms: int, premium: bool = False) -> Found | None:
        """The prefix that prices `number` in a call answered at `at_ms`, and its rates.

        Of the first deck that holds any prefix of the number, the longest; None if no deck does. Of a
        `premium` number only the rates that are marked so count, and there may be none.
        """
        for deck in self.decks:
            for version in deck.versions:  # version_at(), for which a call as short as this has no time
                if version.effective_from_ms <= at_ms:
                    found = version.find(number, at_ms)
                    if found is not None:
                        return _marked_premium(found) if premium else found
                    break
        return None


def _marked_premium(found: Found) -> Found | None:
    prefix, choice = found
    marked = choice.premium
    return (prefix, marked) if marked.rates else None
