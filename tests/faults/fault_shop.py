"""A whole shop in which anything may die: broker, hub, printer and booths are processes or servers of their
own, the booths run the real firmware, and the operator works at the panel.

Used as `async with`: when it closes, everybody hangs up, every visit is paid, and the invariants are held
against the truth of the line. Its tariff is reckoned by hand: a second to Spain is a cent, to France two.
"""

import asyncio
import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

from boothkit.printer.server import VirtualPrinter
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring
from brokers import Broker, free_port
from eavesdropper import Eavesdropper
from guest import Guest, wall_ms
from hub_process import HubProcess
from invariants import check
from locutorio.controller_config import controller_config
from locutorio.core.tile import Tile
from locutorio.desk import board, booths, tariffs
from locutorio.desk.people import create_owner
from locutorio.settings import Settings, check_settings
from locutorio.store.engine import Store
from small_shop import SHOP, tariff_of
from sqlalchemy import text
from till import NothingToPay, Refused, Till

WITHIN_S = 60.0
LIFELIKE = 1.2  # hardly faster than life, but the desk owns the booths' time: no busy machine loses a digit
NAME, PASSWORD = "Ana", "a long password"
CENTS_A_SECOND = {"0034": 1, "0033": 2}
LONG_AGO_MS = 1_577_836_800_000


class FaultShop:
    """`speed` is that of the booths' time; the hub's is this machine's, so the faster they are the longer
    they wait for its word. `booth_ports`: where booths find the broker if not at its own port. `settings`
    add to the shop's."""

    def __init__(
        self,
        folder: Path,
        migrated: Path,
        *,
        broker: Broker,
        booth_ids: Iterable[str] = ("booth-1",),
        booth_ports: Mapping[str, int] | None = None,
        speed: float = 5,
        profile: str | dict[str, Any] = "reversal",
        settings: dict[str, dict[str, Any]] | None = None,
        store_url: str = "",
        program: tuple[str, ...] = ("-m", "locutorio", "up"),
    ) -> None:
        self.folder = folder / "shop"
        self.folder.mkdir()
        self.books = self.folder / "shop.db"
        shutil.copy(migrated, self.books)
        self.broker = broker
        self.printer = VirtualPrinter(self.folder / "printer")
        self._more, self._program = settings or {}, program
        self._speed, self._profile = speed, profile
        self._ports = booth_ports or {}
        self._parts = AsyncExitStack()
        self._store_url = store_url or f"sqlite:///{self.books}"
        self.store = Store(self._store_url)
        self.keys = self._furnish(booth_ids)
        self.guests: dict[str, Guest] = {}
        self.network: Eavesdropper
        self.settings: Settings
        self.hub: HubProcess
        self.till: Till

    @property
    def guest(self) -> Guest:
        """The customer of the first booth."""
        return next(iter(self.guests.values()))

    def _furnish(self, booth_ids: Iterable[str]) -> dict[str, str]:
        now_ms = wall_ms()
        create_owner(self.store, name=NAME, password=PASSWORD, now_ms=now_ms)
        self.adopt(p34="0.60", p33="1.20", in_force_from_ms=LONG_AGO_MS)
        return {
            booth_id: booths.add_booth(
                self.store, booth_id=booth_id, label=booth_id.title(), profile="reversal", now_ms=now_ms
            )
            for booth_id in booth_ids
        }

    def adopt(self, *, in_force_from_ms: int | None = None, **prices: str) -> None:
        """From now on, if no moment is given."""
        now_ms = wall_ms()
        tariffs.adopt(
            self.store,
            document=tariff_of(**prices),
            currency=SHOP.currency,
            in_force_from_ms=now_ms if in_force_from_ms is None else in_force_from_ms,
            now_ms=now_ms,
        )

    # ---- opening and closing

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as parts:
            parts.callback(self.store.close)
            self.network = await parts.enter_async_context(Eavesdropper(self.broker.port))
            await self.printer.start()
            parts.push_async_callback(self.printer.stop)
            self.settings = self.write_settings(self.folder / "locutorio.toml")
            self.hub = HubProcess(self.folder / "locutorio.toml", program=self._program)
            parts.callback(self.hub.kill)
            await self.start_hub()
            await self.open_till()
            for booth_id in self.keys:
                guest = self.add_controller(booth_id, self.folder / booth_id)
                self.guests[booth_id] = guest
                parts.push_async_callback(guest.wiring.stop)
                await guest.wiring.booth.start()
            await self.until(lambda: all(self.tile(booth_id).online for booth_id in self.keys))
            self._parts = parts.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                await self.close_the_day()
                check(self.store, self.shop, self.spoken, self.closings, CENTS_A_SECOND)
        finally:
            await self._parts.aclose()

    async def close_the_day(self) -> None:
        """Everybody hangs up; every visit is locked and paid to the cent."""
        for booth_id, guest in self.guests.items():
            await guest.hang_up()
            await self.settle(booth_id)

    def _document(self, panel_port: int) -> dict[str, dict[str, Any]]:
        document: dict[str, dict[str, Any]] = {
            "shop": {
                "id": "sol", "name": "Locutorio Sol", "country": "ES", "timezone": "Europe/Madrid",
                "currency": "EUR", "call_limit_s": 3600,
            },
            "panel": {"port": panel_port},
            "store": {"url": self._store_url},
            "broker": {"url": f"mqtt://127.0.0.1:{self.broker.port}"},
            "printer": {"kind": "network", "host": "127.0.0.1", "port": self.printer.port},
        }  # fmt: skip
        for section, values in ({"lease": {"patience_s": round(30 * self._speed)}} | self._more).items():
            document[section] = document.get(section, {}) | values
        return document

    def write_settings(self, path: Path, *, books: Path | None = None) -> Settings:
        """A settings file for a hub of this shop, with a panel of its own and, if given, other books."""
        document = self._document(free_port())
        if books:
            document["store"]["url"] = f"sqlite:///{books}"
        path.write_text("\n".join(_toml(document)), "utf-8")
        return check_settings(document)

    @property
    def shop(self):
        return self.settings.shop

    async def start_hub(self) -> None:
        """Returns when it hears the booths."""
        self.address = await self.hub.start()
        await self.until(self.is_healthy)

    async def open_till(self) -> None:
        self.till = await asyncio.to_thread(Till, self.address, NAME, PASSWORD)

    async def is_healthy(self) -> bool:
        page = await asyncio.to_thread(_answer, f"{self.address}/healthz")
        return page == 200

    def add_controller(self, booth_id: str, folder: Path) -> Guest:
        """A controller with that identity, on a line of its own."""
        config = controller_config(self.settings, booth_id, self.keys[booth_id], "reversal")
        port = self._ports.get(booth_id, self.broker.port)
        config |= {"broker": {"host": "127.0.0.1", "port": port}, "profile": self._profile}
        return Guest(booth_id, Wiring(VirtualBooth(folder, config, speed=self._speed)))

    # ---- the operator

    async def unlock(self, booth_id: str = "booth-1", **fields: str) -> None:
        """Returns when the line is through and the tile says so."""
        await self.until(lambda: self.tile(booth_id).online)
        await asyncio.to_thread(self.till.unlock, booth_id, **fields)
        await self.until(lambda: self.tile(booth_id).phase == "open")

    async def lock(self, booth_id: str = "booth-1") -> None:
        await asyncio.to_thread(self.till.lock, booth_id)
        await self.until(lambda: self.tile(booth_id).phase == "settling")

    async def settle(self, booth_id: str = "booth-1", **fields: str) -> int | None:
        """Lock the booth and take the money, if there is a visit. The receipt's number; None
        if nobody talked."""
        visit_id = self.tile(booth_id).visit_id
        if not visit_id:
            return None
        await self.lock(booth_id)
        try:
            bill = await self.bill(visit_id) | fields
        except NothingToPay as empty:
            await asyncio.to_thread(self.till.post, empty.path, {})
            return None
        return await asyncio.to_thread(self.till.pay, visit_id, bill)

    async def bill(self, visit_id: str) -> dict[str, str]:
        """The checkout dialog, as soon as the booth has handed over all its calls."""
        deadline_s = time.monotonic() + WITHIN_S
        while True:
            try:
                return await asyncio.to_thread(self.till.bill, visit_id)
            except Refused:
                if time.monotonic() > deadline_s:
                    raise
                await asyncio.sleep(0.1)

    # ---- looking

    @property
    def spoken(self):
        return [call for guest in self.guests.values() for call in guest.spoken]

    @property
    def closings(self):
        return [closing for guest in self.guests.values() for closing in guest.closings]

    def tile(self, booth_id: str = "booth-1") -> Tile:
        return board.tile(self.store, self.shop, booth_id=booth_id, now_ms=wall_ms())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Past everybody's modules, as an inspector would look."""
        with self.store.read() as tx:
            return [tuple(row) for row in tx.execute(text(query))]

    def records(self) -> int:
        return self.rows("SELECT count(*) FROM record")[0][0]

    async def until(self, holds: Callable[[], Any], *, within_s: float = WITHIN_S) -> None:
        """Wait for something to become true; the booths' time goes on meanwhile."""
        async with asyncio.timeout(within_s):
            while not (await value if asyncio.iscoroutine(value := holds()) else value):
                await asyncio.sleep(0.02)


def _toml(document: dict[str, dict[str, Any]]) -> Iterable[str]:
    for section, values in document.items():
        yield f"[{section}]"
        for name, value in values.items():
            yield f"{name} = {json.dumps(value)}"


def _answer(address: str) -> int:
    from urllib.error import HTTPError
    from urllib.request import urlopen

    try:
        with urlopen(address, timeout=10) as page:
            return page.status
    except HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0
