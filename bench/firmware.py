"""What the firmware takes of a board, and how exactly it times calls: at real speed, on real MicroPython,
with nothing but pins and Wi-Fi replaced, against how long they really lasted on the line.

Heaps are counted in this machine's words, which are twice as wide as a board's (boothkit/virtual.py says what
that makes of a module); a Pico W's share is counted alike.
"""

import asyncio
import json
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from boothkit.figures import firmware_figures
from boothkit.hubside import HubSide, read_broker
from boothkit.programs import micropython
from boothkit.sim import bench_config
from boothkit.virtual import FIRMWARE, HEAP_BYTES, VirtualBooth
from boothkit.wiring import Wiring
from iotcore import Broker
from locutorio.demo.world import free_port

from bench import Row

CALLS = 12
SCRIPTS = Path(__file__).parents[1] / "tests" / "firmware"
STEP_KIB = 8
PATIENCE_S = 20.0
SHOP, BOOTH = "bench", "booth-1"


def measure() -> Iterator[Row]:
    figures = firmware_figures()
    yield Row("firmware: heap used after boot", figures["heap_used"] / 1024, "KiB")
    share = figures["heap_used"] / HEAP_BYTES
    yield Row("firmware: of the heap a Pico W leaves it", 100 * share, "%")
    smallest = smallest_heap_kib()
    yield Row(f"firmware: smallest heap it works in ({HEAP_BYTES // 1024} are there)", smallest, "KiB")
    yield from week()
    yield from wear()
    name = figures["largest_mpy"]
    yield Row(f"firmware: largest .mpy ({name})", figures["largest_mpy_bytes"] / 1024, "KiB")
    yield Row("firmware: all .mpy", figures["all_mpy_bytes"] / 1024, "KiB")
    errors_ms = [abs(error_ms) for error_ms in asyncio.run(duration_errors_ms())]
    yield Row(f"talk time against the line, {CALLS} calls, median error", statistics.median(errors_ms), "ms")
    yield Row(f"talk time against the line, {CALLS} calls, worst error", max(errors_ms), "ms")


def week() -> Iterator[Row]:
    """After a day, and after six more."""
    with tempfile.TemporaryDirectory() as folder:
        used = on_micropython("week.py", folder, "7")["used"]
    yield Row("logic and journal: heap used after a day of calls", used[1] / 1024, "KiB")
    yield Row("... after a week", used[-1] / 1024, "KiB", "after a day", used[-1] / used[1])


def wear() -> Iterator[Row]:
    told = on_micropython("wear.py")
    yield Row("flash: blocks erased for a call of three minutes", told["erases"], "")
    yield Row("flash: pages programmed for it", told["programs"], "")
    yield Row(f"flash: most erases of one block in {told['calls']} calls", told["worst_block"], "")


def on_micropython(script: str, *arguments: str) -> Any:
    """What a script of the firmware's tests prints, on a heap where only its own figures matter."""
    environment = {"MICROPYPATH": f"{FIRMWARE}:{FIRMWARE}/lib:.frozen"}
    command = micropython("-X", "heapsize=4M", str(SCRIPTS / script), *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def smallest_heap_kib() -> int:
    """In which a booth still makes calls."""
    works, fails = HEAP_BYTES // 1024 // STEP_KIB, 0
    while works - fails > 1:
        middle = (works + fails) // 2
        if asyncio.run(works_in(middle * STEP_KIB * 1024)):
            works = middle
        else:
            fails = middle
    return works * STEP_KIB


async def works_in(heap_bytes: int) -> bool:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return len(await duration_errors_ms(calls=1, heap_bytes=heap_bytes)) == 1
    except (TimeoutError, RuntimeError):
        return False


async def duration_errors_ms(*, calls: int = CALLS, heap_bytes: int = HEAP_BYTES) -> list[int]:
    """Reported less true talk time of each call."""
    server = Broker(port=free_port(), listen="127.0.0.1")
    await asyncio.to_thread(server.start)
    broker = read_broker(f"mqtt://127.0.0.1:{server.port}")
    config = bench_config(SHOP, BOOTH, "reversal", broker)
    hub = HubSide(broker, SHOP, {BOOTH: bytes.fromhex(config["key"])})
    try:
        with tempfile.TemporaryDirectory() as folder:
            booth = VirtualBooth(Path(folder), config, heap_bytes=heap_bytes)
            return await talks(Wiring(booth), hub, calls)
    finally:
        server.stop()


async def talks(wiring: Wiring, hub: HubSide, count: int) -> list[int]:
    async with hub:
        try:
            await wiring.booth.start()
            await hub.until(lambda: bool(hub.booths[BOOTH].reported))
            hub.unlock(BOOTH)
            await wiring.closed.wait()
            truths_ms = [await talk(wiring, 700 + 137 * number) for number in range(count)]
            await hub.until(lambda: sum(call["ending"] != "" for call in hub.booths[BOOTH].calls) == count)
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
