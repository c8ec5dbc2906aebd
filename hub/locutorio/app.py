"""The hub put together: the only file that knows every room. It wires, starts and stops them.

A booth that changed, whoever says so, is marked for the open screens; one that a person at the panel
changed is also told so over the wire.
"""

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from locutorio import documents
from locutorio.clock import now_ms
from locutorio.controller_config import ControllerFiles
from locutorio.desk.people import is_new
from locutorio.ingest.client import Ingest
from locutorio.ingest.signatures import Signatures
from locutorio.panel import create_panel
from locutorio.panel.deps import PanelDeps
from locutorio.panel.live import Live
from locutorio.printing.preview import preview
from locutorio.printing.printers import PrinterSettings, open_printer
from locutorio.printing.spool import Spool
from locutorio.server import PanelServer
from locutorio.settings import Settings
from locutorio.store.engine import Store
from locutorio.tls import broker_tls, panel_tls
from locutorio.upkeep import Upkeep


class Hub:
    """One shop. `folder` holds what belongs to it beside the books: the key that signs panel cookies."""

    def __init__(self, settings: Settings, folder: Path, *, clock: Callable[[], int] = now_ms) -> None:
        shop = settings.shop
        self.store = Store(settings["store.url"])
        self.store.create_or_upgrade()
        self.live = Live()
        self.ingest = Ingest(
            self.store,
            shop,
            broker_url=settings["broker.url"],
            tls=broker_tls(settings),
            on_changed=self.live.mark,
            clock=clock,
        )
        self.upkeep = Upkeep(self.store, settings["certificates.folder"], clock=clock)
        self.spool = Spool(self.store, open_printer(printer_settings(settings)), clock=clock)
        # Only who reads this console may make the first owner; afterwards the code opens nothing.
        self.setup_code = f"{secrets.randbelow(10**8):08d}" if is_new(self.store) else ""
        deps = PanelDeps(
            store=self.store,
            shop=shop,
            live=self.live,
            changed=self._changed_at_the_desk,
            preview=partial(preview, columns=settings["printer.columns"]),
            printing=self.spool.wake,
            documents=documents,
            controllers=ControllerFiles(settings),
            signatures=Signatures(self.store, shop.shop_id),
            clock=clock,
            secret_key=cookie_key(folder / "panel.secret"),
            setup_code=self.setup_code,
            health=self.health,
        )
        self.server = PanelServer(
            create_panel(deps),
            host=settings["panel.host"],
            port=settings["panel.port"],
            tls=panel_tls(settings, now_ms=clock()),
        )

    def start(self) -> str:
        """Start every room and return the panel's address; OSError if its port is taken."""
        address = self.server.bind()
        self.ingest.start()
        self.spool.start()
        self.upkeep.start()
        return address

    def serve(self) -> None:
        """Answer the panel until stop() is called."""
        self.server.serve()

    def stop(self) -> None:
        """Streams end first, so that no screen holds the server up; the books are closed last."""
        self.live.close()
        self.server.stop()
        self.upkeep.stop()
        self.spool.stop()
        self.ingest.stop()
        self.store.close()

    def health(self) -> dict[str, bool]:
        return {
            "store": self.store.healthy(),
            "broker": self.ingest.healthy() or self.ingest.fenced,
            "in_charge": not self.ingest.fenced,
            "spool": self.spool.healthy(),
        }

    def _changed_at_the_desk(self, booth_ids: set[str]) -> None:
        self.live.mark(booth_ids)
        self.ingest.push(booth_ids)


def printer_settings(settings: Settings) -> PrinterSettings:
    names = (
        "kind", "host", "port", "path", "baud", "queue", "usb_vendor", "usb_product", "profile", "columns",
        "confirms",
    )  # fmt: skip
    return PrinterSettings(
        **{name: settings[f"printer.{name}"] for name in names},
        drawer_kick=settings["drawer.kick"],
        drawer_pin=settings["drawer.pin"],
    )


def cookie_key(path: Path) -> str:
    """The secret that signs the panel's cookies, made at the first start, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()
