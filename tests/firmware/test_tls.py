"""The booth's TLS under MicroPython: it believes its own authority only, and waits for nobody."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from booth import tls
from booth.folder import Folder
from locutorio.pki import Authority
from onboard import on_micropython
from secure_broker import NOW_MS, SecureMosquitto, equip


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[SecureMosquitto]:
    broker = SecureMosquitto(tmp_path).start()
    yield broker
    broker.kill()


@pytest.fixture
def folder(broker: SecureMosquitto, tmp_path: Path) -> Path:
    """A controller's, equipped for that broker."""
    return equip(tmp_path / "booth", broker.authority)


def connect(port: int, folder: Path) -> str:
    """ "" or why not."""
    told = on_micropython("mqtt_probe.py", "open", str(port), str(folder))
    assert told["stall_ms"] < 2000  # far below the watchdog's patience
    return str(told["lost"])


def test_booth_and_broker_show_each_other_who_they_are(broker: SecureMosquitto, folder: Path):
    assert connect(broker.tls_port, folder) == ""


def test_a_booth_that_knows_only_the_older_authority_trusts_the_newer(broker: SecureMosquitto, folder: Path):
    broker.kill()
    broker.authority.renew(now_ms=NOW_MS)
    broker.start()
    assert connect(broker.tls_port, folder) == ""


def test_a_broker_of_another_authority_is_not_believed(broker: SecureMosquitto, tmp_path: Path):
    theirs = Authority.open_or_create(tmp_path / "theirs", shop_id="sol", now_ms=NOW_MS)
    assert "cannot connect: ValueError" in connect(broker.tls_port, equip(tmp_path / "booth", theirs))


def test_a_broker_that_is_not_at_its_own_address_is_not_believed(broker: SecureMosquitto, folder: Path):
    broker.kill()
    broker.host = "10.9.8.7"
    broker.start()
    assert "cannot connect: ValueError" in connect(broker.tls_port, folder)


def test_a_certificate_of_another_authority_opens_no_session(broker: SecureMosquitto, tmp_path: Path):
    theirs = Authority.open_or_create(tmp_path / "theirs", shop_id="sol", now_ms=NOW_MS)
    folder = equip(tmp_path / "booth", theirs)
    (folder / "ca.der").write_bytes(broker.authority.newest_der())
    assert connect(broker.tls_port, folder) != ""


def test_a_broker_that_speaks_plainly_or_not_at_all_is_given_up(broker: SecureMosquitto, folder: Path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "TimeoutError" in connect(silent.getsockname()[1], folder)
    assert connect(broker.port, folder) != ""


@pytest.mark.parametrize("name", tls.FILES)
def test_a_missing_file_is_named(name: str, folder: Path):
    (folder / name).unlink()
    with pytest.raises(ValueError, match=rf"^{name} is missing"):
        tls.context(Folder(str(folder)))
