"""Paper as plain text, for the panel's preview and for reading it without a printer.

Must not know pages: what it returns goes into a <pre> as it is.
"""

from dataclasses import replace

from locutorio.printing.layout import Document, lay_out
from locutorio.printing.sheet import Code, Line, Part
from locutorio.words import Words

# Between these each part of a line keeps its own direction beside Arabic: +34 9… never reads 9… 34+.
_ISOLATE, _POP = "\u2068", "\u2069"


def preview(document: Document, columns: int, *, copy: int = 0) -> str:
    """The document as it would be printed, one line a row, no line longer than `columns` cells."""
    isolate = Words(document.language, document.timezone).right_to_left
    return "\n".join(_row(part, columns, isolate=isolate) for part in lay_out(document, columns, copy=copy))


def _row(part: Part, columns: int, *, isolate: bool) -> str:
    """Text has no double letters: the line stands at its place in single ones. A code is its text."""
    if isinstance(part, Code):
        return "\n".join(part.text[at : at + columns] for at in range(0, len(part.text), columns))
    return _text(part, columns, isolate=isolate)


def _text(line: Line, columns: int, *, isolate: bool) -> str:
    row = replace(line, double=False).text(columns)
    if not isolate:
        return row
    start = row.removesuffix(line.right)
    text = start.strip()
    return start.replace(text, _isolated(text), 1) + _isolated(line.right)


def _isolated(part: str) -> str:
    return f"{_ISOLATE}{part}{_POP}" if part else ""
