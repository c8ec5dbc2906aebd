"""What the documentation names exists, and its tables are those of the program."""

import re
from pathlib import Path

import click
import doc_tables
import pytest
from boothkit.cli import main as boothkit
from locutorio.cli import main as locutorio

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
# Where a path named in the text may start.
STARTS = ("", "docs", "firmware", "firmware/booth", "firmware/lib", "hub/locutorio", "tests")
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]*)*\.(?:py|toml|md|html|json)|[\w.-]+(?:/[\w.-]+)*/)`")
LINK = re.compile(r"\]\(([^)#:\s]+)\)")
MADE_BY_USERS = {"locutorio.toml", "my-tariff.json", "booth-1.json", "config.json", "limits.json", "printer/"}


def names(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_path_named_is_there(page):
    missing = [
        path
        for path in PATH.findall(page.read_text("utf-8"))
        if path not in MADE_BY_USERS and not any((ROOT / start / path).exists() for start in STARTS)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_link_leads_somewhere(page):
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_tables_are_those_of_the_program(page):
    text = page.read_text("utf-8")
    assert text == doc_tables.with_tables(text), "run: python tools/doc_tables.py"


def test_every_module_of_the_firmware_is_on_the_way_of_a_call():
    text = (ROOT / "docs/way-of-a-call.md").read_text("utf-8")
    modules = {path.name for path in (ROOT / "firmware/booth").glob("*.py")} - {"__init__.py"}
    assert {name for name in modules if name not in text} <= {
        "config.py",
        "countries.py",
        "profile.py",
        "folder.py",
        "rest.py",
    }


@pytest.mark.parametrize("program", [locutorio, boothkit], ids=["locutorio", "boothkit"])
def test_every_command_has_help_and_stands_in_the_docs(program):
    written = " ".join(page.read_text("utf-8") for page in PAGES)
    context = click.Context(program)
    for name in program.list_commands(context):
        assert program.get_command(context, name).help, name
        assert re.search(rf"\b{'locutorio' if program is locutorio else 'boothkit'} {name}\b", written), name
