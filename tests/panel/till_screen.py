"""The counter's screen in a browser, and the booths that can be seen from it, for long journeys."""

import re

from locutorio.desk import board
from playwright.sync_api import Locator, Page, expect
from seed import PASSWORD, SeededBooth
from served import Counter
from waiting import wait_for

MINUTE_MS = 60_000


class Till:
    """Nothing is done before what it needs is shown."""

    def __init__(self, page: Page, counter: Counter) -> None:
        self.page, self.counter, self.shop = page, counter, counter.shop
        self.sheet = page.locator("#sheet")

    def go(self, address: str = "/") -> None:
        self.page.goto(self.counter.url + address)
        self.page.wait_for_selector("html.scripted")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def fold(self, name: str) -> Locator:
        """What is folded away under that name, unfolded."""
        fold = self.page.locator("details.fold:visible").filter(
            has=self.page.locator("summary", has_text=name)
        )
        fold.locator("summary").click()
        expect(fold).to_have_attribute("open", "")
        return fold

    def tile(self, place: int) -> Locator:
        return self.page.locator(f"#booth-booth-{place}")

    def booth(self, place: int) -> SeededBooth:
        return self.counter.booths[f"booth-{place}"]

    def orders(self, button: Locator) -> None:
        """Something of booths: what changed them before is forgotten, or they would obey that."""
        self.shop.marked.clear()
        button.click()

    def obeys(self, place: int, tells: str) -> None:
        """The booth does what was ordered of it, as its tile tells then."""
        wait_for(lambda: any(f"booth-{place}" in marked for marked in self.shop.marked))
        self.booth(place).obey(self.shop.now_ms)
        self.counter.hear(self.booth(place))
        expect(self.tile(place)).to_contain_text(tells)

    def unlocks(self, place: int) -> None:
        self.orders(self.tile(place).locator(".do button"))
        self.obeys(place, "Ready")

    def agrees(self, place: int, **agreed: str) -> None:
        """Unlocks it with more than a press: a deposit, somebody's bill."""
        self.tile(place).locator(".do .upto").click()
        for name, value in agreed.items():
            field = self.sheet.locator(f"[name={name}]")
            field.select_option(value) if name == "bill" else field.fill(value)
        self.orders(self.sheet.locator(".pay-row .main"))
        expect(self.sheet).to_be_hidden()
        self.obeys(place, "Ready")

    def passes(self, passed_ms: int) -> None:
        """Time does, and each booth goes on saying that it is there."""
        self.shop.now_ms += passed_ms
        for tile in board.tiles(self.shop.store, self.shop.profile, now_ms=self.shop.now_ms):
            line = "idle" if tile.phase == "open" else "locked"
            self.counter.booths[tile.booth_id].report(self.shop.now_ms, line=line)

    def calls(self, place: int, call: tuple[str, int]) -> None:
        self.passes(3 * MINUTE_MS)
        self.booth(place).call(*call, self.shop.now_ms)
        self.booth(place).report(self.shop.now_ms, line="idle")
        self.counter.hear(self.booth(place))
        expect(self.tile(place)).to_contain_text(re.compile(r"Finished calls\s*1"))

    def locks(self, place: int) -> None:
        self.orders(self.tile(place).locator(".do button"))
        self.obeys(place, "To pay")

    def opens_bill(self, place: int) -> None:
        self.tile(place).locator(".do a").click()
        expect(self.sheet).to_contain_text("Checkout")

    def pays(self, change: str) -> None:
        """Prints too; what goes back over the counter is shown before and after."""
        expect(self.page.locator("#change")).to_contain_text(change)
        self.page.locator("form.pay .main").click()
        expect(self.page.locator(".outcome")).to_contain_text(change)

    def moves_cash(self, what: str, amount: str, reason: str) -> None:
        self.go("/drawer")
        fold = self.fold(what)
        fold.locator("[name=amount]").fill(amount)
        fold.locator("[name=reason]").fill(reason)
        fold.locator("button").click()
        expect(self.page.locator("body > .note.good")).to_contain_text(amount)

    def counts(self, pieces: dict[int, int], *, left: str, comes_to: str, hand_to: str = "") -> None:
        """Blindly: the page knows what is counted and not what should be."""
        self.go("/drawer")
        self.page.get_by_role("link", name="Count and close").click()
        self.page.wait_for_selector("html.scripted .pieces")
        for piece, number in pieces.items():
            self.page.locator(f"[name=piece-{piece}]").fill(str(number))
        self.page.locator("[name=left]").fill(left)
        if hand_to:
            self.page.locator("[name=hand_to]").select_option(label=hand_to)
        expect(self.page.locator("#counted")).to_contain_text(comes_to)
        self.press("Close the shift & print")
        expect(self.page.locator("#till-title")).to_contain_text("Z report")

    def gives_the_password(self, button: str) -> None:
        """It was given long ago, so it is asked for again; what was filled in goes through afterwards."""
        self.passes(6 * MINUTE_MS)
        self.press(button)
        self.page.locator("[name=password_again]").fill(PASSWORD)
        self.press("Go on")
