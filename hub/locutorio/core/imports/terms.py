"""What a row of a carrier's sheet says beside its prefixes: price, increments, dates, status.

Before station 5. Must not know prefixes, lines, or other rows.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Cells
from decimal import Decimal
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from locutorio.core.imports import roles
from locutorio.core.imports.amounts import CENTS, read_amount, sign_of
from locutorio.core.imports.increments import read_increments, read_seconds
from locutorio.core.imports.mapping import Mapping
from locutorio.core.imports.moments import begins_ms, ends_ms
from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.statuses import ENDED, FORBIDDEN, UNKNOWN, status

More = ParamSpec("More")
Read = TypeVar("Read")
HUNDREDTH = Decimal("0.01")


class Terms(NamedTuple):
    """`from_ms` as written, also where it has passed; `has_ended`: it is over, its price unread."""

    price: Decimal
    connect_fee: Decimal
    first_s: int
    next_s: int
    from_ms: int | None
    until_ms: int | None
    forbidden: bool
    has_ended: bool = False

    def starts_ms(self, now_ms: int) -> int | None:
        """None: it holds already."""
        return None if self.from_ms is None or self.from_ms <= now_ms else self.from_ms


class TermsReader:
    """`mark`: the decimal mark of amounts that leave it open, "" where the sheet leaves it open too."""

    def __init__(self, mapping: Mapping, *, mark: str, zone: ZoneInfo, now_ms: int) -> None:
        self._mapping = mapping
        self._mark = mark
        self._zone = zone
        self._now_ms = now_ms

    def read(self, cells: Cells[str, str]) -> Terms:
        """`cells`: the text of each role; Unreadable names the one that cannot be read."""
        first_s, next_s = self._increments(cells)
        from_ms = _of(cells, roles.VALID_FROM, begins_ms, self._mapping.date_form, self._zone)
        until_ms = _of(cells, roles.VALID_UNTIL, ends_ms, self._mapping.date_form, self._zone)
        if from_ms is not None and until_ms is not None and until_ms <= from_ms:
            raise _at(roles.VALID_UNTIL, cells, Unreadable("ends_before"))
        state = status(cells.get(roles.STATUS, ""))
        if state == ENDED and from_ms is not None and from_ms > self._now_ms:
            from_ms, until_ms, state = None, from_ms, ""  # it says when it will be gone
        if state == ENDED or (until_ms is not None and until_ms <= self._now_ms):
            ended_ms = min(until_ms or self._now_ms, self._now_ms)
            return Terms(Decimal(0), Decimal(0), first_s, next_s, from_ms, ended_ms, False, True)
        forbidden = state == FORBIDDEN or says_blocked(cells[roles.PRICE])
        price = Decimal(0) if forbidden and not says_price(cells[roles.PRICE]) else self._price(cells)
        fee = _of(cells, roles.CONNECT_FEE, self._amount) or Decimal(0)
        return Terms(price, fee, first_s, next_s, from_ms, until_ms, forbidden)

    def remarks(self, terms: Terms, cells: Cells[str, str]) -> Iterator[tuple[str, str]]:
        """What people should know of such a row: a note's code, and the word it is about."""
        if terms.has_ended:
            yield "already_ended", ""
        elif terms.forbidden:
            yield "forbidden", ""
        elif not terms.price:
            yield "free", ""
        if terms.from_ms is not None and terms.from_ms <= self._now_ms:
            yield "past_date", ""
        state = cells.get(roles.STATUS, "")
        if status(state) == UNKNOWN:
            yield "unknown_status", state
        sign = sign_of(cells.get(roles.PRICE, ""))
        if sign:
            yield "currency", sign

    def _price(self, cells: Cells[str, str]) -> Decimal:
        """For a minute."""
        price = _of(cells, roles.PRICE, self._amount)
        if price is None:
            raise _at(roles.PRICE, cells, Unreadable("no_price"))
        return price * 60 if self._mapping.price_per_s == 1 else price

    def _amount(self, text: str) -> Decimal:
        if self._mapping.in_cents:
            return read_amount(text.strip(CENTS), self._mark) * HUNDREDTH
        return read_amount(text, self._mark)

    def _increments(self, cells: Cells[str, str]) -> tuple[int, int]:
        both = _of(cells, roles.INCREMENTS, read_increments)
        first_s, next_s = both or (self._mapping.first_s, self._mapping.next_s)
        first_s = _of(cells, roles.FIRST_S, read_seconds) or first_s
        return first_s, _of(cells, roles.NEXT_S, read_seconds) or next_s


def says_price(text: str) -> bool:
    return any(map(str.isdigit, text))


def says_blocked(price: str) -> bool:
    """Whether there is a word like "blocked" in the place of a price."""
    return not says_price(price) and status(price) == FORBIDDEN


def _of(
    cells: Cells[str, str],
    role: str,
    read: Callable[Concatenate[str, More], Read],
    *more: More.args,
    **named: More.kwargs,
) -> Read | None:
    """What the cell of that role says; None if it is blank."""
    text = cells.get(role, "")
    if not text:
        return None
    try:
        return read(text, *more, **named)
    except Unreadable as error:
        raise _at(role, cells, error) from None


def _at(role: str, cells: Cells[str, str], error: Unreadable) -> Unreadable:
    error.field, error.cell = role, cells.get(role, "")
    return error
