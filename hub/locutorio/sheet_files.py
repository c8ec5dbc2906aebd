"""Files as carriers send them, opened: CSV of any kind, XLSX, XLS, ODS. The edge before station 5.

A file becomes a grid of texts, each as a person sees it in the spreadsheet; what the columns mean is read
elsewhere (core.imports). Must not know prices.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from locutorio.core.errors import ShopError
from locutorio.core.imports import Grid
from locutorio.workbook import BROKEN, PROTECTED, TOO_BIG, WorkbookError, is_workbook, read_workbook

MOST_CELLS = 8_000_000
NO_SHEETS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
WEB_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")
SEPARATORS = ("\t", ";", "|", ",")  # of equally good ones the first is taken
LINES_TO_LOOK_AT = 200


class SheetFileError(ShopError):
    """The file cannot be opened as a sheet; says what to do."""

    def __init__(self, code: str, message: str, **facts: object) -> None:
        super().__init__(message, **facts)
        self.code = code


def read_grid(data: bytes, file_name: str) -> Grid:
    """Of a workbook the visible worksheet with most rows. `file_name` is what errors call the file."""
    if is_workbook(data):
        grid = _opened(data, file_name)
    elif data.startswith(NO_SHEETS) or data[:512].lstrip().lower().startswith(WEB_PAGES):
        raise _not_a_sheet(file_name)
    else:
        grid = Grid.of(_csv_rows(_text(data, file_name), file_name))
    if not any(map(any, grid.rows)):
        raise SheetFileError(
            "sheet_empty", f"{file_name} holds nothing. Choose the file that the carrier sent."
        )
    return grid


def _opened(data: bytes, file_name: str) -> Grid:
    try:
        name, rows = read_workbook(data)
    except WorkbookError as error:
        raise TROUBLES[error.trouble](file_name) from None
    return Grid.of(rows, name)


def _text(data: bytes, file_name: str) -> str:
    """UTF-8 or UTF-16 where the file says or looks so, otherwise what Western spreadsheets write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data[1:40:2].count(0) > 10:
        encodings = ["utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _not_a_sheet(file_name)


def _csv_rows(text: str, file_name: str) -> Iterator[list[str]]:
    if text[:4].lower() == "sep=":  # a spreadsheet's own first line, which it does not show
        said, _, text = text.partition("\n")
        separator = said[4:5]
    else:
        separator = _separator(text)
    lines = csv.reader(io.StringIO(text, newline=None), delimiter=separator, strict=True)
    try:
        for count, row in enumerate(lines):
            if count * len(row) > MOST_CELLS:
                raise _too_big(file_name)
            yield row
    except csv.Error as error:
        raise SheetFileError(
            "sheet_quotes",
            f"Near line {lines.line_num} of {file_name} a quotation mark is not closed. Mend it.",
            line=lines.line_num,
        ) from error


def _separator(text: str) -> str:
    """The one that cuts most lines into equally many cells, and into more of them."""
    lines = [line for line in islice(io.StringIO(text, newline=None), LINES_TO_LOOK_AT) if line.strip()]
    return max(SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: Iterable[str], separator: str) -> tuple[int, int]:
    widths = Counter(map(len, csv.reader(lines, delimiter=separator)))
    widths.pop(1, None)
    if not widths:
        return (0, 0)
    width, count = widths.most_common(1)[0]
    return (count, width)


def _not_a_sheet(file_name: str) -> SheetFileError:
    return SheetFileError(
        "sheet_not_a_sheet",
        f"{file_name} is not a sheet. Open it in a spreadsheet and save it as XLSX or CSV.",
    )


def _too_big(file_name: str) -> SheetFileError:
    return SheetFileError(
        "sheet_too_big",
        f"{file_name} is too large to be opened. Copy the price list alone into a new file, send that.",
    )


def _broken(file_name: str) -> SheetFileError:
    return SheetFileError(
        "sheet_broken",
        f"{file_name} cannot be opened. Open it in a spreadsheet, save it again as XLSX or CSV.",
    )


def _protected(file_name: str) -> SheetFileError:
    return SheetFileError(
        "sheet_protected", f"{file_name} is protected by a password. Save it without, then send it again."
    )


TROUBLES = {BROKEN: _broken, TOO_BIG: _too_big, PROTECTED: _protected}
