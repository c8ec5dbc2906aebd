"""The virtual printer beside a test."""

import asyncio
import threading
from pathlib import Path
from typing import Any

from boothkit.printer.server import Printed, VirtualPrinter
from waiting import wait_for


class PrinterBeside:
    """The virtual printer in a thread of its own, so that the hub's blocking code can be tested."""

    def __init__(self, folder: Path) -> None:
        self.device = VirtualPrinter(folder)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def _run(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    def on(self) -> None:
        self._run(self.device.start())

    def off(self) -> None:
        self._run(self.device.stop())

    def set_state(self, state: str) -> None:
        self._loop.call_soon_threadsafe(self.device.set_state, state)

    def printed(self, count: int) -> list[Printed]:
        """The receipts so far, once there are `count`."""
        wait_for(lambda: len(self.device.printed) >= count)
        return self.device.printed

    def close(self) -> None:
        self.off()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
