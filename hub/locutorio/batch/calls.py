"""Calls as columns, and what they come to. Beside station 5.

The columns are put in the order of the numbers once, which makes every look-up after that short: the same
calls can be priced by as many tariffs as one likes to compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from locutorio.batch.keys import Keys, Texts, keys_of, texts_of

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Calls:
    """`numbers` as they were given; all else in the order of the keys, which `order` leads back from."""

    numbers: Sequence[str] | Texts
    order: Places
    keys: Keys
    answered_at_ms: Ints
    seconds: Ints
    premium: Flags

    @classmethod
    def of(
        cls,
        numbers: Sequence[str] | Texts,
        answered_at_ms: npt.ArrayLike,
        seconds: npt.ArrayLike,
        premium: npt.ArrayLike | None = None,
        *,
        texts: Texts | None = None,
    ) -> "Calls":
        """`numbers`: digits as they stand; `premium`: which of them are; `texts`: what texts_of() gives."""
        keys = keys_of(texts_of(numbers) if texts is None else texts)
        order = np.argsort(keys)
        return cls(
            numbers=numbers,
            order=order,
            keys=keys[order],
            answered_at_ms=np.asarray(answered_at_ms, dtype=np.int64)[order],
            seconds=np.asarray(seconds, dtype=np.int64)[order],
            premium=_flags(premium, len(keys))[order],
        )

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def span_ms(self) -> tuple[int, int]:
        """The first answer and the last."""
        return int(self.answered_at_ms.min()), int(self.answered_at_ms.max())

    @cached_property
    def some_premium(self) -> bool:
        return bool(self.premium.any())

    def number(self, index: int) -> str:
        number = self.numbers[int(self.order[index])]
        return number.decode("utf-8", "replace") if isinstance(number, bytes) else number


def _flags(given: npt.ArrayLike | None, length: int) -> Flags:
    return np.zeros(length, np.bool_) if given is None else np.asarray(given, dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Costs:
    """`units` of 10 ** -decimals of the currency, in the order the calls were given; 0 where not `priced`.

    Python's own whole numbers (dtype object) where one of them is too large for 64 bits.
    """

    units: npt.NDArray[Any]
    priced: Flags
    decimals: int

    def to_list(self) -> list[int | None]:
        """None: the tariff has no price for this call."""
        pairs = zip(self.units.tolist(), self.priced.tolist(), strict=True)
        return [units if priced else None for units, priced in pairs]
