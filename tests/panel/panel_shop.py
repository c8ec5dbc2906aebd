"""Everything a panel is given, in the test's hand: its clock, its health, whom it told what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from locutorio import documents
from locutorio.controller_config import ControllerFiles
from locutorio.core.shop import ShopProfile
from locutorio.desk.people import Person
from locutorio.ingest.signatures import Signatures
from locutorio.panel import Live, PanelDeps, create_panel
from locutorio.printing.preview import preview
from locutorio.settings import Settings, check_settings
from locutorio.store.engine import Store
from seed import MONDAY_MS, SHOP
from werkzeug.routing import Rule

Staff = tuple[Person, Person]  # Ana, the owner, and Luis, an operator
SETUP_CODE = "20260302"
WRITTEN = {
    "shop": {
        "id": SHOP.shop_id, "name": SHOP.name, "country": SHOP.country, "timezone": SHOP.timezone,
        "currency": SHOP.currency.code, "emergency_numbers": list(SHOP.rules.emergency_numbers),
    },
    "broker": {"url": "mqtts://broker.sol:8883"},
}  # fmt: skip


class Templates(BytecodeCache):
    """What jinja compiled for one panel, for the next: a test's panel shows a page or two."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class Route(Rule):
    """Shares what werkzeug compiled to build its address: that takes longer than all else about a panel."""

    _compiled: ClassVar[dict[object, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (tuple(self._trace), repr(self.defaults), append_unknown)
        if key not in self._compiled:
            self._compiled[key] = super()._compile_builder(append_unknown)
        return self._compiled[key]


TEMPLATES = Templates()
Flask.url_rule_class = Route


@dataclass
class Shop:
    """What a test needs of the panel; `marked` are the booths it said it changed."""

    store: Store
    profile: ShopProfile = SHOP
    live: Live = field(default_factory=Live)
    now_ms: int = MONDAY_MS
    health: dict[str, object] = field(default_factory=lambda: {"store": True})
    marked: list[set[str]] = field(default_factory=list)
    printed: int = 0
    settings: Settings = field(default_factory=lambda: check_settings(WRITTEN))

    def panel(self, *, csrf: bool = False) -> Flask:
        app = create_panel(
            PanelDeps(
                store=self.store,
                shop=self.profile,
                live=self.live,
                changed=self.marked.append,
                clock=lambda: self.now_ms,
                secret_key="only for tests",
                setup_code=SETUP_CODE,
                health=lambda: self.health,
                preview=lambda receipt: preview(receipt, 42),
                printing=self.wake_printer,
                documents=documents,
                controllers=ControllerFiles(self.settings),
                signatures=Signatures(self.store, self.profile.shop_id),
            )
        )
        app.testing = True
        app.jinja_env.bytecode_cache = TEMPLATES
        app.config["WTF_CSRF_ENABLED"] = csrf
        return app

    def wake_printer(self) -> None:
        self.printed += 1
