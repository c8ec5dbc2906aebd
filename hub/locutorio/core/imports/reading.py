"""A carrier's sheet read by a mapping of its columns, whole: what can be sold by, and every row that cannot
be taken, with its line and the reason. Before station 5.

Reads and says; whether a sheet with rejected rows is adopted is not decided here. Must not know files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from locutorio.core.imports import roles
from locutorio.core.imports.amounts import decimal_marks
from locutorio.core.imports.findings import Findings
from locutorio.core.imports.gather import gather
from locutorio.core.imports.grid import Grid
from locutorio.core.imports.mapping import Mapping
from locutorio.core.imports.reasons import Note, Rejected
from locutorio.core.imports.rows import Entry, RowReader
from locutorio.core.imports.terms import TermsReader
from locutorio.core.sheet import Sheet

ROWS_A_TELLING = 2000


@dataclass(frozen=True)
class Reading:
    """`row_count`: rows that gave the sheet something."""

    sheet: Sheet
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...]
    row_count: int


def read_sheet(
    grid: Grid,
    mapping: Mapping,
    *,
    zone: ZoneInfo,
    now_ms: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Reading:
    """MappingProblem where the mapping cannot be read by."""
    mapping.check()
    findings = Findings()
    terms = TermsReader(mapping, mark=_mark(grid, mapping), zone=zone, now_ms=now_ms)
    reader = RowReader(mapping, terms, findings)
    entries: list[Entry] = []
    for line in range(mapping.header_line + 1, len(grid.rows) + 1):
        entry = reader.read(line, grid.rows[line - 1])
        if entry is not None:
            entries.append(entry)
        if line % ROWS_A_TELLING == 0:
            progress(line, len(grid.rows))
    sheet = gather(entries, findings, now_ms=now_ms)
    progress(len(grid.rows), len(grid.rows))
    return Reading(sheet, findings.rejected, findings.notes, len(entries))


def _mark(grid: Grid, mapping: Mapping) -> str:
    """The decimal mark of amounts that leave it open; "" in a sheet that writes both."""
    lines = range(mapping.header_line + 1, len(grid.rows) + 1)
    columns = (*mapping.of(roles.PRICE), *mapping.of(roles.CONNECT_FEE))
    marks = decimal_marks(cell for column in columns for cell in grid.column(column, lines))
    return "" if len(marks) == 2 else mapping.decimal_mark
