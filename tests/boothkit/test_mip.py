"""The firmware the ecosystem's way: unpacked from a release, installed by mpremote from a web server."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from boothkit.cli import main
from boothkit.usb import open_console
from boothkit.virtual_board import board_on_desk
from click.testing import CliRunner, Result


def release(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["release", *map(str, words)])


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A small program, signed, in release.zip."""
    firmware = tmp_path / "firmware"
    (firmware / "booth").mkdir(parents=True)
    (firmware / "booth/__init__.py").write_text('FIRMWARE = "7.1"\n')
    (firmware / "app.py").write_text("def main(slot, safe):\n    while True:\n        print('at work')\n")
    release("keygen", tmp_path)
    made = ("make", "7", tmp_path / "release.zip", "--key", tmp_path / "release.pem", "--firmware", firmware)
    assert release(*made).exit_code == 0
    return tmp_path / "release.zip"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Serves the folder `web`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "web"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_mpremote_installs_it_and_it_runs(released: Path, web: str, tmp_path: Path):
    assert release("package", released, tmp_path / "web", "--key", tmp_path / "release.key").exit_code == 0
    with board_on_desk(tmp_path / "flash") as desk:
        install = [
            "connect",
            desk.port,
            "mip",
            "install",
            "--target",
            "/",
            f"{web}/package.json",
            "+",
            "reset",
        ]
        subprocess.run(
            [sys.executable, "-m", "mpremote", *install], check=True, capture_output=True, timeout=100
        )
        with open_console(desk.port) as console:
            assert any("at work" in line for line in console.lines(patience_s=60))


def test_what_the_owner_did_not_sign_is_not_unpacked(released: Path, tmp_path: Path):
    release("keygen", tmp_path / "other")
    refused = release("package", released, tmp_path / "web", "--key", tmp_path / "other/release.key")
    assert (refused.exit_code, "the signature of the release does not fit" in refused.output) == (1, True)
    assert not (tmp_path / "web").exists()
