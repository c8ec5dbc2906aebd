"""Closings, archives and sealing keys as a person at a terminal meets them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from locutorio.cli import main
from locutorio.core.shop import ShopProfile
from locutorio.settings import read_settings
from locutorio.store.engine import Store
from sales import sell
from small_shop import NOON_MS, furnish
from sqlalchemy import text

SETTINGS = """
[shop]
name = "Taxiphone Soleil"
country = "FR"
timezone = "Europe/Paris"
currency = "EUR"
[fiscal]
profile = "france"
"""
ARCHIVE = ("archive", "2026-03-01", "2026-03-31", "march.zip", "--owner", "ana")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> ShopProfile:
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated_sqlite, tmp_path / "locutorio.db")
    (tmp_path / "locutorio.toml").write_text(SETTINGS)
    store = Store(f"sqlite:///{tmp_path}/locutorio.db")
    furnish(store)
    shop = read_settings(tmp_path / "locutorio.toml").shop
    sell(store, shop, at_ms=NOON_MS)
    store.close()
    return shop


def run(*words: str, says: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == says, result.output
    return result


def test_what_is_over_is_closed_once(shop):
    assert run("close-period", "--owner", "Ana").output.splitlines()[:2] == [
        "closing 1: day 2026-03-02", "closing 2: month 2026-03",
    ]  # fmt: skip
    assert "nothing is over" in run("close-period", "--owner", "Ana").output


def test_an_archive_is_written_and_proved_with_the_key_the_shop_tells(shop):
    assert "march.zip is written" in run(*ARCHIVE).output
    fingerprint = run("sealing-key", "list").output.split()[-1]
    assert "1 rows in receipts.jsonl" in run("archive-check", "march.zip", "--key", fingerprint).output
    wrong = run("archive-check", "march.zip", "--key", "0" * 64, says=1).output
    assert f"the key is {fingerprint}" in wrong


def test_books_that_lost_what_was_archived_are_found(shop, tmp_path):
    shutil.copy(tmp_path / "locutorio.db", tmp_path / "backup.db")
    store = Store(f"sqlite:///{tmp_path}/locutorio.db")
    sell(store, shop, at_ms=NOON_MS + 1)
    store.close()
    run(*ARCHIVE)
    assert "still hold all of it" in run("archive-check", "march.zip", "--books").output
    for file in tmp_path.glob("locutorio.db*"):
        file.unlink()
    (tmp_path / "backup.db").rename(tmp_path / "locutorio.db")
    lost = run("archive-check", "march.zip", "--books", says=2).output
    assert "the books no longer hold the receipts, postings, closings of this archive" in lost


def test_an_archive_is_not_written_over_another(shop):
    run(*ARCHIVE)
    assert "is there already" in run(*ARCHIVE, says=2).output


def test_an_archive_that_cannot_be_made_leaves_no_file(shop, tmp_path):
    years = ("archive", "2020-01-01", "2026-03-31", "long.zip", "--owner", "Ana")
    assert "one day to a year" in run(*years, says=2).output
    assert [path.name for path in tmp_path.iterdir() if "long" in path.name] == []


def test_a_lost_key_is_followed_by_a_new_one(shop, tmp_path):
    (tmp_path / "certificates" / "sealing-1.pem").unlink()
    assert "sealing-1.pem is gone" in run("close-period", "--owner", "Ana", says=2).output
    run("sealing-key", "new", "--owner", "Ana", "--reason", "the disk died")
    assert "closing 1" in run("close-period", "--owner", "Ana").output
    assert len(run("sealing-key", "list").output.splitlines()) == 2


def test_whole_books_are_called_whole(shop):
    assert "The books are whole" in run("verify").output


def test_the_first_that_is_off_is_named(shop):
    """For people, and as a list for programs."""
    store = Store("sqlite:///locutorio.db")
    with store.begin() as tx:
        tx.execute(text("DROP TRIGGER payment_no_UPDATE"))
        tx.execute(text("UPDATE payment SET amount_minor = amount_minor + 1"))
    store.close()
    said = run("verify", says=1).output
    assert "The first that is off: payment 1: lines should be" in said
    told = run("verify", "--json", says=1).stdout
    (finding,) = json.loads(told)
    assert (finding["table"], finding["key"]) == ("payment", "1")
