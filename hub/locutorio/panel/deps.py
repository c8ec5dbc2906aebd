"""What the panel is given by the program around it, and how its views reach it.

Everything the panel does goes through these: it opens no database, reads no clock and no settings file,
and tells nobody but `changed` what it did.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.core.till import TillReport
from locutorio.panel.live import Live
from locutorio.store.engine import Store

EXTENSION = "locutorio"


class Documents(Protocol):
    """Receipts as files; `copy` 0 is the original, n the nth DUPLICATE."""

    def page(self, document: Receipt, *, copy: int = 0) -> str: ...
    def roll_pdf(self, document: Receipt, *, copy: int = 0) -> bytes: ...
    def letter(self, receipt: Receipt, *, to: str = "", copy: int = 0) -> bytes: ...
    def invoice_pdf(self, receipt: Receipt) -> bytes: ...


class Controllers(Protocol):
    """What goes onto a booth's board."""

    def config(self, booth_id: str, key: str, profile: str, *, boots: int = 0) -> dict[str, object]: ...
    def certificate(self, booth_id: str, *, now_ms: int) -> Mapping[str, bytes]: ...


class Signatures(Protocol):
    """What booths told, as they signed it: `answer` is a checkup as the books keep it."""

    def signed(self, booth_id: str, answer: str) -> Mapping[str, str]: ...
    def is_genuine(self, name: str, payload: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class PanelDeps:
    """`changed` is told the booths a use case touched. `clock` gives Unix milliseconds. `setup_code` is
    printed on the console: who sets the shop up must stand at the machine. `health` names each part of
    the program and what it says of itself; False = down. `preview` lays a receipt or a report out as text.
    `printing` is told that paper waits for the printer, or the drawer. `documents` makes files of receipts,
    `controllers` those for boards.
    """

    store: Store
    shop: ShopProfile
    live: Live
    changed: Callable[[set[str]], None]
    clock: Callable[[], int]
    secret_key: str | bytes
    setup_code: str
    health: Callable[[], Mapping[str, object]]
    preview: Callable[[Receipt | TillReport], str]
    printing: Callable[[], None]
    documents: Documents
    controllers: Controllers
    signatures: Signatures


def deps() -> PanelDeps:
    return cast(PanelDeps, current_app.extensions[EXTENSION])
