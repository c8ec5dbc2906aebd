"""The booth's TLS under MicroPython: it believes its own authority only, and waits for nobody."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from booth import tls
from booth.folder import Folder
from brokers import MOSQUITTO, Mosquitto
from locutorio.pki import Authority, issue_booth, issue_broker
from onboard import on_micropython

NOW_MS = 1_800_000_000_000


class SecureMosquitto(Mosquitto):
    def command(self) -> list[str]:
        config = self.folder / "mosquitto.conf"
        config.write_text(
            f"listener {self.port} 127.0.0.1\n"
            f"cafile {self.folder}/trusted.crt\ncertfile {self.folder}/broker.pem\n"
            f"keyfile {self.folder}/broker.pem\nrequire_certificate true\nuse_identity_as_username true\n"
            "user root\n"  # for a tester who is root: else it could not read those files
        )
        return [MOSQUITTO, "-c", str(config)]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.open_or_create(tmp_path / "ours", shop_id="sol", now_ms=NOW_MS)


@pytest.fixture
def start(authority: Authority) -> Iterator[Callable[[], int]]:
    """Starts the broker with a certificate for loopback; returns its port."""
    started = []

    def start(host: str = "127.0.0.1") -> int:
        issue_broker(authority, [host], now_ms=NOW_MS)
        started.append(SecureMosquitto(authority.folder).start())
        return started[0].port

    yield start
    for broker in started:
        broker.kill()


def equip(folder: Path, authority: Authority) -> Path:
    """A controller's folder with its three files."""
    files = issue_booth(authority, "booth-1", now_ms=NOW_MS)
    folder.mkdir()
    for name, data in (("ca", files.ca), ("cert", files.certificate), ("key", files.key)):
        (folder / f"{name}.der").write_bytes(data)
    return folder


def connect(port: int, folder: Path) -> dict:
    told = on_micropython("mqtt_probe.py", "open", str(port), str(folder))
    assert told["stall_ms"] < 2000  # far below the watchdog's patience
    return told


def test_booth_and_broker_show_each_other_who_they_are(start, authority: Authority, tmp_path: Path):
    assert connect(start(), equip(tmp_path / "booth", authority))["lost"] == ""


def test_a_booth_that_knows_only_the_older_authority_trusts_the_newer(
    start, authority: Authority, tmp_path: Path
):
    folder = equip(tmp_path / "booth", authority)
    authority.renew(now_ms=NOW_MS)
    assert connect(start(), folder)["lost"] == ""


def test_a_broker_of_another_authority_is_not_believed(start, authority: Authority, tmp_path: Path):
    other = Authority.open_or_create(tmp_path / "theirs", shop_id="sol", now_ms=NOW_MS)
    folder = equip(tmp_path / "booth", other)
    assert "cannot connect: ValueError" in connect(start(), folder)["lost"]


def test_a_broker_that_is_not_at_its_own_address_is_not_believed(start, authority: Authority, tmp_path: Path):
    folder = equip(tmp_path / "booth", authority)
    assert "cannot connect: ValueError" in connect(start("10.9.8.7"), folder)["lost"]


def test_a_certificate_of_another_authority_opens_no_session(start, authority: Authority, tmp_path: Path):
    other = Authority.open_or_create(tmp_path / "theirs", shop_id="sol", now_ms=NOW_MS)
    folder = equip(tmp_path / "booth", other)
    (folder / "ca.der").write_bytes(authority.newest_der())
    assert connect(start(), folder)["lost"] != ""


def test_a_broker_that_speaks_plainly_or_not_at_all_is_given_up(authority: Authority, tmp_path: Path):
    folder = equip(tmp_path / "booth", authority)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "TimeoutError" in connect(silent.getsockname()[1], folder)["lost"]
    plain = Mosquitto(tmp_path).start()
    try:
        assert connect(plain.port, folder)["lost"] != ""
    finally:
        plain.kill()


@pytest.mark.parametrize("name", tls.FILES)
def test_a_missing_file_is_named(name: str, authority: Authority, tmp_path: Path):
    folder = equip(tmp_path / "booth", authority)
    (folder / name).unlink()
    with pytest.raises(ValueError, match=rf"^{name} is missing"):
        tls.context(Folder(str(folder)))
