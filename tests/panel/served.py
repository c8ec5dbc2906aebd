"""A panel served to a real browser, and what is looked at on every page of it."""

import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from brokers import free_port
from locutorio.clock import now_ms
from locutorio.panel import Live
from locutorio.server import PanelServer
from locutorio.store.engine import Store
from panel_shop import Shop
from playwright.sync_api import Page, expect
from seed import SeededBooth, lively

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


LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "right to left": {"language": "ar"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


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
        self.server = PanelServer(self.shop.panel(csrf=True), host="127.0.0.1", port=self.port)
        self.url = self.server.bind()
        self.thread = threading.Thread(target=self.server.serve, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.shop.live.close()
        self.server.stop()
        self.thread.join(10)

    def hear(self, booth: SeededBooth) -> None:
        self.shop.live.mark({booth.booth_id})


def sins(page: Page) -> list[str]:
    """What the accessibility rules find."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    return [
        f"{sin['id']}: {node['html'][:160]}" for sin in found.response["violations"] for node in sin["nodes"]
    ]


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
