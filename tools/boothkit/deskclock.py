"""The time of a booth on a desk: this machine's, or it goes in steps the booth agrees to.

Whoever sleeps is woken at the very millisecond asked for and acts in it, before time is told to the
booth. It must not know what a booth is.
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable

STEP_S, STEP_MS = 0.002, 20  # of this machine and of the booth: time is told no more often than by either
LAG_STEPS = 2  # time goes slower rather than make up for a longer hold-up


class DeskClock:
    """`tell(at_ms)` returns when the booth has done all that was due by then."""

    def __init__(self, speed: float, tell: Callable[[int], Awaitable[None]], *, by_itself: bool) -> None:
        """`by_itself`: the booth's time is this machine's, and nobody is told."""
        self._speed = speed
        self._by_itself = by_itself
        self._step_s = max(STEP_S, STEP_MS / 1000 / speed)
        self._tell = tell
        self._now_ms = 0
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = 0
        self._task: asyncio.Task[None] | None = None
        self._zero_s = 0.0

    def start(self) -> None:
        if self._task is None:
            self._zero_s = asyncio.get_running_loop().time() - self._now_ms / 1000
            self._task = asyncio.create_task(self._go())

    def stop(self) -> None:
        self._now_ms = self.now_ms()
        if self._task:
            self._task.cancel()
            self._task = None

    def now_ms(self) -> int:
        if self._task is None or not self._by_itself:
            return self._now_ms
        return int((asyncio.get_running_loop().time() - self._zero_s) * 1000)

    async def sleep_until(self, at_ms: int) -> None:
        if self._by_itself:
            await asyncio.sleep((at_ms - self.now_ms()) / 1000)
        elif at_ms > self._now_ms:
            sleeper = asyncio.get_running_loop().create_future()
            self._order += 1
            heapq.heappush(self._sleepers, (at_ms, self._order, sleeper))
            await sleeper

    async def _go(self) -> None:
        if self._by_itself:
            return
        loop = asyncio.get_running_loop()
        stepped_s = loop.time()
        while True:
            await asyncio.sleep(self._step_s)
            before_s, stepped_s = stepped_s, loop.time()
            passed_s = min(stepped_s - before_s, LAG_STEPS * self._step_s)
            until_ms = self._now_ms + max(round(passed_s * 1000 * self._speed), 1)
            while self._sleepers and self._sleepers[0][0] <= until_ms:
                self._now_ms, _, sleeper = heapq.heappop(self._sleepers)
                if not sleeper.done():
                    sleeper.set_result(None)
                for _ in range(3):  # let the sleeper act at its own moment
                    await asyncio.sleep(0)
            self._now_ms = until_ms
            await self._tell(until_ms)
