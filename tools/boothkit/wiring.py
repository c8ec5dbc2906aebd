"""A virtual booth wired to a line: the relay one way, pin edges the other.

The line's time runs on through a power cut while the booth's starts again at each boot; the difference is
kept here. Edges carry the instant they were scripted for, however late this machine gets round to them.
It must not know what is played, by whom, or why.
"""

import asyncio
import contextlib
from collections.abc import Callable

from boothkit.exchange import Edge, Exchange
from boothkit.virtual import VirtualBooth


class Wiring:
    """`closed` and `opened` are set while the relay is; times are the line's, from the first start."""

    def __init__(self, booth: VirtualBooth, *, speed: float, convention: str = "on_answer") -> None:
        self.booth = booth
        self.line = Exchange(convention)
        self.closed, self.opened = asyncio.Event(), asyncio.Event()
        self._speed = speed
        self._began_s = 0.0
        self._booted_ms = 0
        self._stirred = asyncio.Event()
        self._pump: asyncio.Task[None] | None = None
        self.opened.set()
        booth.on_output = self._output

    async def start(self) -> None:
        """Power to the booth."""
        await self.booth.start()
        if self._pump is None:
            self._began_s = asyncio.get_running_loop().time()
            self._pump = asyncio.create_task(self._run())
        self._booted_ms = self.now_ms() - self.booth.now_ms()

    def cut_power(self) -> None:
        self.booth.kill()
        self._relay(False)

    async def stop(self) -> None:
        if self._pump is not None:
            self._pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump
        await self.booth.stop()

    def now_ms(self) -> int:
        return round((asyncio.get_running_loop().time() - self._began_s) * 1000 * self._speed)

    def real_s(self, line_ms: float) -> float:
        """How long a stretch of the line's time takes on the wall."""
        return line_ms / 1000 / self._speed

    async def sleep_until(self, at_ms: int) -> None:
        await asyncio.sleep(self.real_s(at_ms - self.now_ms()))

    def act(self, deed: Callable[[Exchange], list[Edge]]) -> None:
        """Do something on the line; the booth feels it at once."""
        self._feel(deed(self.line))
        self._stirred.set()

    def _output(self, name: str, active: bool, at_ms: int) -> None:
        if name == "relay":
            self._relay(active)

    def _relay(self, through: bool) -> None:
        (self.opened if through else self.closed).clear()
        (self.closed if through else self.opened).set()
        self.act(lambda line: line.relay(self.now_ms(), through))

    def _feel(self, edges: list[Edge]) -> None:
        for edge in edges:
            self.booth.set_pin(edge.pin, edge.active, at_ms=max(0, edge.at_ms - self._booted_ms))

    async def _run(self) -> None:
        """Let the line's own changes happen when they are due, and not a moment beyond."""
        while True:
            self._stirred.clear()
            due_ms = self.line.next_ms
            if due_ms is not None and due_ms <= self.now_ms():
                self._feel(self.line.advance(due_ms))
                continue
            pause_s = None if due_ms is None else self.real_s(due_ms - self.now_ms())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), pause_s)
