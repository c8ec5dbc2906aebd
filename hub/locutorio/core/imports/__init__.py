"""A carrier's sheet of prices as it comes, made into one the shop can buy and sell by. Before station 5.

On the way nothing is guessed in silence and nothing is lost: what could be read in two ways is rejected with
its line and the reason.

- `grid`         the rows and cells of a spreadsheet, whatever file they came in
- `roles`        what a column can be, and the words that head it; `mapping`: which column is what
- `guess`        a mapping proposed for a grid, by `headings`, `columns` and what cells look like (`looks`)
- `reading`      a grid read by a mapping: `rows` one by one (`terms`), then `gather`ed into a sheet
- cells          `codes`, `amounts`, `increments`, `moments`, `statuses`, `wording`
- `reasons`      why a row was not taken, in words; `findings` collects them
- `follow`       how a new sheet follows on the old one; `compare`: what it changes
- `text`         a sheet as it is kept and handed out

Pure: must not know files, screens or the store.
"""

from locutorio.core.imports.compare import Change, Changes, compare
from locutorio.core.imports.follow import follow_on
from locutorio.core.imports.grid import Grid
from locutorio.core.imports.guess import Guess, guess, recall, with_header
from locutorio.core.imports.mapping import PROBLEMS, Mapping, MappingProblem, Problem
from locutorio.core.imports.reading import Reading, read_sheet
from locutorio.core.imports.reasons import NOTES, REASONS, Note, Rejected
from locutorio.core.imports.roles import ROLES
from locutorio.core.imports.text import SheetTextError, parse_sheet, sheet_text

__all__ = [
    "NOTES",
    "PROBLEMS",
    "REASONS",
    "ROLES",
    "Change",
    "Changes",
    "Grid",
    "Guess",
    "Mapping",
    "MappingProblem",
    "Note",
    "Problem",
    "Reading",
    "Rejected",
    "SheetTextError",
    "compare",
    "follow_on",
    "guess",
    "parse_sheet",
    "read_sheet",
    "recall",
    "sheet_text",
    "with_header",
]
