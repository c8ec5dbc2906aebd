"""The list of threats promises a test for each answer: every one named there exists."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/threats.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if re.match(r"\| \d+ \|", line)
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def functions_of(path: str) -> set[str]:
    """The functions at the top of a file of tests, parametrized or not, waited for or not."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_threat_names_tests_that_exist(row: list[str]):
    named = NAMED.findall("|".join(row))
    assert named, row[1]
    for path, name in named:
        assert name in functions_of(path), f"{path} has no {name}"


def test_threats_are_numbered_in_one_row():
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) > 32


def test_every_part_of_the_shop_is_on_the_list():
    parts = Counter(re.findall(r"^## (\w+)", TEXT, re.MULTILINE))
    assert {"Booth", "Network", "Broker", "Hub", "Panel", "Printer", "Operator"} <= parts.keys()


def test_every_provision_is_answered():
    assert re.findall(r"^\| (5\.\d+) \|", TEXT, re.MULTILINE) == [f"5.{n}" for n in range(1, 14)]
