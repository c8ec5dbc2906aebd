"""What a new sheet changes against the one in force, before anybody says yes to it. Station 5.

Rows that are forbidden count as not there: their calls are not put through. Must not know who asks.
"""

from collections.abc import Sequence
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
    for prefix in sorted({*before, *new.by_prefix}):
        was = _at(before.get(prefix, ()), at_ms)
        is_now = _last(new.by_prefix.get(prefix, ()), at_ms)
        kind = _kind(was, is_now)
        if kind == "same":
            same_count += was is not None
            continue
        begins_ms = is_now.valid_from_ms if is_now else None
        later_ms = begins_ms if begins_ms is not None and begins_ms > at_ms else None
        label = (is_now or was or new.by_prefix[prefix][0]).label
        found[kind].append(Change(prefix, label, was, is_now, later_ms))
    return Changes(**{kind: tuple(changes) for kind, changes in found.items()}, same_count=same_count)


def _at(rows: Sequence[Row], at_ms: int) -> Row | None:
    """The row a call could be made by at that moment."""
    row = next((row for row in rows if row.is_valid(at_ms)), None)
    return None if row is None or row.forbidden else row


def _last(rows: Sequence[Row], at_ms: int) -> Row | None:
    """The row it comes to from that moment on: rows that begin later come first."""
    ahead = (row for row in rows if row.discontinued_at_ms is None or row.discontinued_at_ms > at_ms)
    row = next(ahead, None)
    return None if row is None or row.forbidden else row


def _kind(old: Row | None, new: Row | None) -> str:
    if old is None or new is None:
        return "new" if new is not None else "gone" if old is not None else "same"
    before, after = _terms(old), _terms(new)
    return "same" if before == after else "dearer" if after > before else "cheaper"


def _terms(row: Row) -> tuple[Decimal, Decimal, int, int]:
    """Dearer is, of two, the higher: by price, then by connect fee, then by longer increments."""
    return row.price, row.connect_fee, row.first_s, row.next_s
