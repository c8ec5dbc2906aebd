"""The commands around certificates, as a person at a terminal meets them."""

import hashlib
import json
import re
import signal
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from locutorio.cli import main
from secure_shop import SHOP
from waiting import wait_for

LINES = "\n".join(f'{name} = "{value}"' for name, value in SHOP.items())


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    broker = 'url = "mqtts://192.0.2.7"'
    (tmp_path / "locutorio.toml").write_text(f"[shop]\n{LINES}\n[broker]\n{broker}\n")
    return tmp_path


def run(words: str, *, fails: bool = False) -> Result:
    result = CliRunner().invoke(main, words.split())
    assert result.exit_code == (2 if fails else 0), result.output
    return result


def test_before_there_is_an_authority_each_command_says_what_makes_one(shop: Path):
    run("booth add booth-1 --label 1 --config booth-1.json")
    for words in (
        "certificates",
        "booth certificate booth-1 --folder controller",
        "booth revoke booth-1",
        "authority renew",
        "authority retire",
    ):
        result = run(words, fails=True)
        assert "locutorio broker-config" in result.output
        assert len(result.output.splitlines()) == 1
    assert not (shop / "controller").exists()


def test_a_booths_files_are_for_its_owners_eyes_and_its_config_says_tls(shop: Path):
    run("broker-config broker")
    run("booth add booth-1 --label 1 --config booth-1.json")
    assert json.loads((shop / "booth-1.json").read_text())["broker"] == {
        "host": "192.0.2.7", "port": 8883, "tls": True
    }  # fmt: skip
    run("booth certificate booth-1 --folder controller")
    files = sorted((shop / "controller").iterdir())
    assert [path.name for path in files] == ["ca.der", "cert.der", "key.der"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_booth_nobody_knows_gets_no_certificate(shop: Path):
    run("broker-config broker")
    assert "booth-9" in run("booth certificate booth-9 --folder controller", fails=True).output
    assert "booth-9" in run("booth revoke booth-9", fails=True).output
    assert not (shop / "controller").exists()


def test_the_list_tells_what_holds_and_what_does_not(shop: Path):
    run("broker-config broker")
    run("booth add booth-1 --label 1 --config booth-1.json")
    run("booth certificate booth-1 --folder controller")
    lines = run("certificates").output.splitlines()
    assert [line.split()[0] for line in lines] == ["authority", "broker", "hub", "booth"]
    assert all(re.search(r"until 20\d\d-\d\d-\d\d$", line) for line in lines)
    run("booth revoke booth-1")
    assert run("certificates").output.splitlines()[-1].endswith("revoked")
    run("booth certificate booth-1 --folder controller")
    booths = [line for line in run("certificates").output.splitlines() if line.startswith("booth")]
    assert sorted(line.endswith("revoked") for line in booths) == [False, True]
    assert not any("replaced" in line for line in booths)


def test_a_settings_file_without_tls_is_told_what_to_write(shop: Path):
    (shop / "locutorio.toml").write_text(f"[shop]\n{LINES}\n")
    assert "mqtts://" in run("broker-config broker", fails=True).output
    assert not (shop / "broker").exists()


def test_up_says_how_screens_come_to_trust_the_panel(shop: Path):
    """And it is true: what is fetched has that fingerprint, and with it pages and cookies are safe."""
    panel = '[panel]\nport = 0\ntls = "own"\n[broker]\nurl = "mqtt://127.0.0.1:1"\n'
    (shop / "locutorio.toml").write_text(f"[shop]\n{LINES}\n{panel}")
    log = shop / "up.log"
    with log.open("w") as output:
        hub = subprocess.Popen([sys.executable, "-m", "locutorio", "up"], stdout=output, stderr=output)
    try:
        wait_for(lambda: "setup code" in log.read_text(), within_s=60)
        said = re.search(r"fetch (\S+), compare its SHA-256 fingerprint, ([0-9A-F:]{95}),", log.read_text())
        blind = ssl.create_default_context()
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(said[1], context=blind) as reply:
            authority = reply.read()
        assert hashlib.sha256(authority).digest().hex(":").upper() == said[2]
        trusting = ssl.create_default_context(cadata=authority)
        with urllib.request.urlopen(said[1].rpartition("/")[0], context=trusting) as page:
            assert page.headers["Strict-Transport-Security"].startswith("max-age=")
            assert re.match(r"__Host-\w+=.*; Secure; HttpOnly; Path=/", page.headers["Set-Cookie"])
            assert "Set up" in page.read().decode()
    finally:
        hub.send_signal(signal.SIGTERM)
        assert hub.wait(60) == 0
    assert "Traceback" not in log.read_text()


def test_a_config_is_written_again_with_the_same_key_or_a_new_one(shop: Path):
    run("booth add booth-1 --label 1 --config first.json")
    run("booth config booth-1 --config again.json")
    run("booth config booth-1 --new-key --config new.json")
    names = ("first", "again", "new")
    first, again, new = (json.loads((shop / f"{name}.json").read_text()) for name in names)
    assert again == first
    assert new["key"] != first["key"]
    assert new | {"key": first["key"]} == first
    assert (shop / "new.json").stat().st_mode & 0o777 == 0o600
    assert "booth-9" in run("booth config booth-9 --config x.json", fails=True).output
    assert not (shop / "x.json").exists()
