"""From the click on Unlock to the closed relay, through panel, store, broker and the booth's firmware, and
from the relay back to the open screen; against a bare round trip through the same broker.
"""

import asyncio
import re
import statistics
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from queue import Queue
from socket import IPPROTO_TCP, TCP_NODELAY
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import paho.mqtt.client as mqtt
from locutorio.clock import now_ms
from locutorio.core.shop import ShopProfile
from locutorio.demo.world import World
from locutorio.desk.board import tile
from locutorio.desk.checkout import pay
from locutorio.desk.lock import lock
from locutorio.sample import OPERATORS
from locutorio.settings import read_settings
from locutorio.store.engine import Store
from paho.mqtt.enums import CallbackAPIVersion

from bench import Row

CLICKS = 20
REST_MS = 2500  # a relay that opened stays open for two seconds, whatever is clicked
BOOTH = "booth-1"


class Till:
    """An operator without a browser: forms, a cookie, and the token each form carries."""

    def __init__(self, world: World) -> None:
        self._address = world.address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        name = OPERATORS[0]
        self.send("/login", self.token("/login"), name=name, password=world.shop.passwords[name])

    def token(self, path: str) -> str:
        with self._opener.open(self._address + path) as page:
            return str(re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())[1])

    def send(self, path: str, token: str, **fields: str) -> None:
        data = urlencode({"csrf_token": token, **fields}).encode()
        self._opener.open(self._address + path, data).close()

    def watch(self, shown: Queue[float]) -> None:
        """An open screen: puts the moment each time the booth's tile says that it is ready."""
        with self._opener.open(f"{self._address}/live") as stream:
            for line in stream:
                if f'id="booth-{BOOTH}"'.encode() in line and b'data-state="idle"' in line:
                    shown.put(time.perf_counter())


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        rounds_ms, clicks_ms, screens_ms = asyncio.run(_measure(Path(folder) / "shop"))
    bare = statistics.median(rounds_ms)
    yield Row("bare MQTT round trip, median", bare, "ms")
    for name, taken_ms in (("click to relay", clicks_ms), ("relay to screen", screens_ms)):
        for word, value in (("median", statistics.median(taken_ms)), ("worst", max(taken_ms))):
            yield Row(f"{name}, {word}", value, "ms", "bare MQTT round trip", value / bare)


async def _measure(folder: Path) -> tuple[list[float], list[float], list[float]]:
    async with World(folder, panel_port=0, customers=False) as world:
        port = int(read_settings(folder / "locutorio.toml")["broker.url"].rpartition(":")[2])
        rounds_ms = await asyncio.to_thread(round_trips, port)
        pairs_ms = [pair_ms async for pair_ms in clicks(world)]
    return rounds_ms, *map(list, zip(*pairs_ms, strict=True))


async def clicks(world: World) -> AsyncIterator[tuple[float, float]]:
    """Milliseconds from click to relay and from relay to screen, for each click."""
    settings = read_settings(world.folder / "locutorio.toml")
    store = Store(settings["store.url"])
    wiring = world.fleet.wirings[BOOTH]
    till = await asyncio.to_thread(Till, world)
    shown: Queue[float] = Queue()
    threading.Thread(target=till.watch, args=(shown,), daemon=True).start()
    for _ in range(CLICKS):
        await until(lambda: tile(store, settings.shop, booth_id=BOOTH, now_ms=now_ms()).online)
        token = await asyncio.to_thread(till.token, "/")
        began = time.perf_counter()
        click = asyncio.create_task(asyncio.to_thread(till.send, f"/booths/{BOOTH}/unlock", token))
        await asyncio.wait_for(wiring.closed.wait(), 10)
        closed = time.perf_counter()
        await click
        yield (closed - began) * 1000, (await asyncio.to_thread(shown.get, timeout=10) - closed) * 1000
        await settle(store, settings.shop)
        await wiring.booth.sleep_until(wiring.booth.now_ms() + REST_MS)
    store.close()


async def settle(store: Store, shop: ShopProfile) -> None:
    """Lock, and pay the empty visit, so that the booth is free again."""
    bill_id = tile(store, shop, booth_id=BOOTH, now_ms=now_ms()).bill_id
    lock(store, booth_id=BOOTH, operator_id=1, now_ms=now_ms())
    await until(lambda: tile(store, shop, booth_id=BOOTH, now_ms=now_ms()).phase == "settling")
    pay(
        store,
        shop,
        bill_id=bill_id,
        tenders=(),
        request_key=f"bill {bill_id}",
        operator_id=1,
        print_it=False,
        expected_due_minor=0,
        now_ms=now_ms(),
    )


async def until(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0.05)


def round_trips(port: int) -> list[float]:
    """Milliseconds from publishing a message to hearing it."""
    client = mqtt.Client(CallbackAPIVersion.VERSION2)
    heard: list[float] = []
    # Otherwise each round waits 40 ms for the acknowledgement of the one before to be put in a packet.
    client.on_socket_open = lambda _client, _data, end: end.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    client.on_message = lambda *_: heard.append(time.perf_counter())
    client.connect("127.0.0.1", port)
    client.subscribe("bench", 1)
    client.loop_start()
    time.sleep(0.3)
    taken = []
    for number in range(100):
        began = time.perf_counter()
        client.publish("bench", b"x" * 200, 1)
        while len(heard) <= number:
            time.sleep(0.0001)
        taken.append((heard[number] - began) * 1000)
    client.disconnect()
    client.loop_stop()
    return taken
