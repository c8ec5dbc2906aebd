"""A spreadsheet as a person sees it: rows of texts, blank ones too. Before station 5.

Cells are cleaned once, where the grid is made, so that whoever reads them finds digits that are digits and
no space, apostrophe or invisible mark around them. Must not know files, nor what the columns mean.

>>> Grid.of([["'+34 ", "٠٫٥"]]).rows
(('+34', '0.5'),)
"""

from collections.abc import Iterable
from dataclasses import dataclass

INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
# Arabic and Persian digits, and the Arabic marks of decimals and thousands.
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
SHIELDED = frozenset("=+-@0123456789")  # what an apostrophe in front keeps a spreadsheet from reading


@dataclass(frozen=True)
class Grid:
    """`rows[n - 1]` is line n of the spreadsheet. `name`: of the worksheet, "" where there is none."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]], name: str = "") -> "Grid":
        return cls(tuple(tuple([clean(cell) for cell in row]) for row in rows), name)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def column(self, at: int, lines: range) -> list[str]:
        """The cells of one column in `lines` (line numbers)."""
        rows = (self.rows[line - 1] for line in lines)
        return [row[at] if at < len(row) else "" for row in rows]


def clean(cell: str) -> str:
    if not cell.isascii():
        cell = cell.translate(WESTERN).strip(INVISIBLE)
    cell = cell.strip()
    if cell[:1] == "'" and cell[1:2] in SHIELDED:
        return cell[1:]
    return cell
