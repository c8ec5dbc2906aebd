"""Rows as CSV that people may open in a spreadsheet: no cell of it is ever taken for a formula.

A label comes from whoever sent us a sheet. One that begins like a formula gets an apostrophe in front,
which spreadsheets show as text. Must not know what the rows are about.
"""

import csv
import io
import re
from collections.abc import Iterable

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """
    >>> csv_text([["prefix", "label"], ["34", "=1+1"], ["-0.5", "Spain, mobile"]]).splitlines()
    ['prefix,label', "34,'=1+1", '-0.5,"Spain, mobile"']
    """
    file = io.StringIO()
    csv.writer(file).writerows([harmless(str(cell)) for cell in row] for row in rows)
    return file.getvalue()


def harmless(cell: str) -> str:
    if cell.startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
