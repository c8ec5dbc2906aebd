"""A customer in a booth, and the truth about his calls: what the line itself went through.

Truth is measured at the telephone, in the booth's time: from the far end's answer until the handset went
down, the far end left or the relay cut the line, whichever was first. Nothing the firmware or the hub says
goes into it.
"""

import time
from dataclasses import dataclass

from boothkit.exchange import Exchange
from boothkit.wiring import Wiring

SURE_MS = 1000  # a hang-up may still be a flash so long
SPAIN, FRANCE = "0034911234567", "0033142685300"


@dataclass(slots=True)
class Spoken:
    """An answered call as the line knows it. `power_cut` says that the booth died under it."""

    booth_id: str
    digits: str
    answered_ms: int
    wall_ms: int
    ended_ms: int | None = None
    power_cut: bool = False
    free: bool = False

    @property
    def talk_ms(self) -> int:
        assert self.ended_ms is not None, "the call still runs"
        return self.ended_ms - self.answered_ms


@dataclass(frozen=True, slots=True)
class Closing:
    """The relay let the line through."""

    booth_id: str
    wall_ms: int
    handset_off: bool


class Guest:
    def __init__(self, booth_id: str, wiring: Wiring) -> None:
        self.booth_id, self.wiring = booth_id, wiring
        self.spoken: list[Spoken] = []
        self.closings: list[Closing] = []
        self._digits = ""
        self._handset_off = False
        self._feel = wiring.booth.on_output
        wiring.booth.on_output = self._watch

    @property
    def now_ms(self) -> int:
        return self.wiring.booth.now_ms()

    async def lift(self, wait_ms: int = 500) -> None:
        await self.after(wait_ms, Exchange.off_hook)
        self._handset_off, self._digits = True, ""

    async def dial(self, digits: str = SPAIN, wait_ms: int = 700) -> None:
        """Returns when the last key is up."""
        self._digits += digits
        await self.after(wait_ms, Exchange.dial, digits)
        await self.wait(len(digits) * 140 + 100)

    async def answered(self, wait_ms: int = 1000, *, free: bool = False) -> None:
        at_ms = await self.after(wait_ms, Exchange.answer)
        if self._handset_off and self.wiring.closed.is_set():
            call = Spoken(self.booth_id, self._digits, at_ms, wall_ms(), free=free)
            self.spoken.append(call)

    async def hang_up(self, wait_ms: int = 0) -> None:
        self._end(await self.after(wait_ms, Exchange.on_hook))
        self._handset_off = False

    async def call(self, digits: str = SPAIN, talk_ms: int = 5000) -> None:
        """A whole call, and the line at rest again."""
        await self.begin(digits)
        await self.hang_up(talk_ms)
        await self.wait(1500)

    async def begin(self, digits: str = SPAIN) -> None:
        """Until the far end has answered."""
        await self.lift()
        await self.dial(digits)
        await self.answered()

    async def wait(self, wait_ms: int) -> None:
        await self.wiring.booth.sleep_until(self.now_ms + wait_ms)

    async def after(self, wait_ms: int, deed, *arguments) -> int:
        """Something on the line, so long after now in the booth's time. Returns when it happened."""
        at_ms = self.now_ms + wait_ms
        await self.wiring.booth.sleep_until(at_ms)
        self.wiring.act(lambda line: deed(line, at_ms, *arguments))
        return at_ms

    def power_cut(self) -> None:
        self.lose_power()
        self.wiring.booth.kill()

    def lose_power(self) -> None:
        """The running call is lost to the booth; so is the end of one that it had no time to be sure of."""
        for call in self.spoken:
            call.power_cut |= call.ended_ms is None or self.now_ms - call.ended_ms < SURE_MS

    async def power_back(self) -> None:
        await self.wiring.booth.start()

    def _watch(self, name: str, active: bool, at_ms: int) -> None:
        self._feel(name, active, at_ms)
        if name != "relay":
            return
        if active:
            self.closings.append(Closing(self.booth_id, wall_ms(), self._handset_off))
        else:
            self._end(at_ms)

    def _end(self, at_ms: int) -> None:
        for call in self.spoken:
            if call.ended_ms is None:
                call.ended_ms = at_ms


def wall_ms() -> int:
    return time.time_ns() // 1_000_000
