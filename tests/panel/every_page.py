"""Every page of the panel that a person can open, and how one comes to it; docs/pages.md shows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page
from seed import PASSWORD

Steps = Callable[[Page], None]


def nothing(_page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Fold:
    """One of the acts on a bill, opened."""

    words: str

    def __call__(self, page: Page) -> None:
        page.locator("main details > summary", has_text=self.words).first.click()


def laid_down(page: Page) -> None:
    page.locator("#cash").fill("5")
    page.locator("#change .change:not(.none, .left)").wait_for()


def ticked(page: Page) -> None:
    page.locator("#ticked [name=call]").first.check()


def priced(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#sheet [name=number]").fill("00212612345678")
    page.locator("#sheet .per-minute").wait_for()


def unlocked_up_to(page: Page) -> None:
    page.locator("#booth-booth-1 .upto").click()
    page.locator("#sheet [name=budget]").fill("5")


def paid_at_the_board(page: Page) -> None:
    page.keyboard.press("4")
    page.locator("#sheet #cash").wait_for()


def colleagues(page: Page) -> None:
    page.keyboard.press("F2")
    page.locator("#switch[open]").wait_for()


def keys(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def counted(page: Page) -> None:
    for piece, number in ((5000, "2"), (2000, "1"), (200, "1"), (20, "3")):
        page.locator(f"[name=piece-{piece}]").fill(number)
    page.locator("[name=left]").fill("100")
    page.locator("#counted", has_text=re.compile(r"122[.,٫]60")).wait_for()


def password_again(page: Page) -> None:
    """What needs the password, by somebody who gave it a while ago."""
    page.locator("form[action='/people'] [name=name]").fill("Eva")
    page.locator("form[action='/people'] [name=password]").fill(PASSWORD)
    page.locator("form[action='/people'] button").last.click()
    page.locator("[name=password_again]").wait_for()


@dataclass(frozen=True)
class Shown:
    """`picture` is the name of its file. A dialog stands over the board: a screen is all one sees of it.
    `door`: "" = somebody is signed in, "out" = nobody is, "new" = nobody works in the shop yet."""

    picture: str
    endpoint: str
    address: str
    steps: Steps = nothing
    is_dialog: bool = False
    door: str = ""


EVERY = (
    Shown("board", "board.board", "/"),
    Shown("unlock", "board.up_to", "/", unlocked_up_to, is_dialog=True),
    Shown("unlock-page", "board.up_to", "/booths/booth-1/unlock"),
    Shown("checkout-dialog", "checkout.show", "/", paid_at_the_board, is_dialog=True),
    Shown("checkout", "checkout.show", "/bills/10", laid_down),
    Shown("together", "checkout.show", "/bills/8"),
    Shown("unpriced", "checkout.show", "/bills/11"),
    Shown("move", "checkout.show", "/bills/9", Fold("to another booth")),
    Shown("split", "checkout.show", "/bills/10", ticked),
    Shown("discount", "checkout.show", "/bills/10", Fold("Discount")),
    Shown("deposit", "checkout.show", "/bills/10", Fold("Deposit")),
    Shown("join", "checkout.show", "/bills/10", Fold("One bill together")),
    Shown("park", "checkout.show", "/bills/10", Fold("Name, park")),
    Shown("bills", "bills.open_bills", "/bills"),
    Shown("price", "prices.prices", "/", priced, is_dialog=True),
    Shown("switch", "own.colleagues", "/", colleagues, is_dialog=True),
    Shown("keys", "board.board", "/", keys, is_dialog=True),
    Shown("calls", "calls.calls", "/calls"),
    Shown("call-story", "calls.call", "/calls/1"),
    Shown("problems", "problems.problems", "/problems"),
    Shown("alarms", "alarms.alarms", "/alarms"),
    Shown("receipts", "receipts.receipts", "/receipts"),
    Shown("receipt-page", "receipts.receipt", "/receipts/4"),
    Shown("credit-note", "receipts.receipt", "/receipts/6"),
    Shown("give-back", "refunds.credit", "/receipts/5/credit"),
    Shown("drawer", "drawer.drawer", "/drawer"),
    Shown("shift-count", "shifts.count", "/shift/count", counted),
    Shown("shift-closed", "shifts.closed", "/shift/closed"),
    Shown("x-report", "shifts.x", "/shift/x"),
    Shown("accounts", "accounts.accounts", "/accounts"),
    Shown("statement", "accounts.account", "/accounts/1"),
    Shown("customers", "customers.customers", "/customers"),
    Shown("closings", "closings.closings", "/reports"),
    Shown("z-report", "closings.z", "/reports/z/1"),
    Shown("period", "closings.period", "/reports/periods/2"),
    Shown("prices", "prices.prices", "/prices"),
    Shown("packages", "packages.packages", "/packages"),
    Shown("package-page", "packages.package", "/packages/2"),
    Shown("package-review", "review.review", "/packages/2/review"),
    Shown("price-list", "price_lists.page", "/packages/2/list"),
    Shown("carriers", "decks.decks", "/carriers"),
    Shown("carrier-page", "decks.deck", "/carriers/1"),
    Shown("sheet", "imports.show", "/carriers/1/import/1"),
    Shown("extras", "extras.extras", "/extras"),
    Shown("what-if", "whatif.whatif", "/what-if?by=2-draft&first=2026-02-27&last=2026-03-02"),
    Shown("re-rating", "rerating.rerating", "/re-rating?tariff=2&from=2026-03-02T11:10&to=2026-03-02T12:00"),
    Shown("controllers", "fleet.fleet", "/fleet"),
    Shown("controller-page", "fleet.booth", "/fleet/booth-1"),
    Shown("updates", "rollouts.updates", "/updates"),
    Shown("people", "people.everyone", "/people"),
    Shown("roles", "roles.roles", "/roles"),
    Shown("audit", "audit.audit", "/audit"),
    Shown("own", "own.place", "/own"),
    Shown("again", "people.everyone", "/people", password_again),
    Shown("refused", "error", "/nowhere"),
    Shown("login", "login.login", "/login", door="out"),
    Shown("setup", "login.setup", "/setup", door="new"),
    Shown("own-bill", "public_bill.bill", "/b/{token}", door="out"),
)
# What has a page of its own though one comes to it otherwise, and answers to what only some ask.
BESIDES = (
    Shown("switch-page", "own.colleagues", "/switch"),
    Shown("price-asked", "prices.prices", "/prices?number=0033142685300&package=2"),
    Shown("price-refused", "prices.prices", "/prices?number=0053712345678"),
)
# What is answered with a file, a part of a page, figures for programs, or with another address.
NO_PAGES = {
    "api.price", "audit.file", "checkout.of_visit", "decks.export", "health.healthz", "imports.listed",
    "price_lists.file", "prices.quote", "progress.job", "static", "stream.live", "tools.fleet",
    "tools.inspected", "tools.inspection", "tools.releases", "tools.rollouts",
}  # fmt: skip
