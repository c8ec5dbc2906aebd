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

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("virtual booths")]


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


def test_a_board_becomes_a_booth_that_its_hub_hears(desk: BoardOnDesk, flash: Path, mosquitto: Broker):
    file = config_file(flash.parent, mosquitto.url)
    key = json.loads(file.read_text())["key"]
    done = provision(desk, file, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["fingerprint"] == fingerprint(key)
    assert key not in done.output
    assert "well kept" not in done.output
    assert json.loads((flash / "config.json").read_text())["wifi"] == {
        "ssid": "shop",
        "password": "well kept",
    }

    async def heard() -> None:
        async with (
            asyncio.timeout(60),
            HubSide(read_broker(mosquitto.url), "sol", {"booth-1": bytes.fromhex(key)}) as hub,
        ):
            await hub.until(lambda: hub.booths["booth-1"].hello != {})

    asyncio.run(heard())


def test_what_the_firmware_would_not_take_is_refused_and_changes_nothing(desk: BoardOnDesk, flash: Path):
    nobody = "mqtt://127.0.0.1:1"
    assert provision(desk, config_file(flash.parent, nobody)).exit_code == 0
    before = (flash / "config.json").read_bytes()
    (flash / "j00000001").write_text("untold")

    wrong = provision(desk, config_file(flash.parent, nobody, profile="luck"))
    assert (wrong.exit_code, "profile must be one of" in wrong.output) == (1, True)
    other = provision(desk, config_file(flash.parent, nobody, booth="booth-2"))
    assert (other.exit_code, "this board is booth-1 of sol" in other.output) == (1, True)
    assert (flash / "config.json").read_bytes() == before
    assert not (flash / "bench").exists()

    anew = provision(desk, config_file(flash.parent, nobody, booth="booth-2"), "--anew")
    assert anew.exit_code == 0, anew.output
    assert json.loads((flash / "config.json").read_text())["booth"] == "booth-2"
    assert not (flash / "j00000001").exists() or (flash / "j00000001").read_text() != "untold"
