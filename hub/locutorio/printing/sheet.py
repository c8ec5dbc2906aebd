"""What paper is made of: lines, codes, and a sheet of so many columns on which text finds its place. Pure.

Every layout writes on a sheet. Must not know what is written, nor printers, bytes or fonts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from locutorio.printing.cells import clean, width, wrap
from locutorio.words import Words

MIN_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `left` at the start (or in the middle), `right` at the end. In a language written from
    the right, start and end change sides. `double` letters are twice as wide and high.
    """

    left: str
    right: str = ""
    align: Literal["start", "center"] = "start"
    bold: bool = False
    double: bool = False

    def text(self, columns: int) -> str:
        """The row as a string of at most `columns` cells (half as many if double)."""
        cells = columns // 2 if self.double else columns
        if self.align == "center":
            return " " * ((cells - width(self.left)) // 2) + self.left
        if not self.right:
            return self.left
        return self.left + " " * (cells - width(self.left) - width(self.right)) + self.right


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code in the middle of the paper."""

    text: str


Part = Line | Code


class Issued(Protocol):
    """What every piece of paper says of itself: whose it is, and how its times and sums are written."""

    @property
    def shop_name(self) -> str: ...
    @property
    def shop_lines(self) -> tuple[str, ...]: ...
    @property
    def timezone(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def currency_decimals(self) -> int: ...


class Sheet:
    """Where a document is written in the language it was issued in."""

    def __init__(self, issued: Issued, columns: int) -> None:
        if columns < MIN_COLUMNS:
            raise ValueError(f"paper needs at least {MIN_COLUMNS} columns, not {columns}")
        self.columns = columns
        self.words = Words(issued.language, issued.timezone)
        self._issued = issued

    def money(self, amount_minor: int) -> str:
        return self.words.money(amount_minor, self._issued.currency, self._issued.currency_decimals)

    def tax_number(self, tax_id: str) -> str:
        return self.words.gettext("Tax number %(id)s", id=tax_id)

    def head(self, *, copy: int, tax_id: str = "") -> Iterator[Line]:
        """The shop, and whether this is the original (0) or the nth copy."""
        yield from self.title(self._issued.shop_name)
        for text in self._issued.shop_lines:
            yield from self.centred(text)
        if tax_id:
            yield from self.centred(self.tax_number(tax_id))
        if copy:
            yield Line("")
            yield from self.title(self.words.gettext("DUPLICATE %(copy)d", copy=copy))
        yield Line("")

    def moment(self, at_ms: int) -> Iterator[Line]:
        when = f"{self.words.date(at_ms)} {self.words.time(at_ms)}"
        yield from self.pair(when, self.words.offset(at_ms))

    def title(self, text: str) -> Iterator[Line]:
        """In double letters where every word fits, else merely bold."""
        text = clean(text)
        double = all(width(word) <= self.columns // 2 for word in text.split(" "))
        for row in wrap(text, self.columns // 2 if double else self.columns):
            yield Line(row, align="center", bold=True, double=double)

    def loud(self, label: str, amount_minor: int) -> Iterator[Line]:
        """The one sum that matters, in double letters if they fit."""
        amount = clean(self.money(amount_minor))
        if width(label) + 1 + width(amount) <= self.columns // 2:
            yield Line(label, amount, bold=True, double=True)
        elif width(amount) <= self.columns // 2:
            for row in wrap(label, self.columns):
                yield Line(row, bold=True)
            yield Line("", amount, bold=True, double=True)
        else:
            yield from self.pair(label, amount, bold=True)

    def centred(self, text: str) -> Iterator[Line]:
        for row in wrap(clean(text), self.columns):
            yield Line(row, align="center")

    def note(self, text: str) -> Iterator[Line]:
        """A sentence, from the start of the row."""
        for row in wrap(clean(text), self.columns):
            yield Line(row)

    def pair(
        self, left: str, right: str, *, first: str = "", indent: str = "", bold: bool = False
    ) -> Iterator[Line]:
        """`left` against `right`, never touching; where they do not fit, `left` goes on in rows below,
        each behind `indent`, or `right` takes a row of its own. `first` stands before the first row.
        """
        left, right = clean(left), clean(right)
        room = self.columns - len(indent)
        beside = room - width(right) - 1
        if beside < min(width(left), room // 3):
            for n, row in enumerate(wrap(left, room)):
                yield Line((indent if n else first) + row, bold=bold)
            for row in wrap(right, room):
                yield Line(indent, row, bold=bold)
            return
        for n, row in enumerate(wrap(left, beside if right else room)):
            yield Line((indent if n else first) + row, "" if n else right, bold=bold)

    def rule(self, char: str) -> Line:
        return Line(char * self.columns)
