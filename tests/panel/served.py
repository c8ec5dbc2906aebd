"""A panel served to a real browser, and what is looked at on every page of it."""

import threading

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from brokers import free_port
from locutorio.clock import now_ms
from locutorio.panel import Live
from locutorio.server import PanelServer
from locutorio.store.engine import Store
from panel_shop import Shop
from playwright.sync_api import Page, expect
from seed import SeededBooth, lively
from waiting import wait_for

BROWSING = [
    pytest.mark.journey,
    # The server's own wake-up call when it stops leaves a socket to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

expect.set_options(timeout=30_000)  # a loaded machine makes this slow, never wrong

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
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
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}


class Counter:
    """A served panel, its booths, and a way to let it fall silent and come back at the same address."""

    def __init__(self, store: Store, *, furnished: bool = True) -> None:
        self.shop = Shop(store, now_ms=now_ms())
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


def looks_well(page: Page) -> None:
    """Accessible, of one piece and large enough to be pressed: on a desk and on a phone, in the light and in
    the dark. Only rules about colours can find more in the dark."""
    where = page.url
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour on its way to another
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        wait_for(lambda width=size["width"]: page.evaluate("innerWidth") == width)
        assert sins(page) == [], (where, size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (where, size)
        assert page.evaluate("(document.getElementById('sheet')?.scrollWidth ?? 0) <= innerWidth"), where
        assert small_targets(page) == [], (where, size)
        assert sticking_out(page) == [], (where, size)
    page.emulate_media(color_scheme="dark")
    assert sins(page, runOnly=["color-contrast", "link-in-text-block"]) == [], (where, "dark")
    page.emulate_media(color_scheme="light")


def sins(page: Page, **options: object) -> list[str]:
    """What the accessibility rules find."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    found = page.evaluate("(rules) => axe.run(rules).then((found) => found.violations)", rules | options)
    return [f"{sin['id']}: {node['html'][:160]}" for sin in found for node in sin["nodes"]]


def sticking_out(page: Page) -> list[str]:
    """What can be pressed or filled in and reaches beyond the card it is on."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".card :is(button, input, a)")]
            .filter((one) => {
              const [part, card] = [one, one.closest(".card")].map((each) => each.getBoundingClientRect());
              return part.width && (part.right > card.right || part.left < card.left);
            })
            .map((one) => one.outerHTML.slice(0, 120))"""
    )


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is lower or narrower than 48 px."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, .button, summary, input:not([type=hidden]), nav a")]
            .filter((part) => part.checkVisibility())
            .filter((part) => {
              const pressed = part.closest("label.tick") ?? part; // its words tick the box too
              const { width, height } = pressed.getBoundingClientRect();
              return Math.min(width, height) < 47.5;
            })
            .map((part) => part.outerHTML.slice(0, 120))"""
    )
