"""How long until all is well again: the hub after kill -9, a booth after its broker's death, and five hundred
booths that come back at once.

The five hundred are light clients (light_booth.py); the one booth is the real firmware.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from boothkit.virtual import VirtualBooth
from locutorio.clock import now_ms
from locutorio.controller_config import controller_config
from locutorio.desk import booths, tariffs
from locutorio.sample import SETTINGS
from locutorio.sample.prices import tariff_document
from locutorio.settings import Settings, read_settings
from locutorio.store.engine import Store

from bench import Row
from bench.light_booth import LightBooth
from tests.brokers import Broker, Mosquitto, free_port

BOOTHS = 500
KILLS = 5
OUTAGE_S = 10.0
WITHIN_S = 120.0
SHOP = "barri"


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Row]:
    broker = Mosquitto(folder).start()
    settings, keys = furnish(folder, broker)
    hub = HubProcess(folder)
    try:
        await hub.start()
        return [
            *await first_bookings(hub, broker, keys["one"]),
            *await booth_after_broker(folder / "booth", settings, broker, keys["real"]),
            *await many_at_once(broker, keys),
        ]
    finally:
        hub.kill()
        broker.kill()


def furnish(folder: Path, broker: Broker) -> tuple[Settings, dict[str, str]]:
    """The sample shop with five hundred and two booths; their keys."""
    text = SETTINGS.format(
        folder=folder, panel_port=free_port(), broker_port=broker.port, printer_port=9100, patience_s=30
    )
    (folder / "locutorio.toml").write_text(text, "utf-8")
    settings = read_settings(folder / "locutorio.toml")
    store = Store(settings["store.url"])
    store.create_or_upgrade()
    moment, currency = now_ms(), settings.shop.currency
    tariffs.adopt(store, document=tariff_document(), currency=currency, in_force_from_ms=0, now_ms=moment)
    names = ["one", "real", *(f"b{number}" for number in range(BOOTHS))]
    keys = {
        name: booths.add_booth(store, booth_id=name, label=name, profile="reversal", now_ms=moment)
        for name in names
    }
    store.close()
    return settings, keys


class HubProcess:
    def __init__(self, folder: Path) -> None:
        self._log = folder / "hub.log"
        self._command = [sys.executable, "-m", "locutorio", "up", str(folder / "locutorio.toml")]

    async def start(self) -> None:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)
        await until(lambda: "Panel: " in self._log.read_text())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


async def first_bookings(hub: HubProcess, broker: Broker, key_hex: str) -> list[Row]:
    """From starting the hub that was killed to its acknowledgement of a record that waited for it."""
    booth = LightBooth(broker.port, SHOP, "one", key_hex)
    task = asyncio.create_task(booth.run())
    taken_s = []
    for _ in range(KILLS):
        hub.kill()
        booth.new_record()
        began = time.perf_counter()
        await hub.start()
        await until(booth.is_through)
        taken_s.append(time.perf_counter() - began)
    task.cancel()
    return spread("hub's first booking after kill -9", taken_s)


async def booth_after_broker(folder: Path, settings: Settings, broker: Broker, key_hex: str) -> list[Row]:
    """From the broker's return after an outage to the firmware's greeting."""
    config = controller_config(settings, "real", key_hex, "reversal")
    booth = VirtualBooth(folder, config)
    listener = LightBooth(broker.port, SHOP, "real", key_hex, kinds=("hello",))
    taken_s = []
    await booth.start()
    try:
        for _ in range(KILLS):
            await asyncio.to_thread(broker.kill)
            await asyncio.sleep(OUTAGE_S)
            await asyncio.to_thread(broker.start)
            began = time.perf_counter()
            heard = len(listener.heard)
            task = asyncio.create_task(listener.listen())
            await until(lambda heard=heard: len(listener.heard) > heard)
            taken_s.append(time.perf_counter() - began)
            task.cancel()
    finally:
        await booth.stop()
    return spread(f"booth back after a broker gone for {OUTAGE_S:.0f} s", taken_s)


async def many_at_once(broker: Broker, keys: dict[str, str]) -> list[Row]:
    """Each brings a record that was made meanwhile; it is back when the hub has acknowledged that."""
    fleet = [LightBooth(broker.port, SHOP, name, keys[name]) for name in keys if name.startswith("b")]
    tasks = [asyncio.create_task(booth.run()) for booth in fleet]
    await until(lambda: all(booth.is_through() for booth in fleet))
    await asyncio.to_thread(broker.kill)
    for booth in fleet:
        booth.new_record()
    await asyncio.sleep(OUTAGE_S)
    await asyncio.to_thread(broker.start)
    began = time.perf_counter()
    await until(lambda: all(booth.is_through() for booth in fleet))
    back_s = time.perf_counter() - began
    for task in tasks:
        task.cancel()
    waits_s = sorted(booth.waited_s for booth in fleet)
    return [
        Row(f"{BOOTHS} booths back after the broker's death", back_s, "s"),
        Row("of these, record to the hub's ack, 99 of 100 within", waits_s[len(waits_s) * 99 // 100], "s"),
    ]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not holds():
            await asyncio.sleep(0.01)


def spread(name: str, taken_s: list[float]) -> list[Row]:
    return [
        Row(f"{name}, median", statistics.median(taken_s), "s"),
        Row(f"{name}, worst of {len(taken_s)}", max(taken_s), "s"),
    ]
