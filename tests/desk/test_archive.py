"""An archive of a period, and that the check inside it needs no program and finds every changed byte."""

import io
import random
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from full_books import FullBooks
from locutorio.archive.check import Wrong, check
from locutorio.desk import archive, periods, signing
from locutorio.desk.errors import BadArchivePeriod
from locutorio.store import books, closings, ledger, people
from sales import DAY_MS, credit, french, sell
from small_shop import NOON_MS, SHOP, furnish

NOW_MS = NOON_MS + 40 * DAY_MS


@pytest.fixture
def store(sqlite_store):
    """What is in an archive does not depend on the database."""
    return sqlite_store


@pytest.fixture
def shop(tmp_path):
    return french(tmp_path / "keys")


def made(store, shop, path, first=date(2026, 3, 1), last=date(2026, 3, 31)):
    with path.open("wb") as file:
        archive.export(store, shop, first=first, last=last, file=file, operator_id=None, now_ms=NOW_MS)
    return path


@pytest.fixture
def busy(store, shop):
    """Sales on four days, one of them credited, by two keys, and an act with letters of its own."""
    owner = furnish(store)
    sold = sell(store, shop, at_ms=NOON_MS)
    credit(store, shop, sold, at_ms=NOON_MS + 1)
    sell(store, shop, at_ms=NOON_MS + DAY_MS, method="card")
    signing.begin_key(store, shop, reason="señal", operator_id=owner.id, now_ms=NOON_MS + DAY_MS)
    sell(store, shop, at_ms=NOON_MS + 2 * DAY_MS)
    sell(store, shop, at_ms=NOON_MS + 35 * DAY_MS)
    return store


def repacked(path, **changed):
    """The archive with other contents in some of its files."""
    with zipfile.ZipFile(path) as old:
        contents = {info.filename: old.read(info) for info in old.infolist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in (contents | changed).items():
            if content is not None:
                new.writestr(name, content)
    return path


def test_the_check_inside_it_runs_on_any_python(busy, shop, tmp_path):
    path = made(busy, shop, tmp_path / "march.zip")
    with zipfile.ZipFile(path) as file:
        file.extract("verify.py", tmp_path)
    bare = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), str(path)]
    sound = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "Locutorio Sol, 2026-03-01 to 2026-03-31: nothing was changed" in sound.stdout
    assert "       4 rows in receipts.jsonl" in sound.stdout
    repacked(path, **{"acts.jsonl": b""})
    changed = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert (changed.returncode, changed.stdout) == (1, "WRONG: acts.jsonl was changed\n")


def test_it_explains_itself_in_english_and_in_the_shops_language(busy, shop, tmp_path):
    with zipfile.ZipFile(made(busy, shop, tmp_path / "march.zip")) as file:
        assert {"README.txt", "README.es.txt", "verify.py"} <= set(file.namelist())
    with zipfile.ZipFile(made(busy, replace(shop, language="de"), tmp_path / "de.zip")) as file:
        assert [name for name in file.namelist() if name.startswith("README")] == ["README.txt"]


def test_every_changed_byte_of_its_contents_is_found(busy, shop, tmp_path):
    path = made(busy, shop, tmp_path / "march.zip")
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as file:
        contents = {info.filename: file.read(info) for info in file.infolist()}
    dice = random.Random(5)
    for name, content in contents.items():
        for place in {0, len(content) - 1, dice.randrange(len(content))}:
            changed = bytearray(content)
            changed[place] ^= 1 << dice.randrange(8)
            with pytest.raises(Wrong):
                check(repacked(path, **{name: bytes(changed)}))
            path.write_bytes(whole)
    assert check(path)["chains"]["receipts.jsonl"]["rows"] == 4


def test_a_changed_byte_of_the_file_itself_is_found_or_changes_nothing_in_it(busy, shop, tmp_path):
    path = made(busy, shop, tmp_path / "march.zip")
    whole = path.read_bytes()
    sound = {name: zipfile.ZipFile(io.BytesIO(whole)).read(name) for name in zipfile.ZipFile(path).namelist()}
    dice = random.Random(7)
    for _ in range(40):
        changed = bytearray(whole)
        changed[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(changed)
        try:
            check(path)
        except Wrong:
            continue
        with zipfile.ZipFile(path) as file:
            assert {name: file.read(name) for name in file.namelist()} == sound


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"receipts.jsonl": None}, "files are missing"),
        ({"more.txt": b""}, "or were added"),
        ({"manifest.sig": bytes(64)}, "manifest.json does not fit its signature"),
        ({"keys/key-1.pem": b"no key"}, "keys/key-1.pem was changed"),
        ({"manifest.json": b"[]"}, "not written as archives are"),
    ],
)
def test_it_says_what_is_wrong(busy, shop, tmp_path, changed, finding):
    path = repacked(made(busy, shop, tmp_path / "march.zip"), **changed)
    with pytest.raises(Wrong, match=finding):
        check(path)


def test_a_key_of_somebody_else_is_found_by_its_fingerprint(busy, shop, tmp_path):
    path = made(busy, shop, tmp_path / "march.zip")
    key = check(path)["files"]["keys/key-2.pem"]
    assert check(path, key=key)
    with pytest.raises(Wrong, match=f"the key is {key}, not {64 * '0'}"):
        check(path, key=64 * "0")


def test_books_with_something_of_everything_are_sound(store, tmp_path):
    full = FullBooks(store, tmp_path / "keys")
    full.fill()
    rows = {
        name: chain["rows"]
        for name, chain in check(made(store, full.shop, tmp_path / "full.zip"))["chains"].items()
    }
    with store.read() as tx:
        assert rows == {
            "receipts.jsonl": len(list(books.chain(tx))), "postings.jsonl": len(list(ledger.chain(tx))),
            "closings.jsonl": len(closings.every(tx)),
        }  # fmt: skip


def test_of_no_sales_it_is_empty_and_sound(store, shop, tmp_path):
    manifest = check(made(store, shop, tmp_path / "none.zip"))
    assert [chain["rows"] for chain in manifest["chains"].values()] == [0, 0, 0]


def test_the_next_archive_begins_where_one_ends(busy, shop, tmp_path):
    march = check(made(busy, shop, tmp_path / "march.zip"))["chains"]
    april = made(busy, shop, tmp_path / "april.zip", date(2026, 4, 1), date(2026, 4, 30))
    april = check(april, every_signature=True)["chains"]
    assert [chain["rows"] for chain in march.values()] == [4, 5, 4]
    assert april["receipts.jsonl"]["number_before"] == 4
    assert april["receipts.jsonl"]["rows"] == 1


def test_the_closings_of_a_period_are_in_it_though_made_later(busy, shop, tmp_path):
    path = made(busy, shop, tmp_path / "march.zip")
    with zipfile.ZipFile(path) as file:
        closings = file.read("closings.jsonl").decode()
    assert '\\"period\\":\\"2026-03\\"' in closings
    assert len(periods.closed(busy)) == 5


def test_without_rules_it_is_signed_all_the_same(store, shop, tmp_path):
    sell(store, SHOP, at_ms=NOON_MS)
    manifest = check(made(store, replace(shop, fiscal="none"), tmp_path / "plain.zip"))
    assert manifest["chains"]["receipts.jsonl"]["rows"] == 1


def test_it_is_of_a_year_at_most_and_logged(store, shop, tmp_path):
    new_year = date(2026, 1, 1)
    for last in (date(2025, 12, 31), date(2027, 1, 2)):
        with pytest.raises(BadArchivePeriod, match="one day to a year"):
            made(store, shop, tmp_path / "bad.zip", new_year, last)
    made(store, shop, tmp_path / "year.zip", new_year, date(2026, 12, 31))
    with store.read() as tx:
        [act] = people.acts(tx, limit=9, kind="archive")
    assert act["detail"].startswith("2026-01-01 to 2026-12-31, ")
