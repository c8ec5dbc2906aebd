"""A whole shop on one machine: around an ordinary hub stand a broker, a printer, booths and customers.

The hub is `locutorio up` in a process of its own; nothing here reaches into it but through the store, the
broker and the panel's address, as in a real shop.
"""

import asyncio
import signal
from pathlib import Path

from locutorio.demo.world import World


def run_demo(folder: Path, *, panel_port: int | None, speed: float) -> None:
    """Run until Ctrl-C; then everything that was started is stopped."""
    asyncio.run(_run(folder, panel_port, speed))


async def _run(folder: Path, panel_port: int | None, speed: float) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with World(folder, panel_port=panel_port, speed=speed) as world:
        print(world.greeting(), flush=True)
        await world.run_until(stopped)
    print("Stopped.", flush=True)
