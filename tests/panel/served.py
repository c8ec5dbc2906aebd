"""A panel served to a real browser, and what is looked at on every page of it."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from brokers import free_port
from locutorio.clock import now_ms
from locutorio.core.shop import ShopProfile
from locutorio.panel import Live
from locutorio.server import PanelServer
from locutorio.store.engine import Store
from panel_shop import Shop
from playwright.sync_api import Page, expect
from seed import SHOP, SeededBooth, lively
from waiting import wait_for

BROWSING = [
    pytest.mark.journey,
    # The server's own wake-up call when it stops leaves a socket to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

expect.set_options(timeout=30_000)  # a loaded machine makes this slow, never wrong

# Counts the tones that would be heard, and says on the console when the page calls for attention: to ask the
# page anything counts as a key, and only before the first one a browser is mute.
EAR = """window.tones = 0;
window.OscillatorNode = class extends OscillatorNode {
  constructor(...how) { super(...how); window.tones += 1; }
};
let told = "";
new MutationObserver(() => {
  const text = document.getElementById("attention")?.textContent.trim() ?? "";
  if (text !== told) console.debug(`attention ${window.tones}: ${told = text}`);
}).observe(document, { childList: true, subtree: true, characterData: true });"""


DIRECTIONS = {"left to right": "en", "right to left": "ar"}  # each in a language written so
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
LOOK = Path(__file__).with_name("look.js").read_text("utf-8")
# All at once, also those of which a person has one open at a time.
UNFOLD = """() => document.querySelectorAll(":is(main, #sheet) details:not([open])")
  .forEach((fold) => { fold.removeAttribute("name"); fold.open = true; })"""
NOTHING_WRONG: dict[str, list[str]] = {"sins": [], "wide": [], "small": [], "out": []}
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}


class Counter:
    """A served panel, its booths, and a way to let it fall silent and come back at the same address."""

    def __init__(self, store: Store, *, furnished: bool = True, profile: ShopProfile = SHOP) -> None:
        self.shop = Shop(store, profile, now_ms=now_ms())
        self.booths = lively(store, now_ms()) if furnished else {}
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Serve; a second time at the address of the first, as a hub that was started again."""
        self.shop.live = Live()
        self.panel = self.shop.panel(csrf=True)
        self.server = PanelServer(self.panel, host="127.0.0.1", port=self.port)
        self.url = self.server.bind()
        self.thread = threading.Thread(target=self.server.serve, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.shop.live.close()
        self.server.stop()
        self.thread.join(10)

    def hear(self, booth: SeededBooth) -> None:
        self.shop.live.mark({booth.booth_id})


def looks_well(page: Page, *, besides: Sequence[str] = ()) -> None:
    """Accessible, of one piece and large enough to be pressed, with all unfolded: on a phone in the
    dark and on a desk in the light. No colour hangs on the direction: rules about them, which take most
    of the time, are not asked again from right to left. The accessibility of parts `besides` was looked at
    elsewhere."""
    is_turned = page.locator("html").get_attribute("dir") == "rtl"
    page.evaluate(UNFOLD)
    for size, light in ((PHONE, "dark"), (DESK, "light")):
        page.emulate_media(color_scheme=light, reduced_motion="reduce")  # no colour on its way to another
        page.set_viewport_size(size)
        wait_for(lambda width=size["width"]: page.evaluate("innerWidth") == width)
        wrong = look(page, besides, without=COLOURS if is_turned else ())
        assert wrong == NOTHING_WRONG, (page.url, size, light, wrong)


def sins(page: Page) -> list[str]:
    """What the accessibility rules find."""
    return look(page)["sins"]


def look(page: Page, besides: Sequence[str] = (), without: Sequence[str] = ()) -> dict[str, list[str]]:
    """What is wrong with the page as it stands, or with the dialog that is open on it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    wanted = {"rules": RULES, "besides": [[part] for part in besides], "without": without}
    return page.evaluate(LOOK, wanted)
