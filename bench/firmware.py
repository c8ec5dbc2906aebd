"""What the firmware takes of a board, and how exactly it times calls: at real speed, on real MicroPython,
with nothing but pins and Wi-Fi replaced, against how long they really lasted on the line.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from boothkit.figures import firmware_figures
from boothkit.hubside import HubSide, read_broker
from boothkit.sim import bench_config
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring
from iotcore import Broker
from locutorio.demo.world import free_port

from bench import Row

CALLS = 12
SHOP, BOOTH = "bench", "booth-1"


def measure() -> Iterator[Row]:
    figures = firmware_figures()
    yield Row("firmware: heap used after boot", figures["heap_used"] / 1024, "KiB")
    share = figures["heap_used"] / figures["heap_size"]
    yield Row("firmware: of the heap a Pico W has", 100 * share, "%")
    name = figures["largest_mpy"]
    yield Row(f"firmware: largest .mpy ({name})", figures["largest_mpy_bytes"] / 1024, "KiB")
    yield Row("firmware: all .mpy", figures["all_mpy_bytes"] / 1024, "KiB")
    errors_ms = [abs(error_ms) for error_ms in asyncio.run(duration_errors_ms())]
    yield Row(f"talk time against the line, {CALLS} calls, median error", statistics.median(errors_ms), "ms")
    yield Row(f"talk time against the line, {CALLS} calls, worst error", max(errors_ms), "ms")


async def duration_errors_ms() -> list[int]:
    """Reported less true talk time of each call."""
    server = Broker(port=free_port(), listen="127.0.0.1")
    await asyncio.to_thread(server.start)
    broker = read_broker(f"mqtt://127.0.0.1:{server.port}")
    config = bench_config(SHOP, BOOTH, "reversal", broker)
    hub = HubSide(broker, SHOP, {BOOTH: bytes.fromhex(config["key"])})
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await talks(Wiring(VirtualBooth(Path(folder), config)), hub)
    finally:
        server.stop()


async def talks(wiring: Wiring, hub: HubSide) -> list[int]:
    async with hub:
        try:
            await wiring.booth.start()
            await hub.until(lambda: bool(hub.booths[BOOTH].reported))
            hub.unlock(BOOTH)
            await wiring.closed.wait()
            truths_ms = [await talk(wiring, 700 + 137 * number) for number in range(CALLS)]
            await hub.until(lambda: sum(call["ending"] != "" for call in hub.booths[BOOTH].calls) == CALLS)
        finally:
            await wiring.stop()
    calls = hub.booths[BOOTH].calls
    return [call["talk_ms"] - true_ms for call, true_ms in zip(calls, truths_ms, strict=True)]


async def talk(wiring: Wiring, talk_ms: int) -> int:
    """One call; returns how long it really lasted, from the reversal to the handset."""
    await do(wiring, 300, "off_hook")
    await do(wiring, 500, "dial", "0034911")
    answered_ms = await do(wiring, 1500, "answer")
    ended_ms = await do(wiring, talk_ms, "on_hook")
    await asyncio.sleep(1.2)
    return ended_ms - answered_ms


async def do(wiring: Wiring, after_ms: int, deed: str, *arguments: str) -> int:
    await wiring.booth.sleep_until(wiring.booth.now_ms() + after_ms)
    at_ms = wiring.booth.now_ms()
    wiring.act(lambda line: getattr(line, deed)(at_ms, *arguments))
    return at_ms
