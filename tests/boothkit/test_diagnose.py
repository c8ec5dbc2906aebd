"""A fault is planted in a virtual board, and `boothkit diagnose` names it: real firmware over its cable."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from boothkit.cli import main
from boothkit.virtual_board import BoardOnDesk, VirtualBoard, board_on_desk
from boothkit.wiring import Wiring
from click.testing import CliRunner, Result
from locutorio.pki import Authority
from secure_broker import NOW_MS, SecureMosquitto, equip
from waiting import wait_for

KEY = "5a" * 32
SPEED = 8
PLAIN = {"no_tls", "swapped_polarity"}  # what is so on a desk, or cannot be known yet


class Bench:
    """A board with its line. Whatever touches either is done in the board's own thread."""

    def __init__(self, desk: BoardOnDesk, flash: Path) -> None:
        self.desk, self.flash = desk, flash
        self.wiring: Wiring = desk.do(lambda board: Wiring(board.booth, convention="on_answer_swapped"))

    def do(self, deed: str, *arguments: Any) -> None:
        self.desk.do(lambda board: self.wiring.act(lambda line: self._deed(board, line, deed, arguments)))

    def _deed(self, board: VirtualBoard, line: Any, deed: str, arguments: tuple[Any, ...]) -> Any:
        return getattr(line, deed)(board.booth.now_ms(), *arguments)

    def now_ms(self) -> int:
        return int(self.desk.do(lambda board: board.booth.now_ms()))

    def diagnose(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["diagnose", "--port", self.desk.port, "--quick", *words])

    def faults(self) -> set[str]:
        """What is bad or weak."""
        done = self.diagnose("--json")
        if done.exit_code == 3:
            return {done.stderr}
        told = json.loads(done.stdout)
        return {found["code"] for found in told["findings"] if found["verdict"] in ("bad", "weak")} - PLAIN


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureMosquitto]:
    broker = SecureMosquitto(tmp_path_factory.mktemp("broker")).start()
    yield broker
    broker.kill()


@pytest.fixture(scope="module")
def bench(broker: SecureMosquitto, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A booth that was given the certificates of another shop."""
    folder = tmp_path_factory.mktemp("bench")
    theirs = Authority.open_or_create(folder / "theirs", shop_id="sol", now_ms=NOW_MS)
    config = {
        "shop": "sol",
        "booth": "booth-1",
        "key": KEY,
        "broker": {"host": "127.0.0.1", "port": broker.tls_port, "tls": True},
        "wifi": {"ssid": "sol", "password": ""},
        "profile": "reversal",
        "emergency": ["112"],
    }
    flash = equip(folder / "flash", theirs)
    (flash / "limits.json").write_text('{"leg": "a"}')
    with board_on_desk(flash, config, speed=SPEED) as desk:
        bench = Bench(desk, flash)
        wait_for(lambda: "wrong_ca" in bench.faults())
        yield bench


def test_a_certificate_of_another_shop_is_named(bench: Bench):
    assert bench.faults() == {"wrong_ca"}


def test_a_relay_that_stays_open_and_one_that_stays_closed_are_told_apart(bench: Bench):
    bench.desk.do(lambda board: bench.wiring.stick(True))
    assert bench.faults() == {"wrong_ca", "relay_dead"}
    bench.desk.do(lambda board: board.booth.set_pin("relay_sense", True))
    assert bench.faults() == {"wrong_ca", "relay_welded"}
    bench.desk.do(lambda board: bench.wiring.stick(False))
    assert bench.faults() == {"wrong_ca"}


def test_a_weak_network_is_named(bench: Bench):
    bench.desk.do(lambda board: board.booth.set_signal(-88))
    assert bench.faults() == {"wrong_ca", "weak_wifi"}
    bench.desk.do(lambda board: board.booth.set_signal(-50))


def test_a_full_flash_is_named(bench: Bench):
    (bench.flash / "films").write_bytes(bytes(900_000))
    assert "flash_full" in bench.faults()
    (bench.flash / "films").unlink()
    assert bench.faults() == {"wrong_ca"}


def test_wires_swapped_since_the_board_was_calibrated_are_named(bench: Bench):
    bench.do("off_hook")
    wait_for(lambda: bench.desk.do(lambda board: bench.wiring.closed.is_set()))  # for an emergency number
    seen_ms = bench.now_ms() + 1000
    wait_for(lambda: bench.now_ms() > seen_ms)
    assert bench.diagnose().exit_code == 3  # not while somebody uses it
    bench.do("on_hook")
    wait_for(lambda: bench.diagnose().exit_code == 1)
    told = json.loads(bench.diagnose("--json").stdout)
    polarity = next(found for found in told["findings"] if found["code"] == "swapped_polarity")
    assert (polarity["verdict"], polarity["measured"], polarity["limit"]) == ("bad", "b", "a")


def test_a_report_is_the_booths_word(bench: Bench, tmp_path: Path):
    saved, config = tmp_path / "report.json", bench.flash / "config.json"
    assert bench.diagnose("--save", str(saved)).exit_code == 1

    def check() -> Result:
        return CliRunner().invoke(main, ["report", str(saved), "--config", str(config)])

    assert "signed by the booth itself" in check().stderr
    told = saved.read_text()
    saved.write_text(re.sub(r'(\\"rssi_dbm\\", )-\d+', r"\1-40", told))
    assert saved.read_text() != told
    assert check().exit_code == 1
    assert KEY not in check().output


def test_a_board_is_not_calibrated_while_anything_is_wrong_with_it(bench: Bench):
    assert bench.diagnose("--calibrate").exit_code == 1
    assert json.loads((bench.flash / "limits.json").read_text()) == {"leg": "a"}
