"""A tariff's prefixes flattened into disjoint ranges of numbers, in order. Beside station 5.

All numbers of one range begin with the same prefixes, so that one of them stands for all. Must not know
rates.
"""

import re
from collections.abc import Iterable

import numpy as np

from locutorio.batch.calls import Places
from locutorio.batch.keys import WIDTH, Keys, keys_of, text_of, texts_of

FITS = re.compile(f"[0-9=*#]{{0,{WIDTH}}}")


BEYOND = (1 << 64) - 1  # above any key
AHEAD = 4  # so many of them end `begins`: who looks for a range may look so far ahead


class Ranges:
    """`begins`: where each of them does, in order."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        whole: list[str] = []
        cut: set[str] = set()
        for prefix in prefixes:
            fitting = FITS.match(prefix)[0]  # type: ignore[index]  # it matches any text
            whole.append(fitting)
            if fitting != prefix:
                cut.add(fitting)
        self._cut = tuple(cut)
        bounds = _bounds(whole)
        self._length = len(bounds)
        self.begins = np.concatenate([bounds, np.full(AHEAD, BEYOND, np.uint64)])

    def __len__(self) -> int:
        return self._length

    def places(self, keys: Keys) -> Places:
        """The range each lies in."""
        return np.searchsorted(self.begins, keys, side="right") - 1

    def sample(self, index: int) -> str | None:
        """A number of this range; None if a prefix too long for a key tells its numbers apart."""
        number = text_of(int(self.begins[index]))
        return None if number.startswith(self._cut) else number


def _bounds(prefixes: list[str]) -> Keys:
    """Where a range begins: at each prefix, after the last number of each, and at the very first number."""
    begins = keys_of(texts_of(prefixes))
    lengths = np.array([len(prefix) for prefix in prefixes], dtype=np.uint64)
    some = lengths > 0  # the prefix of every number has no end
    ends = begins[some] + (np.uint64(1) << (np.uint64(4) * (np.uint64(WIDTH) - lengths[some])))
    return np.unique(np.concatenate([np.zeros(1, np.uint64), begins, ends]))
