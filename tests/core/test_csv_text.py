"""CSV for people: what a label begins with is never run by the spreadsheet it is opened in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.csv_text import csv_text


@pytest.mark.parametrize("cell", ["=1+1", "+34", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "--1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert read(csv_text([[cell]])) == [["'" + cell]]


@pytest.mark.parametrize("cell", ["-0.5", "12", "Spain = mobile", "", "'=1"])
def test_what_is_none_stays(cell: str) -> None:
    assert read(csv_text([["x", cell]])) == [["x", cell]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4)))
def test_no_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    cells = [cell for row in read(csv_text(rows)) for cell in row]
    assert not [
        cell for cell in cells if cell[:1] in set("=+-@\t\r\n") and not cell[1:].replace(".", "").isdigit()
    ]
    assert [cell.removeprefix("'") for cell in cells] == [
        cell.removeprefix("'") for row in rows for cell in row
    ]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))
