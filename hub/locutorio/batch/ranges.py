"""A tariff's prefixes flattened into disjoint ranges of numbers, in order. Beside station 5.

All numbers of one range begin with the same prefixes, so that one of them stands for all. Must not know
rates.
"""

import re
from collections.abc import Iterable

import numpy as np

from locutorio.batch.calls import Ints
from locutorio.batch.keys import WIDTH, Keys, keys_of, text_of, texts_of
from locutorio.batch.metering import places_of

FITS = re.compile(f"[0-9=*#]{{0,{WIDTH}}}")


class Ranges:
    def __init__(self, prefixes: Iterable[str]) -> None:
        whole: list[str] = []
        cut: set[str] = set()
        for prefix in prefixes:
            fitting = FITS.match(prefix)[0]  # type: ignore[index]  # it matches any text
            whole.append(fitting)
            if fitting != prefix:
                cut.add(fitting)
        self._cut = tuple(cut)
        self._bounds = _bounds(whole)

    def __len__(self) -> int:
        return len(self._bounds)

    def find(self, keys: Keys) -> Ints:
        """The range each lies in. They are in order, and one at least."""
        found = np.empty(len(keys), np.int64)
        first = int(np.searchsorted(self._bounds, keys[0], side="right")) - 1
        places_of(keys, self._bounds, first, found)
        return found

    def sample(self, index: int) -> str | None:
        """A number of this range; None if a prefix too long for a key tells its numbers apart."""
        number = text_of(int(self._bounds[index]))
        return None if number.startswith(self._cut) else number


def _bounds(prefixes: list[str]) -> Keys:
    """Where a range begins: at each prefix, after the last number of each, and at the very first number."""
    begins = keys_of(texts_of(prefixes))
    lengths = np.array([len(prefix) for prefix in prefixes], dtype=np.uint64)
    some = lengths > 0  # the prefix of every number has no end
    ends = begins[some] + (np.uint64(1) << (np.uint64(4) * (np.uint64(WIDTH) - lengths[some])))
    return np.unique(np.concatenate([np.zeros(1, np.uint64), begins, ends]))
