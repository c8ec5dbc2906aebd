"""The furnished shop, served: for those who open every page of it in a browser."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from every_page import Shown
from furnished_shop import FurnishedShop
from locutorio.store.engine import Store
from playwright.sync_api import Page
from seed import MONDAY_MS
from served import Counter


def come_to(page: Page, url: str, shown: Shown, token: str) -> None:
    page.goto(url + shown.address.format(token=token))
    page.wait_for_selector("html.scripted")
    if shown.address == "/":
        page.locator("#attention .sos").wait_for()
    shown.steps(page)


@contextmanager
def served(door: str) -> Iterator[tuple[Counter, str]]:
    """A furnished shop, or a new one; and what opens a receipt to its customer."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/shop.db")
        store.create_or_upgrade()
        counter = Counter(store, furnished=False)
        counter.stop()
        counter.shop.now_ms = MONDAY_MS
        token = "" if door == "new" else FurnishedShop(counter.shop, with_key(Path(folder))).token
        counter.start()
        yield counter, token
        counter.stop()
        store.close()


def with_key(folder: Path) -> Path:
    """The key that signs receipts is the same each time, so that what is printed is."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "sealing-1.pem").write_bytes(pem)
    return folder
