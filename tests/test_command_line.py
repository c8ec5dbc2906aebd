"""The `locutorio` command as a person at a terminal meets it."""

import json
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest
from brokers import Broker
from click.testing import CliRunner
from locutorio.cli import main
from locutorio.sample.prices import tariff_document
from locutorio.setting_list import SETTINGS
from waiting import wait_for

SHOP = """
[shop]
name = "Chez Awa"
country = "SN"
timezone = "Africa/Dakar"
currency = "EUR"
[panel]
port = 0
[broker]
url = "{broker}"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shop(folder: Path) -> Path:
    (folder / "locutorio.toml").write_text(SHOP.format(broker="mqtt://127.0.0.1:1"))
    return folder


def run(*words: str):
    return CliRunner().invoke(main, words)


def test_init_names_every_setting_and_overwrites_nothing(folder: Path):
    assert run("init").exit_code == 0
    text = (folder / "locutorio.toml").read_text()
    assert all(
        re.search(rf"^(# )?{setting.name.split('.')[1]} = ", text, re.MULTILINE) for setting in SETTINGS
    )
    uncommented = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE))
    assert uncommented["panel"]["port"] == 8446
    again = run("init")
    assert again.exit_code != 0
    assert "left as it is" in again.output


def test_without_settings_one_line_says_what_to_do(folder: Path):
    result = run("up")
    assert result.exit_code == 2
    assert "locutorio init" in result.output
    assert len(result.output.splitlines()) == 1


def test_books_that_cannot_be_reached_are_one_line_too(shop: Path):
    with (shop / "locutorio.toml").open("a") as file:
        file.write('[store]\nurl = "sqlite:///no/such/folder/books.db"\n')
    result = run("up")
    assert result.exit_code == 2
    assert "the books cannot be" in result.output


def test_a_booth_gets_a_config_for_its_owners_eyes(shop: Path):
    result = run("booth", "add", "booth-1", "--label", "1", "--config", "b1.json")
    assert result.exit_code == 0, result.output
    config = json.loads((shop / "b1.json").read_text())
    assert (shop / "b1.json").stat().st_mode & 0o777 == 0o600
    assert re.fullmatch("[0-9a-f]{64}", config["key"])
    assert config["key"] not in result.output
    again = run("booth", "add", "booth-1", "--label", "1", "--config", "other.json")
    assert again.exit_code == 2
    assert "booth-1" in again.output
    assert not (shop / "other.json").exists()


def test_a_booth_is_not_told_the_hubs_password(folder: Path):
    (folder / "locutorio.toml").write_text(SHOP.format(broker="mqtt://hub:secret@192.0.2.7:1884"))
    assert run("booth", "add", "booth-1", "--label", "1", "--config", "b1.json").exit_code == 0
    text = (folder / "b1.json").read_text()
    assert "secret" not in text
    assert json.loads(text)["broker"] == {"host": "192.0.2.7", "port": 1884, "tls": False}


def test_a_tariff_is_adopted_or_the_place_of_its_fault_named(shop: Path):
    (shop / "good.json").write_text(json.dumps(tariff_document()))
    assert run("tariff", "adopt", "good.json").exit_code == 0
    document = tariff_document()
    document["decks"][0]["versions"][0]["rates"][3]["steps"][0]["price"] = "cheap"
    (shop / "bad.json").write_text(json.dumps(document))
    result = run("tariff", "adopt", "bad.json")
    assert result.exit_code == 2
    assert "rates[3]" in result.output
    assert "cheap" in result.output


def test_an_extra_is_added(shop: Path):
    assert run("extra", "add", "Café", "120").exit_code == 0
    assert run("extra", "add", "Café", "-5").exit_code == 2


def test_up_answers_and_stops_cleanly(shop: Path, mosquitto: Broker):
    (shop / "locutorio.toml").write_text(SHOP.format(broker=mosquitto.url))
    with (shop / "up.log").open("w") as log:
        hub = subprocess.Popen([sys.executable, "-m", "locutorio", "up"], stdout=log, stderr=log)
    try:
        wait_for(lambda: "setup code" in (shop / "up.log").read_text())
        address = re.search(r"Panel: (\S+)", (shop / "up.log").read_text())[1]
        wait_for(lambda: health(address)["ok"])
        assert "Set up" in urllib.request.urlopen(address).read().decode()
    finally:
        hub.send_signal(signal.SIGTERM)
    assert hub.wait(60) == 0
    assert (shop / "up.log").read_text().endswith("Stopped.\n")


def health(address: str) -> dict:
    try:
        with urllib.request.urlopen(f"{address}/healthz") as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error)
