"""A board becomes a booth that its hub hears; the firmware on it reads what it gets before it is kept."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from boothkit.cli import main
from boothkit.hubside import HubSide, read_broker
from boothkit.provision import fingerprint
from boothkit.sim import bench_config
from boothkit.virtual import FIRMWARE
from boothkit.virtual_board import BoardOnDesk, board_on_desk
from brokers import Broker
from click.testing import CliRunner, Result
from locutorio.pki.authority import Authority
from locutorio.store.engine import Store
from seed import MONDAY_MS
from served_hub import ServedHub

pytestmark = [
    pytest.mark.journey,
    # The server's own wake-up call when it stops leaves a socket to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def flash(tmp_path: Path) -> Path:
    """With the firmware on it, and nothing else."""
    shutil.copytree(FIRMWARE, tmp_path / "flash", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "flash"


@pytest.fixture
def desk(flash: Path) -> Iterator[BoardOnDesk]:
    with board_on_desk(flash) as desk:
        yield desk


def config_file(folder: Path, broker: str, booth: str = "booth-1", **changes: Any) -> Path:
    """As a hub writes it: the Wi-Fi is the technician's affair."""
    config = bench_config("sol", booth, "reversal", read_broker(broker))
    file = folder / f"{booth}.json"
    file.write_text(json.dumps(config | {"wifi": {"ssid": "", "password": ""}} | changes))
    return file


def provision(desk: BoardOnDesk, config: Path, *words: str) -> Result:
    arguments = ["provision", "--port", desk.port, "--config", str(config), "--ssid", "shop", *words]
    return CliRunner().invoke(main, arguments, env={"BOOTHKIT_WIFI_PASSWORD": "well kept"})


def test_a_hub_makes_a_booth_known_and_its_board_gets_it_all(
    desk: BoardOnDesk, flash: Path, tmp_path: Path, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)  # a hub's certificates are where it runs
    authority = Authority.open_or_create(tmp_path / "certificates", shop_id="sol", now_ms=MONDAY_MS)
    served = ServedHub(sqlite_store)
    secret = {"LOCUTORIO_PASSWORD": served.password, "BOOTHKIT_WIFI_PASSWORD": "well kept"}
    words = [
        "provision",
        "booth-9",
        "--port",
        desk.port,
        "--hub",
        served.url,
        "--name",
        served.name,
        "--ssid",
        "shop",
    ]
    try:
        done = CliRunner().invoke(main, [*words, "--label", str(tmp_path / "box.svg")], env=secret)
    finally:
        served.stop()
    assert done.exit_code == 0, done.output
    config = json.loads((flash / "config.json").read_text())
    assert (config["booth"], config["wifi"]) == ("booth-9", {"ssid": "shop", "password": "well kept"})
    assert fingerprint(config["key"]) in done.output
    assert config["key"] not in done.output
    assert "well kept" not in done.output
    assert (flash / "ca.der").read_bytes() == authority.newest_der()
    assert "<svg" in (tmp_path / "box.svg").read_text()


def test_a_board_becomes_one_booth_and_stays_it(desk: BoardOnDesk, flash: Path, mosquitto: Broker):
    file = config_file(flash.parent, mosquitto.url)
    done = provision(desk, file)
    assert done.exit_code == 0, done.output
    asyncio.run(heard(mosquitto.url, json.loads(file.read_text())))
    before = (flash / "config.json").read_bytes()

    wrong = provision(desk, config_file(flash.parent, mosquitto.url, profile="luck"))
    assert (wrong.exit_code, "profile must be one of" in wrong.output) == (1, True)
    other = provision(desk, config_file(flash.parent, mosquitto.url, booth="booth-2"))
    assert (other.exit_code, "this board is booth-1 of sol" in other.output) == (1, True)
    assert (flash / "config.json").read_bytes() == before
    assert not (flash / "bench").exists()

    (flash / "j00009999").write_text("untold")
    anew = provision(desk, config_file(flash.parent, mosquitto.url, booth="booth-2"), "--anew")
    assert anew.exit_code == 0, anew.output
    assert json.loads((flash / "config.json").read_text())["booth"] == "booth-2"
    assert not (flash / "j00009999").exists()


async def heard(broker: str, config: dict[str, Any]) -> None:
    """Its hub hears it greet."""
    booth, keys = config["booth"], {config["booth"]: bytes.fromhex(config["key"])}
    async with asyncio.timeout(60), HubSide(read_broker(broker), config["shop"], keys) as hub:
        await hub.until(lambda: hub.booths[booth].hello != {})
