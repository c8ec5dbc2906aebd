"""A mapping guessed from a sheet: by the words that head its columns, then by what the cells look like; and a
remembered mapping found again in a new sheet. Before station 5.

A guess is a proposal that a person sees and mends; it says for each column what it rests on. Must not know
how rows are read.
"""

from dataclasses import dataclass, replace

from locutorio.core.imports import roles
from locutorio.core.imports.amounts import POINT, decimal_marks, unclear_marks
from locutorio.core.imports.columns import Column, by_cells, by_heading
from locutorio.core.imports.grid import Grid
from locutorio.core.imports.headings import header_line, lines_before_rates
from locutorio.core.imports.mapping import Mapping
from locutorio.core.imports.moments import DMY, date_forms
from locutorio.core.imports.wording import phrases, plain

LINES_TO_LOOK_AT = 1000
PER_SECOND = phrases("second, seconds, segundo, segundos, seg, seconde, secondes, sekunda, sekundu, ثانية")
IN_CENTS = phrases("""
    cent, cents, cts, pence, ppm, céntimo, céntimos, centime, centimes, centavo, centavos, cêntimo, haléř""")


@dataclass(frozen=True)
class Guess:
    """`basis`, for each column: "header" (its heading says so), "cells" (its cells look so), "" (left out).

    `doubts`: what the sheet leaves open, "decimal_mark" or "date_form".
    """

    mapping: Mapping
    basis: tuple[str, ...]
    doubts: tuple[str, ...]


def guess(grid: Grid) -> Guess:
    at = header_line(grid)
    mapping = with_header(Mapping(()), grid, at or lines_before_rates(grid), is_header=at > 0)
    columns = _columns(grid, mapping)
    named = by_heading(columns)
    seen = by_cells(
        [column for column in columns if column.at not in named], {*named.values()}, required_only=at > 0
    )
    found = {**named, **seen}
    mapping = replace(mapping, columns=tuple(found.get(column.at, "") for column in columns))
    basis = tuple("header" if at in named else "cells" if at in seen else "" for at in range(len(columns)))
    return _with_forms(mapping, basis, columns)


def recall(mapping: Mapping, grid: Grid) -> Mapping | None:
    """The remembered mapping laid onto another sheet with the same headings; None if they differ."""
    if not mapping.header:
        if header_line(grid) or grid.width != len(mapping.columns):
            return None
        return replace(mapping, header_line=lines_before_rates(grid))
    wanted = _as_heading(mapping.header)
    for line, row in enumerate(grid.rows[:LINES_TO_LOOK_AT], 1):
        if _as_heading(row) == wanted:
            return replace(mapping, header_line=line)
    return None


def with_header(mapping: Mapping, grid: Grid, line: int, *, is_header: bool = True) -> Mapping:
    """The same mapping for a sheet whose rates begin below `line`, and whose headings that line holds."""
    header = grid.rows[line - 1] if is_header and line else ()
    return replace(mapping, header_line=line, header=header)


def _as_heading(row: tuple[str, ...]) -> list[str]:
    words = [plain(text) for text in row]
    while words and not words[-1]:
        words.pop()
    return words


def _columns(grid: Grid, mapping: Mapping) -> list[Column]:
    first = mapping.header_line + 1
    lines = range(first, min(first + LINES_TO_LOOK_AT, len(grid.rows) + 1))
    header = (*mapping.header, *[""] * grid.width)
    return [Column(at, header[at], grid.column(at, lines)) for at in range(grid.width)]


def _with_forms(mapping: Mapping, basis: tuple[str, ...], columns: list[Column]) -> Guess:
    """How amounts and dates are written, as far as they tell."""
    amounts, headings = _cells_of(mapping, columns, roles.PRICE)
    dates, _ = _cells_of(mapping, columns, roles.VALID_FROM, roles.VALID_UNTIL)
    words = set(plain(headings).split())
    marks, unclear = decimal_marks(amounts), unclear_marks(amounts)
    forms = date_forms(dates)
    mapping = replace(
        mapping,
        decimal_mark=min(marks or unclear, default=POINT),
        date_form=min(forms, default=DMY),
        price_per_s=1 if words & PER_SECOND else 60,
        in_cents=bool(words & IN_CENTS) or sum("¢" in cell for cell in amounts) * 2 > len(amounts),
    )
    doubts = ("decimal_mark",) * (len(marks) != 1 and bool(unclear)) + ("date_form",) * (len(forms) == 2)
    return Guess(mapping, basis, doubts)


def _cells_of(mapping: Mapping, columns: list[Column], *wanted: str) -> tuple[list[str], str]:
    """The cells in columns of these roles, and their headings."""
    found = [columns[at] for role in wanted for at in mapping.of(role)]
    return [cell for column in found for cell in column.cells], " ".join(column.heading for column in found)
