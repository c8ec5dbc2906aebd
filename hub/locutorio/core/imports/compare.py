"""What a new sheet changes against the one in force, before anybody says yes to it. Station 5.

Rows that are forbidden count as not there: their calls are not put through. Must not know who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from locutorio.core.sheet import Row, Sheet


class Change(NamedTuple):
    """`from_ms`: the row begins later than its sheet; None = with it."""

    prefix: str
    label: str
    old: Row | None
    new: Row | None
    from_ms: int | None = None

    @property
    def old_price(self) -> Decimal | None:
        return None if self.old is None else self.old.price

    @property
    def new_price(self) -> Decimal | None:
        return None if self.new is None else self.new.price


@dataclass(frozen=True)
class Changes:
    """Each in the order of prefixes."""

    new: tuple[Change, ...]
    dearer: tuple[Change, ...]
    cheaper: tuple[Change, ...]
    gone: tuple[Change, ...]
    same_count: int


def compare(old: Sheet | None, new: Sheet, *, at_ms: int) -> Changes:
    """`new` against what `old` says at `at_ms`: what it comes to, its rows that begin later included."""
    before = {} if old is None else old.by_prefix
    found: dict[str, list[Change]] = {"new": [], "dearer": [], "cheaper": [], "gone": []}
    same_count = 0
    for prefix in sorted(before.keys() | new.by_prefix.keys()):
        was = _at(before.get(prefix, ()), at_ms)
        becomes = _last(new.by_prefix.get(prefix, ()), at_ms)
        if was is not None and becomes is not None and _terms(was) == _terms(becomes):
            same_count += 1
        elif was is not None or becomes is not None:
            change = _change(prefix, was, becomes, at_ms)
            found[_kind(change)].append(change)
    return Changes(**{kind: tuple(changes) for kind, changes in found.items()}, same_count=same_count)


def _at(rows: Iterable[Row], at_ms: int) -> Row | None:
    """The row a call could be made by at that moment."""
    for row in rows:
        if row.is_valid(at_ms):
            return None if row.forbidden else row
    return None


def _last(rows: Iterable[Row], at_ms: int) -> Row | None:
    """The row it comes to from that moment on: rows that begin later come first."""
    for row in rows:
        if row.discontinued_at_ms is None or row.discontinued_at_ms > at_ms:
            return None if row.forbidden else row
    return None


def _change(prefix: str, old: Row | None, new: Row | None, at_ms: int) -> Change:
    begins_ms = new.valid_from_ms if new else None
    later_ms = begins_ms if begins_ms is not None and begins_ms > at_ms else None
    row = new or old
    return Change(prefix, row.label if row else "", old, new, later_ms)


def _kind(change: Change) -> str:
    if change.old is None:
        return "new"
    if change.new is None:
        return "gone"
    return "dearer" if _terms(change.new) > _terms(change.old) else "cheaper"


def _terms(row: Row) -> tuple[Decimal, Decimal, int, int]:
    """Dearer is, of two, the higher: by price, then by connect fee, then by longer increments."""
    return row.price, row.connect_fee, row.first_s, row.next_s
