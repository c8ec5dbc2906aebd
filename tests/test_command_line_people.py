"""`locutorio person`: people, from the machine itself."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from locutorio.cli import main
from locutorio.clock import now_ms
from locutorio.desk import people, proving
from locutorio.desk.errors import WrongPassword
from locutorio.store.engine import Store

SETTINGS = """
[shop]
name = "Chez Awa"
currency = "EUR"
country = "FR"
timezone = "Europe/Paris"

[store]
url = "{url}"
"""
PASSWORD = "correct horse"


@pytest.fixture
def settings_file(tmp_path: Path, sqlite_url: str) -> Path:
    file = tmp_path / "locutorio.toml"
    file.write_text(SETTINGS.format(url=sqlite_url))
    return file


@pytest.fixture
def shop(settings_file: Path, sqlite_store: Store) -> Store:
    people.create_owner(sqlite_store, name="Awa", password=PASSWORD, now_ms=1)
    return sqlite_store


def run(settings_file: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["person", *words, "--settings", str(settings_file)], input=typed)


def test_a_new_owner_when_the_only_one_forgot(shop: Store, settings_file: Path) -> None:
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    added = run(settings_file, "add", "Binta", "--role", "owner", typed=typed)
    assert "Binta can log in now" in added.output
    assert PASSWORD not in added.output
    assert run(settings_file, "role", "awa", "operator").output == "Awa is operator now\n"
    listed = run(settings_file, "list").output.splitlines()
    assert [line.split() for line in listed] == [["Awa", "operator"], ["Binta", "owner"]]


def test_whoever_is_locked_out_is_let_in(shop: Store, settings_file: Path) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            proving.sign_in(shop, name="Awa", password="wrong", now_ms=now_ms())
    assert "locked out" in run(settings_file, "list").output
    assert run(settings_file, "lift", "Awa").output == "Awa need not wait any more\n"
    assert "locked out" not in run(settings_file, "list").output


def test_a_new_password(shop: Store, settings_file: Path) -> None:
    answer = run(settings_file, "password", "Awa", "--password", "staple battery")
    assert "new password" in answer.output
    assert proving.sign_in(shop, name="Awa", password="staple battery", now_ms=2).name == "Awa"


def test_what_cannot_be_is_said(shop: Store, settings_file: Path) -> None:
    for words, said in (
        (("role", "Awa", "operator"), "somebody has to be left who may do everything"),
        (("role", "Awa", "king"), "no such role"),
        (("lift", "Nobody"), "there is no person Nobody; there are: Awa"),
        (("add", "Awa", "--password", PASSWORD), "there is a Awa already"),
    ):
        refused = run(settings_file, *words)
        assert (refused.exit_code, said in refused.output) == (2, True), refused.output


def test_roles_with_what_they_may(shop: Store, settings_file: Path) -> None:
    lines = run(settings_file, "roles").output.splitlines()
    assert "technician: alarms, prices_see, technical" in lines
