"""A document that people write (a tariff, a file of cases), read to the letter.

Every value is checked where it stands; an error names that place and says what to write there. Must not
know what the document is about.

>>> with Section({"price": "0.10"}, "rates[3]") as rate:
...     rate.amount("price")
Decimal('0.10')
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Self, TypeVar

from locutorio.core.errors import ShopError

Read = TypeVar("Read")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT_AFTER = ("24:00", "24:00:00")
AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")


class DocumentError(ShopError):
    code = "bad_document"


class Section:
    """One object of a document: each field is taken once; on leaving, none may be left over.

    A field's `default` of None means: not there, None comes back. `error` is what a mistake is raised as.
    """

    def __init__(self, value: object, place: str, error: type[DocumentError] = DocumentError) -> None:
        self.place = place
        self.error = error
        if not isinstance(value, Mapping):
            raise self.wrong("", f"must be an object with named fields, not {_shown(value)}")
        self._left: dict[str, object] = dict(value)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and self._left:
            raise self.wrong(min(self._left), "is not a field known here; take it out or mend its name")

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def wrong(self, name: str, what: str) -> DocumentError:
        """The error for field `name` (or for the section itself), to be raised."""
        place = ".".join(part for part in (self.place, name) if part) or "the document"
        return self.error(f"{place}: {what}", place=place)

    def take(self, name: str) -> Any:
        """The value as it stands; an error if the field is missing."""
        if name not in self._left:
            raise self.wrong(name, "is missing")
        return self._left.pop(name)

    def section(self, name: str) -> "Section":
        return Section(self.take(name), self.inside(name), self.error)

    def inside(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def each(self, name: str, read: Callable[["Section"], Read]) -> tuple[Read, ...]:
        """A list of objects, each read by `read`."""
        return tuple(
            read(Section(value, f"{self.inside(name)}[{index}]", self.error))
            for index, value in enumerate(self.list_of(name))
        )

    def list_of(self, name: str) -> list[object]:
        value = self.take(name)
        if not isinstance(value, list):
            raise self.wrong(name, f"must be a list, not {_shown(value)}")
        return value

    def filled_list(self, name: str) -> list[object]:
        values = self.list_of(name)
        if not values:
            raise self.wrong(name, "must be a list with something in it, not []")
        return values

    def text(self, name: str, default: str | None = None) -> str:
        if default is not None and name not in self:
            return default
        value = self.take(name)
        if not isinstance(value, str):
            raise self.wrong(name, f"must be a text, not {_shown(value)}")
        return value

    def choice(self, name: str, *choices: str) -> str:
        value = self.take(name)
        if value not in choices:
            raise self.wrong(name, f"must be {' or '.join(choices)}, not {_shown(value)}")
        return str(value)

    def whole(self, name: str, *, least: int = 0, most: int | None = None) -> int:
        return self._whole(name, self.take(name), least, most)

    def whole_set(self, name: str, *, least: int, most: int) -> frozenset[int]:
        return frozenset(self._whole(name, value, least, most) for value in self.filled_list(name))

    def _whole(self, name: str, value: object, least: int, most: int | None) -> int:
        if type(value) is not int or value < least or (most is not None and value > most):
            wanted = f"from {least} to {most}" if most is not None else f"of {least} or more"
            raise self.wrong(name, f"must be a whole number {wanted}, not {_shown(value)}")
        return value

    def amount(self, name: str) -> Decimal:
        """Money, written as text so that no reader makes a float of it."""
        value = self.take(name)
        if not isinstance(value, str) or not AMOUNT.fullmatch(value):
            raise self.wrong(name, f'must be an amount written like "0.25", not {_shown(value)}')
        return Decimal(value)

    def moment_ms(self, name: str) -> int:
        """A moment with its offset, as Unix milliseconds."""
        value = self.take(name)
        try:
            since = datetime.fromisoformat(value) - EPOCH
        except (TypeError, ValueError, OverflowError):
            raise self.wrong(
                name, f'must be a moment like "2026-03-02T10:00:00Z", not {_shown(value)}'
            ) from None
        return since // timedelta(milliseconds=1)

    def end_of_day_s(self, name: str) -> int:
        """As time_of_day_s, but a day may also end at "24:00"."""
        if name in self and self._left[name] in MIDNIGHT_AFTER:
            self.take(name)
            return 86_400
        return self.time_of_day_s(name)

    def time_of_day_s(self, name: str) -> int:
        """Seconds since midnight of a time like "18:00" or "18:00:00"."""
        value = self.take(name)
        match = TIME_OF_DAY.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise self.wrong(
                name, f'must be a time of day from "00:00:00" to "23:59:59", not {_shown(value)}'
            )
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return (hours * 60 + minutes) * 60 + seconds


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:40] + "…"
