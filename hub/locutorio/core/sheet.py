"""A carrier's sheet: one price for each prefix, as it is bought or, with a markup, sold. Station 5.

Flat where a tariff is rich, so that a hundred thousand rows stay small and quick to ask. Must not know
files, columns or where a sheet came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple


class Row(NamedTuple):
    """`price` is for a minute. The first increment is `first_s` long, each one after it `next_s`.

    Holds for calls answered from `valid_from_ms` until before `discontinued_at_ms` (None = no such end).
    `forbidden`: the carrier does not put such calls through.
    """

    prefix: str
    label: str
    price: Decimal
    connect_fee: Decimal = Decimal(0)
    first_s: int = 60
    next_s: int = 60
    valid_from_ms: int | None = None
    discontinued_at_ms: int | None = None
    forbidden: bool = False

    def is_valid(self, at_ms: int) -> bool:
        begun = self.valid_from_ms is None or self.valid_from_ms <= at_ms
        return begun and (self.discontinued_at_ms is None or at_ms < self.discontinued_at_ms)


@dataclass(frozen=True, eq=False)
class Sheet:
    """Its rows in order of their prefixes; of one prefix, those valid later come first."""

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Sheet":
        ordered = sorted(rows, key=lambda row: -(row.valid_from_ms or 0))
        ordered.sort(key=itemgetter(0))  # a stable sort: by prefix, in it by the moment
        return cls(tuple(ordered))

    @cached_property
    def by_prefix(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {row.prefix: (row,) for row in self.rows}
        if len(found) < len(self.rows):
            for prefix, rows in groupby(self.rows, itemgetter(0)):
                found[prefix] = tuple(rows)
        return found

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The lengths prefixes have here, longest first."""
        return tuple(sorted({len(prefix) for prefix in self.by_prefix}, reverse=True))

    def find(self, number: str, at_ms: int) -> Row | None:
        """The row of the longest prefix of `number` that is valid at `at_ms`."""
        by_prefix = self.by_prefix
        for length in self.lengths:
            for row in by_prefix.get(number[:length], ()):
                if row.is_valid(at_ms):
                    return row
        return None
