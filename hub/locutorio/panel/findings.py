"""What a proposed sheet brings, list by list: rows refused, prices below cost, dearer, cheaper, new, gone.

Each list in pages for the screen and whole as a file. Must not know how sheets are read or compared.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from locutorio.core.imports import NOTES, REASONS, Change, Note, Rejected
from locutorio.core.sheet import Row
from locutorio.desk.propose import Loss, Proposal
from locutorio.panel.language import later, words
from locutorio.panel.mapping_form import ROLE_WORDS

PAGE_ROWS = 50

LISTS = {  # in the order an owner should look at them
    "rejected": later("Not readable"),
    "losses": later("Below cost"),
    "dearer": later("Dearer"),
    "cheaper": later("Cheaper"),
    "new": later("New"),
    "gone": later("Gone"),
}
HEADINGS = {
    "rejected": ("line", "column", "cell", "reason"),
    "losses": ("package", "prefix", "destination", "cost", "price", "margin"),
}
ROW_HEADINGS = ("price", "connect fee", "increments")
CHANGE_HEADINGS = ("prefix", "destination", *(f"{each} before" for each in ROW_HEADINGS), *ROW_HEADINGS)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of one list. `page` counts from 1."""

    name: str
    rows: Sequence[Any]
    page: int
    pages: int


def counts(proposal: Proposal) -> dict[str, int]:
    return {name: len(rows_of(proposal, name)) for name in LISTS}


def rows_of(proposal: Proposal, name: str) -> Sequence[Any]:
    if name == "rejected":
        return proposal.reading.rejected
    if name == "losses":
        return proposal.losses
    rows: Sequence[Change] = getattr(proposal.changes, name)
    return rows


def listing_of(proposal: Proposal, name: str, page: int) -> Listing:
    """The list asked for, or the first that holds anything."""
    if name not in LISTS:
        name = next((each for each, count in counts(proposal).items() if count), "new")
    rows = rows_of(proposal, name)
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = min(max(page, 1), pages)
    return Listing(name, rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS], page, pages)


def as_table(proposal: Proposal, name: str) -> Iterator[tuple[object, ...]]:
    """The whole list for a spreadsheet, its headings first."""
    yield HEADINGS.get(name, CHANGE_HEADINGS)
    yield from map(CELLS.get(name, change_cells), rows_of(proposal, name))


def rejected_cells(row: Rejected) -> tuple[object, ...]:
    return row.line, words().gettext(ROLE_WORDS.get(row.field, row.field)), row.text, reason(row)


def loss_cells(loss: Loss) -> tuple[object, ...]:
    sold = loss.sold
    return loss.package, sold.prefix, sold.label, sold.cost, sold.price, sold.margin


def change_cells(change: Change) -> tuple[object, ...]:
    return change.prefix, change.label, *row_cells(change.old), *row_cells(change.new)


def row_cells(row: Row | None) -> tuple[object, ...]:
    return (row.price, row.connect_fee, f"{row.first_s}/{row.next_s}") if row else ("", "", "")


CELLS: dict[str, Callable[[Any], tuple[object, ...]]] = {"rejected": rejected_cells, "losses": loss_cells}


def reason(row: Rejected) -> str:
    """Why it was not taken, in the reader's language."""
    return words().gettext(REASONS[row.reason], **row.facts)


def remark(note: Note) -> str:
    """What was done with some rows that were taken, in the reader's language."""
    return words().gettext(NOTES[note.code], **note.facts)
