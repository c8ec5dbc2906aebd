"""A real booth examines itself for the hub, and takes a release on its whole way: made by boothkit, kept by
the hub, brought to it in a wave of one."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from boothkit.cli import main as boothkit
from boothkit.virtual import VirtualBooth
from brokers import Broker
from click.testing import CliRunner
from locutorio.core.inspection import CHECKUP
from locutorio.desk import alarms, booths, fleet, inspections, rollouts, updates
from locutorio.desk.errors import BoothOffline
from locutorio.store.engine import Store
from locutorio.store.releases import Offer
from small_shop import SHOP

pytestmark = pytest.mark.journey


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


async def until(happened: Callable[[], object]) -> None:
    while not happened():
        await asyncio.sleep(0.1)


def asked(running) -> int:
    """The number of a checkup; 0 = the booth is not on the line yet."""
    try:
        return inspections.ask(
            running.store, "booth-1", CHECKUP, operator_id=running.owner.id, now_ms=running.clock()
        )
    except BoothOffline:
        return 0


async def until_examined(running) -> None:
    await until(lambda: asked(running))
    running.ingest.push({"booth-1"})
    await until(lambda: not inspections.recent(running.store, "booth-1")[0].goes_on)


def begin(running) -> None:
    rollouts.begin(
        running.store, 7, booth_ids=["booth-1"], operator_id=running.owner.id, now_ms=running.clock()
    )


def outcome(store: Store) -> str:
    return rollouts.recent(store)[0].row.outcome


@pytest.mark.parametrize("broker", ["mosquitto"], indirect=True)
def test_a_real_booth_fetches_tries_and_holds_it(running, broker: Broker, tmp_path: Path):
    release = made(tmp_path / "keys")
    key = (tmp_path / "keys/release.key").read_text("ascii")
    updates.add(running.store, release, key=key, now_ms=running.clock())
    (tmp_path / "flash").mkdir()
    (tmp_path / "flash/release.key").write_text(key)
    booth = VirtualBooth(tmp_path / "flash", config_of(running, broker.port), speed=10)

    async def go() -> None:
        async with asyncio.timeout(100):
            try:
                await booth.start()
                await until_examined(running)
                begin(running)
                await until(lambda: outcome(running.store) and told(running.store))
            finally:
                await booth.stop()

    asyncio.run(go())
    controller = fleet.controller(running.store, "booth-1", now_ms=running.clock())
    assert controller.checkup is not None
    assert controller.checkup.facts["relay_opens"] is controller.checkup.facts["relay_closes"] is True
    assert outcome(running.store) == "done"
    offer = offer_of(running.store)
    assert (offer.runs, offer.number) == (7, 7)
    assert (tmp_path / "flash/slot").read_text() == "steady a 0"
    assert json.loads((tmp_path / "flash/config.json").read_text())["booth"] == "booth-1"
    assert told(running.store) == ["release 7 holds"]
