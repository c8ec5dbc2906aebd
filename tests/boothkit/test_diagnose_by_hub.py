"""The same commands through a hub, over real HTTP: the booth's answer comes as it was signed."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from boothkit.cli import main
from click.testing import CliRunner, Result
from locutorio.desk import inspection_wire
from locutorio.store import inspections
from locutorio.store.engine import Store
from seed import EAR, MONDAY_MS, SeededBooth
from served_hub import ServedHub
from waiting import wait_for

# The server's own wake-up call when it stops leaves a socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def served(sqlite_store: Store) -> Iterator[ServedHub]:
    served = ServedHub(sqlite_store)
    yield served
    served.stop()


class Answering:
    """A booth that answers what the hub asks it next."""

    def __init__(self, booth: SeededBooth, answer: Callable[[SeededBooth, int], None]) -> None:
        self._booth, self._answer = booth, answer
        self._thread = threading.Thread(target=self._wait)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    def _wait(self) -> None:
        def asked() -> list[Any]:
            with self._booth.store.read() as tx:
                return inspections.going_on(tx)

        self._answer(self._booth, wait_for(asked)[0].id)


def checkup(verdict: str, **facts: object) -> Callable[[SeededBooth, int], None]:
    def answer(booth: SeededBooth, n: int) -> None:
        message = {"boot": 1, "n": n, "at_ms": 5, "verdict": verdict, "limits": []}
        message["facts"] = sorted([name, value] for name, value in facts.items())
        with booth.store.begin() as tx:
            inspection_wire.checkup(tx, EAR, booth.booth_id, message, now_ms=MONDAY_MS)

    return answer


def run(served: ServedHub, *words: str) -> Result:
    known = {
        "LOCUTORIO_HUB": served.url,
        "LOCUTORIO_NAME": served.name,
        "LOCUTORIO_PASSWORD": served.password,
    }
    return CliRunner().invoke(main, words, env=known)


def test_a_booth_in_service_is_diagnosed_and_its_report_is_its_own(served: ServedHub, tmp_path: Path):
    saved = str(tmp_path / "report.json")
    with Answering(served.booth("booth-1"), checkup("done", wifi=True, rssi_dbm=-91)):
        done = run(served, "diagnose", "--booth", "booth-1", "--quick", "--json", "--save", saved)
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [found["code"] for found in told["findings"] if found["verdict"] == "bad"] == ["weak_wifi"]
    assert "signed by the booth itself" in run(served, "report", saved, "--hub", served.url).stderr


def test_a_booth_in_use_is_left_alone(served: ServedHub):
    with Answering(served.booth("booth-1"), checkup("busy")):
        done = run(served, "diagnose", "--booth", "booth-1", "--quick")
    assert (done.exit_code, "somebody uses the booth" in done.stderr) == (3, True)


def test_limits_are_not_written_through_a_hub(served: ServedHub):
    assert run(served, "diagnose", "--booth", "booth-1", "--calibrate").exit_code == 2


def test_a_line_is_watched_through_the_hub(served: ServedHub, tmp_path: Path):
    def answer(booth: SeededBooth, n: int) -> None:
        edges = [["line_volts", 1, 1000]]
        lifted = [["line_volts", 0, 3000], ["hook", 1, 3000]]
        for part, at_ms, news in ((1, 1000, edges), (2, 3100, lifted), (3, 6000, [])):
            head = {"boot": 1, "n": n, "part": part, "at_ms": at_ms, "over": part == 3, "lost": 0}
            with booth.store.begin() as tx:
                message = head | {"line": "locked", "edges": news}
                inspection_wire.trace(tx, EAR, booth.booth_id, message, now_ms=MONDAY_MS)

    path = tmp_path / "seen.toml"
    with Answering(served.booth("booth-1"), answer):
        done = run(served, "monitor", "--booth", "booth-1", "--for", "5", "--record", str(path), "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[0]) == {"at_ms": 1000, "pin": "line_volts", "active": True}
    assert '[0, "pin", "hook", 0]' in path.read_text()  # the voltage fell, though no current flows
