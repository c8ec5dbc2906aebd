"""Decks, packages, what-if and re-rating as a person at a terminal meets them."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from carrier import markup
from click.testing import CliRunner, Result
from locutorio.cli import main
from locutorio.core.imports import parse_sheet
from locutorio.store.engine import Store
from small_shop import FRANCE, SPAIN, SaidBooth, furnish, tariff_of

SETTINGS = """
[shop]
name = "Locutorio Sol"
country = "ES"
timezone = "Europe/Madrid"
currency = "EUR"
rounding_step = "0.05"
"""
SHEET = """Tarifas Telco Sur;;;
Destino;Prefijo;Precio;Incrementos
España;34;0,10;1/1
Francia;33;0,20;60/60
"""
DAYS = ("--from", "2026-03-02", "--to", "2026-03-03")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated_sqlite, tmp_path / "locutorio.db")
    (tmp_path / "locutorio.toml").write_text(SETTINGS)
    (tmp_path / "sur.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(shop: Path) -> Store:
    return Store(f"sqlite:///{shop}/locutorio.db")


def run(*words: str, says: int = 0, typed: str = "") -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exit_code == says, result.output
    return result


def with_carrier() -> None:
    run("deck", "add", "Telco Sur", "--currency", "EUR")
    run("deck", "import", "Telco Sur", "sur.csv", "--yes")


def with_package(shop: Path) -> None:
    (shop / "recipe.json").write_text(json.dumps(markup("20")))
    with_carrier()
    run("package", "add", "Barri", "--deck", "Telco Sur")
    run("package", "adopt", "Barri", "recipe.json")


# --- decks --------------------------------------------------------------------------------------------------


def test_a_sheet_is_shown_then_adopted_when_somebody_says_so(shop: Path):
    run("deck", "add", "Telco Sur", "--currency", "EUR")
    shown = run("deck", "import", "telco sur", "sur.csv", says=1, typed="n\n")
    for words in (
        "2  Prefijo",
        "prefix",
        "decimal comma",
        "2 rows read",
        "34 España: none -> 0.10 1/1",
        "Adopt it",
    ):
        assert words in shown.output
    assert "rows of" not in run("deck", "list").output
    run("deck", "import", "Telco Sur", "sur.csv", typed="y\n")
    assert "2 rows of sur.csv" in run("deck", "list").output


def test_what_changed_is_listed_by_kind(shop: Path):
    with_carrier()
    (shop / "next.csv").write_text(SHEET.replace("0,10", "0,12").replace("Francia;33", "Senegal;221"))
    said = run("deck", "import", "Telco Sur", "next.csv", "--yes").output
    for words in (
        "1 new:\n  221 Senegal",
        "1 dearer:\n  34 España: 0.10 1/1 -> 0.12 1/1",
        "1 gone:\n  33 Francia",
    ):
        assert words in said
    assert "as last time" in said


def test_a_sheet_with_a_rejected_row_is_refused_unless_it_is_to_be_left_out(shop: Path):
    run("deck", "add", "Telco Sur", "--currency", "EUR")
    (shop / "bad.csv").write_text(SHEET + "Lejos;88;caro;1/1\n")
    refused = run("deck", "import", "Telco Sur", "bad.csv", "--yes", says=2)
    assert "line 5" in refused.output
    assert "nothing was adopted" in refused.output
    assert "rows of" not in run("deck", "list").output
    run("deck", "import", "Telco Sur", "bad.csv", "--yes", "--leave-out")
    assert "2 rows of bad.csv" in run("deck", "list").output


def test_columns_can_be_said(shop: Path):
    run("deck", "add", "Telco Sur", "--currency", "EUR")
    said = run("deck", "import", "Telco Sur", "sur.csv", "--yes", "--columns", "label,prefix,price")
    assert "4  Incrementos  left out" in said.output
    wrong = run("deck", "import", "Telco Sur", "sur.csv", "--yes", "--columns", "label,prefix,cost", says=2)
    assert "cannot be cost" in wrong.output


def test_a_sheet_written_out_is_the_same_when_it_is_read_again(shop: Path):
    with_carrier()
    run("deck", "export", "Telco Sur", "out.csv")
    again = run("deck", "import", "Telco Sur", "out.csv", "--yes").output
    assert "2 as before" in again
    rows = parse_sheet((shop / "out.csv").read_text()).rows
    assert [(row.prefix, row.label, str(row.price), row.first_s) for row in rows] == [
        ("33", "Francia", "0.20", 60),
        ("34", "España", "0.10", 1),
    ]


def test_a_deck_nobody_knows(shop: Path):
    run("deck", "add", "Telco Sur", "--currency", "EUR")
    assert "there are: Telco Sur" in run("deck", "export", "Norte", says=2).output


# --- packages -----------------------------------------------------------------------------------------------


def test_a_package_prices_numbers_and_its_list_is_csv(shop: Path):
    with_package(shop)
    assert "0.12 EUR a minute" in run("price", SPAIN).output
    rows = list(csv.reader(run("package", "prices", "Barri").stdout.splitlines()))
    assert [row[:1] + row[3:4] for row in rows[1:]] == [["España", "0.12"], ["Francia", "0.24"]]
    assert "Barri (the default), by Telco Sur" in run("package", "list").output


def test_a_package_shown_is_what_was_adopted(shop: Path):
    with_package(shop)
    run("package", "show", "Barri", "out.json")
    assert json.loads((shop / "out.json").read_text()) == markup("20")
    run("package", "adopt", "Barri", "out.json")


def test_the_place_of_a_recipes_fault_is_named(shop: Path):
    with_package(shop)
    (shop / "bad.json").write_text(json.dumps(markup("a lot")))
    assert "terms.percent" in run("package", "adopt", "Barri", "bad.json", says=2).output
    (shop / "list.json").write_text("[]")
    assert "not a JSON object" in run("package", "adopt", "Barri", "list.json", says=2).output


def test_another_default_and_one_without_prices(shop: Path):
    with_package(shop)
    run("package", "add", "Friends")
    assert "no prices" in run("package", "default", "Friends", says=2).output
    assert "no prices" in run("package", "show", "Friends", says=2).output
    (shop / "recipe.json").write_text(json.dumps(markup("5")))
    run("package", "add", "Night", "--deck", "Telco Sur")
    run("package", "adopt", "Night", "recipe.json")
    run("package", "default", "Night")
    assert "Night (the default)" in run("package", "list").output


# --- a number -----------------------------------------------------------------------------------------------


def test_a_price_is_explained_step_by_step(shop: Path):
    with_package(shop)
    said = run("price", FRANCE, "--seconds", "61", "--package", "barri").output
    for words in (
        "+33 6 12 34 56 78: Francia",
        "0.24 EUR a minute",
        "2 x 60 s at 0.24 per 60 s",
        "0.48 in all",
    ):
        assert words in said
    assert "emergency number" in run("price", "112").output
    assert "premium number" in run("price", "806123456").output
    assert "no price for it" in run("price", "00221771234567").output


def test_a_price_for_other_programs(shop: Path):
    with_package(shop)
    said = json.loads(run("price", SPAIN, "--json", "--seconds", "30").stdout)
    assert (said["fate"], said["terms"]["steps"][0]["per_minute"]) == ("priced", "0.12")
    assert said["charge"]["cost"] == "0.06"
    before = json.loads(run("price", SPAIN, "--json", "--at", "2020-01-01").stdout)
    assert (before["fate"], before["terms"]) == ("unpriced", None)


def test_a_number_or_a_file_and_a_moment_that_is_one(shop: Path):
    run("price", says=2)
    assert "2026-03-02" in run("price", SPAIN, "--at", "soon", says=2).output


# --- calls that were made -----------------------------------------------------------------------------------


@pytest.fixture
def sold(store: Store) -> None:
    """A call to Spain at 0.60 and one to France at 1.20, on a bill that is not paid."""
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    booth.unlock(owner, 1_000)
    booth.record(90_000)
    booth.record(90_000, call=2, digits=FRANCE)


def test_what_other_prices_would_have_earned(shop: Path, sold: None):
    with_package(shop)
    said = run("whatif", "Barri", *DAYS).output
    for words in ("2 calls, 2 minutes", "1.80 EUR", "0.36 EUR", "0.30 EUR", "0.06 EUR", "Zone 33"):
        assert words in said
    (shop / "draft.json").write_text(json.dumps(markup("100")))
    answer = json.loads(run("whatif", "Barri", *DAYS, "--draft", "draft.json", "--json").stdout)
    assert (answer["total"]["revenue_now_minor"], answer["total"]["carrier_now"]) == (60, "30")
    assert "0 calls" in run("whatif", "Barri", *DAYS, "--of", "Barri").output
    run("whatif", "Barri", "--from", "2026-03-03", "--to", "2026-03-02", says=2)


def test_calls_are_priced_anew_after_a_look(shop: Path, sold: None):
    (shop / "right.json").write_text(json.dumps(tariff_of(p34="0.30", p33="1.20")))
    run("package", "adopt", "Standard", "right.json")
    looked = run("rerate", "Standard", *DAYS).output
    for words in (
        "2 calls, of which 1",
        "+34 911 23 45 67",
        "0.60 EUR",
        "0.30 EUR",
        "not paid yet",
        "--reason",
    ):
        assert words in looked
    why = ("--reason", "typed 0.60 for 0.30", "--owner", "Ana")
    run("rerate", "Standard", *DAYS, *why, says=1, typed="n\n")
    assert "Re-rating 1 is made" in run("rerate", "Standard", *DAYS, *why, typed="y\n").output
    assert "of which 0" in run("rerate", "Standard", *DAYS, *why).output
