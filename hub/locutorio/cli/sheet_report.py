"""A carrier's sheet as it was read, in sentences for a terminal: its columns, what is wrong, what changes."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from locutorio.cli.shown import count, moment, table
from locutorio.core.imports import Changes, Mapping, Reading
from locutorio.core.money import plain
from locutorio.core.sheet import Row
from locutorio.core.shop import ShopProfile
from locutorio.desk.propose import Loss, Proposal

LISTED = 20  # of each kind, unless all are asked for

Thing = TypeVar("Thing")


def mapping_lines(mapping: Mapping, basis: Sequence[str]) -> Iterator[str]:
    yield f"The rates begin after line {mapping.header_line}. The columns:"
    headings = [*mapping.header, *[""] * len(mapping.columns)]
    yield table(
        (f"  {place}", heading, role or "left out", how if role else "")
        for place, (heading, role, how) in enumerate(zip(headings, mapping.columns, basis, strict=False), 1)
    )
    per = "minute" if mapping.price_per_s == 60 else "second"
    mark = "comma" if mapping.decimal_mark == "," else "point"
    cents = " in cents" if mapping.in_cents else ""
    yield f"Prices{cents} are for a {per}, with a decimal {mark}; dates as {mapping.date_form}"


def findings(proposal: Proposal, shop: ShopProfile, *, at_most: int | None) -> Iterator[str]:
    yield from _of_reading(proposal.reading, at_most)
    yield from _of_changes(proposal.changes, shop, at_most)
    yield from _listing("sold below cost", proposal.losses, _loss, at_most)


def _of_reading(reading: Reading, at_most: int | None) -> Iterator[str]:
    yield f"{count(reading.row_count, 'row')} read"
    yield from _listing(
        "rejected", reading.rejected, lambda row: f"line {row.line}: {row.text!r}: {row.sentence}", at_most
    )
    for note in reading.notes:
        lines = ", ".join(map(str, note.lines[:LISTED]))
        yield f"lines {lines}{', ...' if len(note.lines) > LISTED else ''}: {note.sentence}"


def _of_changes(changes: Changes, shop: ShopProfile, at_most: int | None) -> Iterator[str]:
    for kind in ("new", "dearer", "cheaper", "gone"):
        yield from _listing(
            kind,
            getattr(changes, kind),
            lambda change: (
                f"{change.prefix} {change.label}: {_terms(change.old)} -> {_terms(change.new)}"
                + (f" from {moment(change.from_ms, shop)} on" if change.from_ms is not None else "")
            ),
            at_most,
        )
    yield f"{changes.same_count} as before"


def _terms(row: Row | None) -> str:
    if row is None:
        return "none"
    fee = f", fee {plain(row.connect_fee)}" if row.connect_fee else ""
    return f"{row.price} {row.first_s}/{row.next_s}{fee}"


def _loss(loss: Loss) -> str:
    sold = loss.sold
    margin = "" if sold.margin is None else f", {plain(sold.margin)} a minute"
    return f"{loss.package}: {sold.prefix} {sold.label}{margin}"


def _listing(
    kind: str, things: Sequence[Thing], line: Callable[[Thing], str], at_most: int | None
) -> Iterator[str]:
    if things:
        yield f"{len(things)} {kind}:"
    yield from (f"  {line(thing)}" for thing in things[:at_most])
    if at_most is not None and len(things) > at_most:
        yield f"  ... and {len(things) - at_most} more; --all lists them"
