"""What docs/sheets.md says a cell is read as, it is read as."""

import re
from pathlib import Path

import pytest
from locutorio.core.imports.amounts import read_amount
from locutorio.core.imports.codes import read_codes
from locutorio.core.imports.increments import read_increments
from locutorio.core.imports.reasons import Unreadable

PAGE = Path(__file__).parents[3] / "docs/sheets.md"
READERS = {
    "prefixes": lambda text: " ".join(read_codes(text)),
    "amounts": lambda text: str(read_amount(text, "")),
    "increments": lambda text: "{}/{}".format(*read_increments(text)),
}


def examples():
    table = ""
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 2 and cells[1] == "are read as":
            table = cells[0]
        elif table and line.startswith("| `"):
            yield from ((table, text, cells[1]) for text in re.findall(r"`([^`]+)`", cells[0]))
        elif not line.startswith("|"):
            table = ""


@pytest.mark.parametrize(("table", "text", "wanted"), list(examples()))
def test_an_example_of_the_page(table, text, wanted):
    if wanted.startswith("refused: "):
        with pytest.raises(Unreadable):
            READERS[table](text)
    else:
        assert READERS[table](text) == wanted


def test_there_are_examples_of_each_kind():
    assert {table for table, _, _ in examples()} == set(READERS)
    assert len(list(examples())) > 30
