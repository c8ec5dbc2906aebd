"""A fleet of virtual booths, each with its line and, if wanted, its customers.

An async context manager: while it is open the booths run; when it closes, none is left, whatever went
wrong. It must not know the hub: booths find it by their config, as real ones do.
"""

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

from boothkit.customer import Customers
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring

MOST_BOOTHS = 50


def answer_of(config: dict[str, Any]) -> str:
    """The answer signal of a booth's line, by its profile."""
    profile = config.get("profile", "reversal")
    given = {"base": profile} if isinstance(profile, str) else profile
    return given.get("answer", given["base"].partition(":")[0])


class Fleet:
    def __init__(
        self,
        folder: Path,
        configs: Sequence[dict[str, Any]],
        *,
        speed: float = 1.0,
        customers: bool = True,
        seed: int = 0,
    ) -> None:
        if not 1 <= len(configs) <= MOST_BOOTHS:
            raise ValueError(f"a fleet is 1 to {MOST_BOOTHS} booths, not {len(configs)}")
        self._customers, self._seed = customers, seed
        self._answers = {config["booth"]: answer_of(config) for config in configs}
        self.wirings = {
            config["booth"]: Wiring(VirtualBooth(folder / config["booth"], config, speed=speed))
            for config in configs
        }
        self._running = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._stop_all)
            await asyncio.gather(*(wiring.booth.start() for wiring in self.wirings.values()))
            if self._customers:
                group = await stack.enter_async_context(asyncio.TaskGroup())
                for booth in self.wirings:
                    stack.callback(group.create_task(self.customers_of(booth).run()).cancel)
            self._running = stack.pop_all()
        return self

    async def __aexit__(self, *raised: Any) -> bool | None:
        return await self._running.__aexit__(*raised)

    def customers_of(self, booth: str) -> Customers:
        """Each booth has customers of its own, so that one more booth changes nobody's numbers."""
        chance = random.Random(f"{self._seed} {booth}")
        return Customers(self.wirings[booth], answer=self._answers[booth], chance=chance)

    async def restart(self, booth: str) -> None:
        """A power cut, and power again."""
        self.wirings[booth].booth.kill()
        await self.wirings[booth].booth.start()

    async def _stop_all(self) -> None:
        await asyncio.gather(*(wiring.stop() for wiring in self.wirings.values()))
