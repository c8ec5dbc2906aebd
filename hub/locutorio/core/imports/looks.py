"""What the cells of a column look like, whatever their heading says. Before station 5.

Each question is answered by the share of cells (0 to 1) that look like it. Must not know headings.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from locutorio.core.imports.amounts import CENTS, POINT, read_amount
from locutorio.core.imports.codes import read_codes
from locutorio.core.imports.increments import read_increments
from locutorio.core.imports.moments import is_date
from locutorio.core.imports.reasons import Unreadable

Cells = Sequence[str]
Cell = TypeVar("Cell")
USUAL_S = {"1", "5", "6", "10", "12", "15", "18", "20", "30", "45", "60", "90", "120", "180"}


def share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def codes(cells: Cells) -> float:
    return 0.0 if _is_counting(cells) else share(cells, lambda cell: _reads(read_codes, cell))


def area_codes(cells: Cells) -> float:
    """What follows a country code in another column."""
    return share(cells, lambda cell: _reads(read_codes, cell, "1"))


def amounts(cells: Cells) -> float:
    return share(cells, lambda cell: _reads(read_amount, cell.strip(CENTS), POINT))


def fractions(cells: Cells) -> float:
    return share(cells, lambda cell: not cell.isdecimal() and _reads(read_amount, cell.strip(CENTS), POINT))


def letters(cells: Cells) -> float:
    return share(cells, lambda cell: any(map(str.isalpha, cell)) and not is_date(cell))


def pairs(cells: Cells) -> float:
    """Increments in one cell, the first and the next: 60/1."""
    return share(cells, lambda cell: not cell.isdecimal() and _reads(read_increments, cell))


def seconds(cells: Cells) -> float:
    """One increment in a cell: a few usual figures, again and again."""
    return share(cells, USUAL_S.__contains__) if len(set(cells)) <= max(1, len(cells) // 3) else 0.0


def dates(cells: Cells) -> float:
    return share(cells, lambda cell: any(map(str.isdigit, cell)) and is_date(cell))


def any_increments(cells: Cells) -> float:
    return share(cells, lambda cell: _reads(read_increments, cell))


def _is_counting(cells: Cells) -> bool:
    """1, 2, 3, 4…: the numbers of the rows."""
    start = int(cells[0]) if cells and cells[0].isdecimal() else 0
    return len(cells) > 2 and all(cell == str(number) for number, cell in enumerate(cells, start))


def _reads(read: Callable[..., object], *arguments: object) -> bool:
    try:
        read(*arguments)
    except Unreadable:
        return False
    return True
