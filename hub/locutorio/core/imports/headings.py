"""Where a sheet's rates begin, and what the line above them says. Before station 5."""

from locutorio.core.imports import looks
from locutorio.core.imports.grid import Grid
from locutorio.core.imports.roles import PREFIX, PRICE, named

LINES_TO_LOOK_AT = 40


def header_line(grid: Grid) -> int:
    """The line that names the columns; 0 if none does.

    The first of those that name most of them, of two at least.
    """
    lines = range(1, min(len(grid.rows), LINES_TO_LOOK_AT) + 1)
    count = {line: len(_roles_named(grid.rows[line - 1])) for line in lines}
    best = max(count, key=lambda line: count[line], default=0)
    return best if count.get(best, 0) >= 2 else 0


def lines_before_rates(grid: Grid) -> int:
    """How many lines of a sheet without headings come before the first rate."""
    for before, row in enumerate(grid.rows[:LINES_TO_LOOK_AT]):
        filled = [(text,) for text in row if text]
        codes = sum(map(looks.codes, filled))
        if codes and sum(map(looks.amounts, filled)) >= 2:  # a code reads as an amount too
            return before
    return 0


def _roles_named(row: tuple[str, ...]) -> set[str]:
    found = {named(text) for text in row if sum(map(str.isdigit, text)) < 3} - {""}
    return found if found & {PREFIX, PRICE} or len(found) > 2 else set()
