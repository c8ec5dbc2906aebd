"""A document that people write (a tariff, a package, a file of cases), read to the letter.

Every value is checked where it stands; an error names that place and says what to write there. Must not
know what the document is about.

>>> with Section({"price": "0.10"}, "rates[3]") as rate:
...     rate.amount("price")
Decimal('0.10')
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self, TypeVar

from locutorio.core import written
from locutorio.core.errors import ShopError
from locutorio.core.written import Miswritten, shown

Read = TypeVar("Read")


class DocumentError(ShopError):
    code = "bad_document"


class Section:
    """One object of a document: each field is taken once; on leaving, none may be left over.

    `error` is what a mistake is raised as, here and in the sections inside.
    """

    def __init__(self, value: object, place: str, error: type[DocumentError] = DocumentError) -> None:
        self._name = place
        self._outer: Section | None = None
        self._error = error
        self._alike: dict[tuple[object, str], Any] = {}
        self._open(value)

    def _open(self, value: object, wanted: str = "an object with named fields") -> None:
        if not isinstance(value, Mapping):
            raise self.wrong("", f"must be {wanted}, not {shown(value)}")
        self._left: dict[str, object] = dict(value)

    def _inner(self, name: str, value: object, *wanted: str) -> "Section":
        """A section in this one. Places are put together only when one is asked for."""
        inner = Section.__new__(Section)
        inner._name, inner._outer, inner._error, inner._alike = name, self, self._error, self._alike
        inner._open(value, *wanted)
        return inner

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and self._left:
            raise self.wrong(min(self._left), "is not a field known here; take it out or mend its name")

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def fields(self) -> list[str]:
        """The names of the fields not taken yet, where the document chooses them."""
        return list(self._left)

    @property
    def place(self) -> str:
        return self._outer.inside(self._name) if self._outer else self._name

    def inside(self, name: str) -> str:
        place = self.place
        return f"{place}.{name}" if place and name else place or name

    def wrong(self, name: str, what: str) -> DocumentError:
        """The error for field `name` (or for the section itself), to be raised."""
        place = self.inside(name) or "the document"
        return self._error(f"{place}: {what}", place=place)

    def take(self, name: str) -> Any:
        """The value as it stands; an error if the field is missing."""
        if name not in self._left:
            raise self.wrong(name, "is missing")
        return self._left.pop(name)

    def value(self, name: str, read: Callable[[object], Read]) -> Read:
        """The value as `read` understands it."""
        return self._understood(name, self.take(name), read)

    def _understood(self, name: str, value: object, read: Callable[[object], Read]) -> Read:
        try:
            return read(value)
        except Miswritten as error:
            raise self.wrong(name, str(error)) from None

    def alike(self, name: str, read: Callable[["Section", str], Read]) -> Read:
        """What `read` makes of field `name`. Of values written alike anywhere in the document it is made
        once and shared: a hundred thousand rates have few steps that differ."""
        key = (read, repr(self._left.get(name)))
        if name in self._left and key in self._alike:
            del self._left[name]
        else:
            self._alike[key] = read(self, name)
        found: Read = self._alike[key]
        return found

    def section(self, name: str, *wanted: str) -> "Section":
        """The object in field `name`; `wanted`: what an error asks for, if not just for an object."""
        return self._inner(name, self.take(name), *wanted)

    def each(self, name: str, read: Callable[["Section"], Read]) -> tuple[Read, ...]:
        """A list of objects, each read by `read`."""
        values = enumerate(self.list_of(name))
        return tuple(read(self._inner(f"{name}[{index}]", value)) for index, value in values)

    def list_of(self, name: str) -> list[object]:
        value = self.take(name)
        if not isinstance(value, list):
            raise self.wrong(name, f"must be a list, not {shown(value)}")
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
            raise self.wrong(name, f"must be a text, not {shown(value)}")
        return value

    def choice(self, name: str, *choices: str) -> str:
        value = self.take(name)
        if value not in choices:
            raise self.wrong(name, f"must be {' or '.join(choices)}, not {shown(value)}")
        return str(value)

    def flag(self, name: str) -> bool:
        """True or false; false if it is not there."""
        value = self.take(name) if name in self else False
        if not isinstance(value, bool):
            raise self.wrong(name, f"must be true or false, not {shown(value)}")
        return value

    def whole(self, name: str, *, least: int = 0, most: int | None = None) -> int:
        return self._whole(name, self.take(name), least, most)

    def whole_set(self, name: str, *, least: int, most: int) -> frozenset[int]:
        return frozenset(self._whole(name, value, least, most) for value in self.filled_list(name))

    def _whole(self, name: str, value: object, least: int, most: int | None) -> int:
        if type(value) is not int or value < least or (most is not None and value > most):
            wanted = f"from {least} to {most}" if most is not None else f"of {least} or more"
            raise self.wrong(name, f"must be a whole number {wanted}, not {shown(value)}")
        return value

    def amount(self, name: str) -> Decimal:
        return self.value(name, written.amount)

    def moment_ms(self, name: str) -> int:
        return self.value(name, written.moment_ms)

    def days(self, name: str) -> frozenset[date]:
        """All the days of a list of days and stretches of days."""
        read = (self._understood(name, value, written.days) for value in self.filled_list(name))
        return frozenset(day for stretch in read for day in stretch)
