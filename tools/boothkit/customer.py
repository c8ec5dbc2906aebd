"""Customers in a virtual booth, by chance but the same for the same seed.

They act on the line only; what the booth makes of it goes its own way to the hub. This module must not
know messages, prices or the hub.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any

from boothkit.exchange import Exchange
from boothkit.phonebook import some_number
from boothkit.wire import Edge
from boothkit.wiring import Wiring

BUSY_SHARE, SILENT_SHARE, SECOND_CALL_SHARE, RELEASE_SHARE = 0.10, 0.10, 0.30, 0.15
TALK_MEAN_S, TALK_LEAST_S, TALK_MOST_S = 70.0, 6.0, 300.0


class LockedOutError(Exception):
    """The booth was locked while the customer was at it."""


class Customers:
    """One customer after the other in one booth, each for a visit. `answer` as in the booth's profile."""

    def __init__(self, wiring: Wiring, *, answer: str, chance: random.Random) -> None:
        self._wiring, self._answer, self._chance = wiring, answer, chance

    async def run(self) -> None:
        while True:
            await self.visit()
            await self._wiring.opened.wait()

    async def visit(self) -> None:
        await self._wiring.closed.wait()
        try:
            await self._call()
            while self._chance.random() < SECOND_CALL_SHARE:
                await self._pause(3, 8)
                await self._call()
        except LockedOutError:
            self._do(Exchange.on_hook)

    async def _call(self) -> None:
        chance = self._chance
        await self._pause(1, 3)
        self._do(Exchange.off_hook)
        await self._pause(1, 2.5)
        await self._dial(some_number(chance))
        await self._pause(4, 12)
        fate = chance.random()
        if fate < BUSY_SHARE:
            self._do(Exchange.busy)
            await self._pause(2, 5)
        elif fate < BUSY_SHARE + SILENT_SHARE:
            await self._pause(15, 25)
        else:
            await self._talk()
        self._do(Exchange.on_hook)

    async def _dial(self, digits: str) -> None:
        """Key by key, as fingers do."""
        for digit in digits:
            self._do(Exchange.dial, digit)
            await self._pause(0.2, 0.5)

    async def _talk(self) -> None:
        if self._answer == "reversal":
            self._do(Exchange.answer)
        elif self._answer == "metering":
            self._do(Exchange.answer_pulse)
        talk_s = min(TALK_LEAST_S + self._chance.expovariate(1 / TALK_MEAN_S), TALK_MOST_S)
        await self._pause(talk_s, talk_s)
        if self._chance.random() < RELEASE_SHARE:
            self._do(Exchange.release)
            await self._pause(1, 3)

    def _do(self, deed: Callable[..., list[Edge]], *arguments: Any) -> None:
        self._wiring.act(lambda line: deed(line, self._wiring.booth.now_ms(), *arguments))

    async def _pause(self, least_s: float, most_s: float) -> None:
        booth = self._wiring.booth
        until_ms = booth.now_ms() + round(self._chance.uniform(least_s, most_s) * 1000)
        pause = asyncio.create_task(booth.sleep_until(until_ms))
        locked = asyncio.create_task(self._wiring.opened.wait())
        try:
            await asyncio.wait((pause, locked), return_when=asyncio.FIRST_COMPLETED)
        finally:
            pause.cancel()
            locked.cancel()
        if self._wiring.opened.is_set():
            raise LockedOutError
