"""A virtual booth wired to a line: the relay one way, pin edges the other, both in the booth's time.

It must not know what is played on the line, by whom, or why.
"""

import asyncio
from collections.abc import Callable

from boothkit.exchange import Exchange
from boothkit.virtual import VirtualBooth
from boothkit.wire import Edge


class Wiring:
    """`closed` and `opened` are set while the relay is."""

    def __init__(self, booth: VirtualBooth, *, convention: str = "on_answer") -> None:
        self.booth = booth
        self.line = Exchange(convention)
        self.closed, self.opened = asyncio.Event(), asyncio.Event()
        self.opened.set()
        self._future: asyncio.Task[None] | None = None
        booth.on_output = self._output
        self._feel(self.line.connect(0))

    async def stop(self) -> None:
        if self._future:
            self._future.cancel()
        await self.booth.stop()

    def act(self, deed: Callable[[Exchange], list[Edge]]) -> None:
        """Do something on the line; the booth feels it at once, and what follows from it in its time."""
        self._feel(deed(self.line))
        if self._future:
            self._future.cancel()
        self._future = asyncio.create_task(self._go_on())

    def stick(self, sticks: bool) -> None:
        """The relay's contact stays where it is, or follows its coil again."""
        self.booth.sticky_relay = sticks
        if not sticks:
            through = self.booth.outputs.get("relay", False)
            self.booth.set_pin("relay_sense", through)
            self.act(lambda line: line.relay(self.booth.now_ms(), through))

    async def _go_on(self) -> None:
        while (due_ms := self.line.next_ms) is not None:
            await self.booth.sleep_until(due_ms)
            self._feel(self.line.advance(due_ms))

    def _output(self, name: str, active: bool, at_ms: int) -> None:
        if name == "relay":
            (self.opened if active else self.closed).clear()
            (self.closed if active else self.opened).set()
            if not self.booth.sticky_relay:
                self.act(lambda line: line.relay(at_ms, active))

    def _feel(self, edges: list[Edge]) -> None:
        for edge in edges:
            self.booth.set_pin(edge.pin, edge.active)
