"""The list of faults promises a test for each that can be tried: each is there, and the list is whole."""

import re
from pathlib import Path

import pytest
from test_threats import NAMED, functions_of

TEXT = (Path(__file__).parent.parent / "docs/reliability.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if re.match(r"\| \d+ \|", line)
]
NOT_BUILT = "not built yet"


def test_every_fault_is_on_the_list_once():
    assert [int(row[0]) for row in ROWS] == list(range(1, 46))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_fault_names_tests_that_exist_or_says_that_there_are_none(row: list[str]):
    _, fault, must_hold, tried_in, result = row
    assert fault
    assert must_hold
    assert result
    named = NAMED.findall(tried_in)
    assert named or tried_in in (NOT_BUILT, "`bench/faults.py`")
    for path, name in named:
        assert name in functions_of(path), f"{path} has no {name}"
