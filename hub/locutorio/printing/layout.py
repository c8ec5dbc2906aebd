"""A receipt laid out in lines of so many columns: pure, the same for every printer and preview. Station 8.

Takes the receipt as data and the reader's words; knows what belongs on the paper, in which order and how
loud. Must not know printers, bytes or fonts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.receipt import Receipt
from locutorio.core.working import Working
from locutorio.printing.cells import clean, width, wrap
from locutorio.words import Words

MIN_COLUMNS = 24
PRICE_DECIMALS = 10
FINER_DECIMALS = 4  # of what is added up before it is rounded to coins


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


def lay_out(receipt: Receipt, columns: int, words: Words, *, copy: int) -> list[Line]:
    """The receipt as lines. `copy` 0 is the original, n the nth DUPLICATE."""
    if columns < MIN_COLUMNS:
        raise ValueError(f"a receipt needs at least {MIN_COLUMNS} columns, not {columns}")
    return list(_Layout(receipt, columns, words).lines(copy))


class _Layout:
    def __init__(self, receipt: Receipt, columns: int, words: Words) -> None:
        self._receipt = receipt
        self._columns = columns
        self._words = words

    def lines(self, copy: int) -> Iterator[Line]:
        yield from self._head()
        if copy:
            mark = self._words.gettext("DUPLICATE %(copy)d", copy=copy)
            yield Line("")
            yield from self._title(mark)
        yield Line("")
        yield from self._issued()
        yield self._rule("-")
        for call in self._receipt.calls:
            yield from self._call(call)
        if self._receipt.calls:
            yield self._rule("-")
        yield from self._sums()
        yield self._rule("=")
        yield from self._due()
        yield self._rule("=")
        yield from self._payment()
        yield from self._assumed_answers()
        yield from self._footer()

    def _head(self) -> Iterator[Line]:
        yield from self._title(self._receipt.shop_name)
        for text in self._receipt.shop_lines:
            yield from self._centred(text)

    def _issued(self) -> Iterator[Line]:
        receipt, words = self._receipt, self._words
        when = f"{words.date(receipt.issued_at_ms)} {words.time(receipt.issued_at_ms)}"
        number = words.gettext("Receipt %(number)d", number=receipt.number)
        yield from self._pair(number, receipt.booth_label, bold=True)
        yield from self._pair(when, words.offset(receipt.issued_at_ms))
        yield from self._pair(words.gettext("Operator"), receipt.operator)

    def _call(self, call: BilledCall) -> Iterator[Line]:
        """When, where and how long; below it the number and what it cost."""
        words = self._words
        when = words.time(call.answered_at_ms)
        indent = " " * (len(when) + 1)
        place = call.destination or words.country(call.country)
        mark = " *" if call.evidence == "delay" else ""
        yield from self._pair(place, words.duration(call.duration_s), first=f"{when} ", indent=indent)
        yield from self._pair(call.number + mark, self._cost(call), first=indent, indent=indent)
        if call.booth_label != self._receipt.booth_label:
            yield from self._pair(call.booth_label, "", first=indent, indent=indent)
        if call.working is not None:
            for text, amount in self._working(call.working):
                shown = self._number(amount, self._receipt.currency_decimals + FINER_DECIMALS)
                yield from self._pair(text, shown, first=indent, indent=indent)

    def _working(self, working: Working) -> Iterator[tuple[str, Fraction]]:
        """Fee, increments and limits, for whoever wants to do the sum again."""
        gettext = self._words.gettext
        if working.connect_fee:
            yield gettext("Connect fee"), Fraction(working.connect_fee)
        for run in working.runs:
            price = self._number(Fraction(run.price), PRICE_DECIMALS)
            yield f"{run.increments} x {run.increment_s}s, {price}/{run.per_s}s", run.amount
        if working.at_least:
            yield gettext("At least"), Fraction(working.at_least)
        if working.at_most:
            yield gettext("At most"), Fraction(working.at_most)

    def _number(self, amount: Fraction, most: int) -> str:
        return self._words.number(amount, least=self._receipt.currency_decimals, most=most)

    def _cost(self, call: BilledCall) -> str:
        return "-" if call.cost_minor is None else self._money(call.cost_minor)

    def _sums(self) -> Iterator[Line]:
        receipt, words = self._receipt, self._words
        yield from self._pair(words.gettext("Call charges"), self._money(receipt.charges_minor))
        if receipt.rounding_minor:
            yield from self._pair(words.gettext("Rounding"), self._money(receipt.rounding_minor))
        for extra in receipt.extras:
            yield from self._extra(extra)

    def _extra(self, extra: BilledExtra) -> Iterator[Line]:
        times = f"{extra.quantity} x " if extra.quantity != 1 else ""
        yield from self._pair(times + extra.text, self._money(extra.amount_minor))

    def _due(self) -> Iterator[Line]:
        label = self._words.gettext("Amount due")
        amount = clean(self._money(self._receipt.due_minor))
        if width(label) + 1 + width(amount) <= self._columns // 2:
            yield Line(label, amount, bold=True, double=True)
        elif width(amount) <= self._columns // 2:
            yield Line(label, bold=True)
            yield Line("", amount, bold=True, double=True)
        else:
            yield from self._pair(label, amount, bold=True)

    def _payment(self) -> Iterator[Line]:
        receipt, words = self._receipt, self._words
        methods = {"cash": words.gettext("Paid in cash"), "card": words.gettext("Paid by card")}
        paid = methods.get(receipt.method, receipt.method)
        yield from self._pair(paid, self._money(receipt.paid_minor))
        yield from self._pair(words.gettext("Change"), self._money(receipt.change_minor))

    def _assumed_answers(self) -> Iterator[Line]:
        """A customer charged by a rule of thumb is told so."""
        if not any(call.evidence == "delay" for call in self._receipt.calls):
            return
        yield Line("")
        note = self._words.gettext(
            "* This line does not signal when the other side answers: "
            "the call is charged from a set time after the last digit."
        )
        for row in wrap(clean(note), self._columns):
            yield Line(row)

    def _footer(self) -> Iterator[Line]:
        if self._receipt.footer_lines:
            yield Line("")
        for text in self._receipt.footer_lines:
            yield from self._centred(text)

    def _title(self, text: str) -> Iterator[Line]:
        """In double letters where every word fits, else merely bold."""
        text = clean(text)
        double = all(width(word) <= self._columns // 2 for word in text.split(" "))
        for row in wrap(text, self._columns // 2 if double else self._columns):
            yield Line(row, align="center", bold=True, double=double)

    def _centred(self, text: str) -> Iterator[Line]:
        for row in wrap(clean(text), self._columns):
            yield Line(row, align="center")

    def _pair(
        self, left: str, right: str, *, first: str = "", indent: str = "", bold: bool = False
    ) -> Iterator[Line]:
        """`left` against `right`, never touching; where they do not fit, `left` goes on in rows below,
        each behind `indent`, or `right` takes a row of its own. `first` stands before the first row.
        """
        left, right = clean(left), clean(right)
        room = self._columns - len(indent)
        beside = room - width(right) - 1
        if beside < min(width(left), room // 3):
            for n, row in enumerate(wrap(left, room)):
                yield Line((indent if n else first) + row, bold=bold)
            for row in wrap(right, room):
                yield Line(indent, row, bold=bold)
            return
        for n, row in enumerate(wrap(left, beside if right else room)):
            yield Line((indent if n else first) + row, "" if n else right, bold=bold)

    def _rule(self, char: str) -> Line:
        return Line(char * self._columns)

    def _money(self, amount_minor: int) -> str:
        return self._words.money(amount_minor, self._receipt.currency, self._receipt.currency_decimals)
