"""A shop set up by its own commands, secured from end to end: hub, real mosquitto, a booth's real firmware.

They believe each other by what `locutorio broker-config` and `locutorio booth certificate` have written.
"""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring
from brokers import MOSQUITTO, Broker
from click.testing import CliRunner
from locutorio.app import Hub
from locutorio.cli import main
from locutorio.clock import now_ms
from locutorio.core.tile import Tile
from locutorio.desk import board
from locutorio.desk.people import create_owner
from locutorio.desk.unlock import unlock
from locutorio.settings import read_settings
from locutorio.store import standing

pytestmark = pytest.mark.journey

WITHIN_S = 60.0
SETTINGS = """
[shop]
id = "sol"
name = "Sol"
country = "ES"
timezone = "Europe/Madrid"
currency = "EUR"
[panel]
port = 0
[broker]
url = "mqtts://127.0.0.1:{port}"
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.output


class WrittenBroker(Broker):
    """mosquitto on the folder that the command wrote."""

    def command(self) -> list[str]:
        config = (self.folder / "broker/mosquitto.conf").read_text()
        # Only that root, if root runs the tests, reads what it wrote itself.
        (self.folder / "run.conf").write_text(config + ("user root\n" if os.getuid() == 0 else ""))
        return [MOSQUITTO, "-c", str(self.folder / "run.conf")]


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> Iterator[Broker]:
    """Running, with the settings of its shop in the folder the commands are typed in."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated_sqlite, tmp_path / "locutorio.db")
    broker = WrittenBroker(tmp_path)
    Path("locutorio.toml").write_text(SETTINGS.format(port=broker.port))
    run("broker-config", "broker")
    run("booth", "add", "booth-1", "--label", "1", "--config", "config.json")
    broker.start()
    yield broker
    broker.kill()


class Counter:
    """The hub at work, and what its operator sees and does."""

    def __init__(self) -> None:
        self._settings = read_settings(Path("locutorio.toml"))
        self.start()
        self._owner = create_owner(self.hub.store, name="Ana", password="a long password", now_ms=now_ms())

    def start(self) -> None:
        self.hub, self._shop = Hub(self._settings, Path()), self._settings.shop
        self.hub.start()

    @property
    def tile(self) -> Tile:
        return board.tile(self.hub.store, self._shop, booth_id="booth-1", now_ms=now_ms())

    def has_heard(self, boot: int) -> bool:
        with self.hub.store.read() as tx:
            return boot in {booth.report.boot for booth in standing.online(tx, heard_since_ms=0)}

    def unlock(self) -> None:
        unlock(self.hub.store, self._shop, booth_id="booth-1", operator_id=self._owner.id, now_ms=now_ms())


@pytest.fixture
def counter(broker: Broker) -> Iterator[Counter]:
    counter = Counter()
    yield counter
    counter.hub.stop()


async def until(look: Callable[[], object]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not look():
            await asyncio.sleep(0.05)


@asynccontextmanager
async def controller(name: str) -> AsyncIterator[VirtualBooth]:
    """One that was never used, with what the commands wrote for it, on its line."""
    run("booth", "certificate", "booth-1", "--folder", name)
    booth = VirtualBooth(Path(name), json.loads(Path("config.json").read_text()))
    wiring = Wiring(booth)
    await booth.start()
    try:
        yield booth
    finally:
        await wiring.stop()


def start_anew(broker: Broker) -> None:
    """As the commands tell one to."""
    run("broker-config", "broker")
    broker.kill()
    broker.start()


async def opens(counter: Counter, booth: VirtualBooth) -> None:
    """The hub's wish reaches the booth, and the booth's report the hub."""
    counter.unlock()
    await until(lambda: booth.outputs["relay"] and counter.tile.line == "idle")


def test_hub_and_booth_work_through_a_broker_that_lets_in_nobody_else(counter: Counter):
    async def scene() -> None:
        async with controller("ours") as booth:
            await until(lambda: counter.has_heard(boot=1))
            await opens(counter, booth)

    asyncio.run(scene())


def test_a_stolen_controller_is_shut_out_and_another_takes_its_place(counter: Counter, broker: Broker):
    async def scene() -> None:
        async with controller("stolen") as booth:
            await until(lambda: counter.has_heard(boot=1))
            run("booth", "revoke", "booth-1")
            start_anew(broker)
            # The first time it may just have lost its session; after that it is refused.
            await until(lambda: booth.console().count("cannot connect") >= 3)
            counter.hub.stop()
            run("booth", "config", "booth-1", "--new-key", "--config", "config.json")
            counter.start()
            async with controller("another") as other:
                await until(lambda: counter.has_heard(boot=2))
                await opens(counter, other)

    asyncio.run(scene())


def test_a_new_authority_takes_over_while_the_shop_is_open(counter: Counter, broker: Broker):
    """The booth has heard of the old one only."""

    async def scene() -> None:
        async with controller("ours") as booth:
            await until(lambda: counter.has_heard(boot=1))
            run("authority", "renew")
            start_anew(broker)
            await opens(counter, booth)
            refused = CliRunner().invoke(main, ["authority", "retire"])
            assert refused.exit_code == 2
            assert "booth-1 would be shut out" in refused.output

    asyncio.run(scene())
