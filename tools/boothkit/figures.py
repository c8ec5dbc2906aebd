"""How much of a board the firmware takes: heap after boot, and the size of what is loaded."""

import asyncio
import re
import tempfile
from pathlib import Path

from boothkit.programs import cross_compile
from boothkit.release import DESK_ONLY
from boothkit.virtual import FIRMWARE, VirtualBooth

BOARD_CODE = "-march=armv6m"  # an RP2040
BOOTS_S = 60.0


def firmware_figures() -> dict[str, int | str]:
    """`heap_used` and `heap_size` in bytes after boot, with 64-bit objects; `largest_mpy` and its
    `largest_mpy_bytes`; `all_mpy_bytes` of the whole firmware compiled."""
    with tempfile.TemporaryDirectory() as folder:
        used, size = asyncio.run(heap(Path(folder)))
    sizes = mpy_sizes()
    largest = max(sizes, key=lambda name: sizes[name])
    return {
        "heap_used": used,
        "heap_size": size,
        "largest_mpy": largest,
        "largest_mpy_bytes": sizes[largest],
        "all_mpy_bytes": sum(sizes.values()),
    }


async def heap(folder: Path) -> tuple[int, int]:
    """(used, size) as the firmware itself prints when it has booted."""
    config = {
        "shop": "bench",
        "booth": "booth-1",
        "key": "00" * 32,
        "broker": {"host": "127.0.0.1", "port": 1},
        "wifi": {"ssid": "", "password": ""},
        "profile": "reversal",
    }
    booth = VirtualBooth(folder, config)
    async with asyncio.timeout(BOOTS_S):
        await booth.start()
        while not (told := re.search(r"heap (\d+) of (\d+)", booth.console())):
            await asyncio.sleep(0.01)
        await booth.stop()
    return int(told[1]), int(told[2])


def mpy_sizes() -> dict[str, int]:
    """Bytes of each module of the firmware, compiled."""
    return {
        str(source.relative_to(FIRMWARE)): len(cross_compile(source, BOARD_CODE))
        for source in sorted(set(FIRMWARE.rglob("*.py")) - {FIRMWARE / DESK_ONLY})
    }
