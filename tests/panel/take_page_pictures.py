"""Takes the pictures in docs/pictures/pages: `make pictures`; with names after it, those alone.

Every page of a furnished shop in four looks on one sheet: a desk beside a phone, in the light above the dark.
The shop's clock stands still, and so does the page's.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from chromium import CHROMIUM
from every_page import EVERY, Shown
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright
from seed import MONDAY_MS, PASSWORD
from served import Counter
from served_shop import come_to, served

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "pages"
LOOKS = ("light", "dark")
WIDTHS_PX = (1280, 390)
SCREEN_PX, LONGEST_PX = 800, 1900  # of what is longer, the upper part is shown
SCALE, GAP_PX = 0.55, 14
COMMON, FAR_APART = 32, 40  # colours of a sheet
BACKGROUND = "#8a8f94"


def main(names: list[str]) -> None:
    wanted = [shown for shown in EVERY if not names or shown.picture in names]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for door, pages in groupby(wanted, key=lambda shown: shown.door):
            with served(door) as (counter, token), opened(browser, counter, door) as page:
                for shown in pages:
                    take(page, counter.url, shown, token)
        browser.close()


@contextmanager
def opened(browser: Browser, counter: Counter, door: str) -> Iterator[Page]:
    """Ana logged in ten minutes ago: her password is asked for again where it matters."""
    context = browser.new_context(reduced_motion="reduce", timezone_id="Europe/Madrid")
    page = context.new_page()
    page.clock.set_fixed_time(MONDAY_MS)
    page.route("**/live", lambda route: board_alone(route, page))
    if not door:
        counter.shop.now_ms -= 600_000
        page.goto(counter.url)
        page.locator("[name=name]").fill("Ana")
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("html.scripted #board")
        counter.shop.now_ms += 600_000
    yield page
    context.close()


def board_alone(route: Route, page: Page) -> None:
    """What moves is heard on the board only: at a clock that stands, the hub never finds out who has left."""
    if urlsplit(page.url).path == "/":
        route.continue_()
    else:
        route.fulfill(content_type="text/event-stream", body="retry: 1000000000\n\n")


def take(page: Page, url: str, shown: Shown, token: str) -> None:
    page.set_viewport_size({"width": WIDTHS_PX[0], "height": SCREEN_PX})
    come_to(page, url, shown, token)
    page.evaluate("document.activeElement.blur()")
    sheet = together([[look(page, shown, colours, width) for width in WIDTHS_PX] for colours in LOOKS])
    reduced(sheet).save(PICTURES / f"{shown.picture}.png", optimize=True)


def look(page: Page, shown: Shown, colours: str, width: int) -> Image.Image:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    fit(page, width, SCREEN_PX)
    if not shown.is_dialog:
        fit(page, width, max(SCREEN_PX, page.evaluate("document.documentElement.scrollHeight")))
    page.evaluate("scrollTo(0, 0)")
    seen = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    return seen.resize((round(seen.width * SCALE), round(seen.height * SCALE)), Image.Resampling.LANCZOS)


def fit(page: Page, width: int, height: int) -> None:
    size = {"width": width, "height": min(height, LONGEST_PX)}
    page.set_viewport_size(size)
    page.wait_for_function("size => innerWidth === size.width && innerHeight === size.height", arg=size)


def together(rows: list[list[Image.Image]]) -> Image.Image:
    heights = [max(one.height for one in row) + GAP_PX for row in rows]
    width = max(sum(one.width + GAP_PX for one in row) for row in rows)
    sheet = Image.new("RGB", (width + GAP_PX, sum(heights) + GAP_PX), BACKGROUND)
    for y_px, row in zip((GAP_PX, GAP_PX + heights[0]), rows, strict=True):
        x_px = GAP_PX
        for one in row:
            sheet.paste(one, (x_px, y_px))
            x_px += one.width + GAP_PX
    return sheet


def reduced(sheet: Image.Image) -> Image.Image:
    """To few colours: those that fill most of it, which stay as they are, and some that cover the rest."""
    every = sorted(sheet.getcolors(sheet.width * sheet.height) or [], reverse=True)
    common = [part for _, colour in every[:COMMON] for part in colour]
    rest = sheet.quantize(FAR_APART, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(common + rest[: 3 * FAR_APART])
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(sys.argv[1:])
