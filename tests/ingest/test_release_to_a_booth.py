"""A release on its whole way: made by boothkit, kept and offered by the hub, run by a real booth."""

import asyncio
import json
from pathlib import Path

import pytest
from boothkit.cli import main as boothkit
from boothkit.virtual import VirtualBooth
from brokers import Broker
from click.testing import CliRunner
from locutorio.desk import alarms, booths, updates
from locutorio.store.engine import Store
from locutorio.store.releases import Offer
from small_shop import SHOP

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("virtual booths")]


def config_of(running, port: int) -> dict:
    key_hex = next(booth.key_hex for booth in booths.booths(running.store) if booth.id == "booth-1")
    return {
        "shop": SHOP.shop_id,
        "booth": "booth-1",
        "key": key_hex,
        "broker": {"host": "127.0.0.1", "port": port},
        "wifi": {"ssid": "", "password": ""},
        "profile": "reversal",
    }


def made(folder: Path) -> Path:
    for words in (
        ["keygen", str(folder)],
        ["make", "7", str(folder / "7.zip"), "--key", str(folder / "release.pem")],
    ):
        done = CliRunner().invoke(boothkit, ["release", *words])
        assert done.exit_code == 0, done.output
    return folder / "7.zip"


def offer_of(store: Store) -> Offer:
    [offer] = updates.overview(store)[1]
    return offer


def told(store: Store) -> list[str]:
    return [alarm.detail for alarm in alarms.recent(store, limit=20) if alarm.kind == "update"]


async def until_held(store: Store) -> None:
    while offer_of(store).verdict != "held" or not told(store):
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("broker", ["mosquitto"], indirect=True)
def test_a_real_booth_fetches_tries_and_holds_it(running, broker: Broker, tmp_path: Path):
    release = made(tmp_path / "keys")
    key = (tmp_path / "keys/release.key").read_text("ascii")
    updates.add(running.store, release, key=key, now_ms=running.clock())
    updates.offer(running.store, 7, ["booth-1"])
    (tmp_path / "flash").mkdir()
    (tmp_path / "flash/release.key").write_text(key)
    booth = VirtualBooth(tmp_path / "flash", config_of(running, broker.port), speed=10)

    async def go() -> None:
        async with asyncio.timeout(100):
            try:
                await booth.start()
                await until_held(running.store)
            finally:
                await booth.stop()

    asyncio.run(go())
    offer = offer_of(running.store)
    assert (offer.runs, offer.number) == (7, 7)
    assert (tmp_path / "flash/slot").read_text() == "steady a 0"
    assert json.loads((tmp_path / "flash/config.json").read_text())["booth"] == "booth-1"
    assert told(running.store) == ["release 7 holds"]
