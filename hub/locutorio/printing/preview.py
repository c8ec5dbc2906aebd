"""A receipt as plain text, for the panel's preview and for reading it without a printer.

Must not know pages: what it returns goes into a <pre> as it is.
"""

from dataclasses import replace

from locutorio.core.receipt import Receipt
from locutorio.printing.layout import Line, lay_out
from locutorio.words import Words

# Between these each part of a line keeps its own direction beside Arabic: +34 9… never reads 9… 34+.
_ISOLATE, _POP = "\u2068", "\u2069"


def preview(receipt: Receipt, columns: int, *, copy: int = 0) -> str:
    """The receipt as it would be printed, one line a row, no line longer than `columns` cells."""
    words = Words(receipt.language, receipt.timezone)
    lines = lay_out(receipt, columns, words, copy=copy)
    return "\n".join(_row(line, columns, isolate=words.right_to_left) for line in lines)


def _row(line: Line, columns: int, *, isolate: bool) -> str:
    """Text has no double letters: the line stands at its place in single ones."""
    row = replace(line, double=False).text(columns)
    if not isolate:
        return row
    start = row.removesuffix(line.right)
    text = start.strip()
    return start.replace(text, _isolated(text), 1) + _isolated(line.right)


def _isolated(part: str) -> str:
    return f"{_ISOLATE}{part}{_POP}" if part else ""
