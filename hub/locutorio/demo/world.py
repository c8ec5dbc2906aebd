"""The world around the demo's hub: started in order, stopped in the opposite one, whatever goes wrong."""

import asyncio
import re
import socket
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from boothkit.fleet import Fleet
from boothkit.printer.server import VirtualPrinter
from iotcore import Broker

from locutorio.clock import now_ms
from locutorio.controller_config import controller_config
from locutorio.core.errors import ShopError
from locutorio.demo.folder import fresh_folder
from locutorio.desk.errors import BoothOffline
from locutorio.desk.people import people
from locutorio.desk.unlock import unlock
from locutorio.sample import OPERATORS, OWNER, SETTINGS, SampleShop, furnish
from locutorio.sample.prices import NEXT_SHEET, sheet_file
from locutorio.settings import Settings, read_settings
from locutorio.store.engine import Store

PANEL_PORT = 8446
HUB_STARTS_S = 30
BOOTH_GREETS_S = 30
PATIENCE_S = 30
# These stand open when the panel is first looked at; the rest wait to be unlocked.
OPEN_AT_START = ("booth-1", "booth-2", "booth-4")


class WorldError(ShopError):
    code = "demo"


class World:
    """`panel_port` None is the usual port or, if that is taken, any free one; 0 is any. `customers` False
    leaves the booths empty, for whoever plays a story of their own on `fleet`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        panel_port: int | None = None,
        speed: float = 1.0,
        customers: bool = True,
        seed: int = 0,
    ) -> None:
        self.folder = folder.resolve()
        self.printer = VirtualPrinter(self.folder / "printer")
        self._panel_port = free_port(PANEL_PORT) if panel_port is None else panel_port
        self._speed = speed
        self._customers = customers
        self._seed = seed
        self._parts = AsyncExitStack()
        self.address: str  # the panel's, once the hub has said it
        self.hub: asyncio.subprocess.Process
        self.fleet: Fleet
        self.shop: SampleShop

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as parts:
            fresh_folder(self.folder)
            broker = Broker(port=free_port(), listen="127.0.0.1")
            await asyncio.to_thread(broker.start)
            parts.callback(broker.stop)
            await self.printer.start()
            parts.push_async_callback(self.printer.stop)
            settings = self._settle(broker.port)
            await self._start_hub(parts)
            self.fleet = await parts.enter_async_context(self._fleet(settings))
            if self._customers:
                await self._open_some_booths(settings)
            self._parts = parts.pop_all()
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._parts.aclose()

    def _settle(self, broker_port: int) -> Settings:
        """Write the settings and furnish the shop, as its owner would on the first day."""
        path = self.folder / "locutorio.toml"
        text = SETTINGS.format(
            folder=self.folder,
            panel_port=self._panel_port,
            broker_port=broker_port,
            printer_port=self.printer.port,
        )
        # A booth counts in its own seconds; the hub says in the clock's that it is there.
        text += f"\n[lease]\npatience_s = {round(PATIENCE_S * max(self._speed, 1))}\n"
        path.write_text(text, encoding="utf-8")
        settings = read_settings(path)
        store = Store(settings["store.url"])
        store.create_or_upgrade()
        self.shop = furnish(store, settings.shop.currency, now_ms=now_ms())
        store.close()
        (self.folder / NEXT_SHEET).write_bytes(sheet_file(NEXT_SHEET))
        return settings

    async def _start_hub(self, parts: AsyncExitStack) -> None:
        log = parts.enter_context((self.folder / "hub.log").open("ab"))
        command = (sys.executable, "-m", "locutorio", "up", str(self.folder / "locutorio.toml"))
        self.hub = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        parts.push_async_callback(self._stop_hub)
        deadline = asyncio.get_running_loop().time() + HUB_STARTS_S
        while not (said := re.search(r"^Panel: (\S+)$", self._said(), re.MULTILINE)):
            if self.hub.returncode is not None or asyncio.get_running_loop().time() > deadline:
                raise WorldError(f"the hub did not start; {self.folder / 'hub.log'} says why")
            await asyncio.sleep(0.05)
        self.address = said[1]

    def _said(self) -> str:
        return (self.folder / "hub.log").read_text("utf-8")

    async def _stop_hub(self) -> None:
        if self.hub.returncode is None:
            self.hub.terminate()
            try:
                await asyncio.wait_for(self.hub.wait(), 10)
            except TimeoutError:
                self.hub.kill()
                await self.hub.wait()

    def _fleet(self, settings: Settings) -> Fleet:
        configs = [
            controller_config(settings, booth_id, key, "reversal")
            for booth_id, key in self.shop.booth_keys.items()
        ]
        return Fleet(
            self.folder / "booths",
            configs,
            speed=self._speed,
            customers=self._customers,
            seed=self._seed,
        )

    async def _open_some_booths(self, settings: Settings) -> None:
        """Unlocked at the desk, as soon as each has greeted the hub."""
        store = Store(settings["store.url"])
        try:
            for booth_id in OPEN_AT_START:
                await unlock_when_ready(store, settings, booth_id)
        finally:
            store.close()

    async def run_until(self, stopped: asyncio.Event) -> None:
        """Until `stopped` is set; WorldError if the hub ends before."""
        tasks = [asyncio.create_task(stopped.wait()), asyncio.create_task(self.hub.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        if not stopped.is_set():
            raise WorldError(f"the hub ended by itself; {self.folder / 'hub.log'} says why")

    def greeting(self) -> str:
        operator = OPERATORS[0]
        return "\n".join(
            (
                "",
                f"  Panel     {self.address}",
                f"  Operator  {operator}   password  {self.shop.passwords[operator]}",
                f"  Owner     {OWNER}   password  {self.shop.passwords[OWNER]}",
                f"  Data      {self.folder}  (receipts in printer/; a new run starts afresh)",
                f"  Prices    {self.folder / NEXT_SHEET}  (the carrier's next sheet, to be imported)",
                "",
                "  Six booths run the real firmware. Unlock one and somebody will walk in and call.",
                "  Ctrl-C stops everything.",
                "",
            )
        )


async def unlock_when_ready(store: Store, settings: Settings, booth_id: str) -> None:
    """Unlock the booth as the first operator would, as soon as it has greeted the hub."""
    operator = next(person for person in people(store) if person.name == OPERATORS[0])
    deadline = asyncio.get_running_loop().time() + BOOTH_GREETS_S
    while True:
        try:
            unlock(store, settings.shop, booth_id=booth_id, operator_id=operator.id, now_ms=now_ms())
            return
        except BoothOffline:
            if asyncio.get_running_loop().time() > deadline:
                raise
            await asyncio.sleep(0.1)


def free_port(wanted: int = 0) -> int:
    """`wanted` if nobody listens there, else any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
