"""A panel over a real store, its clock in the test's hand, and browsers that are signed in."""

from collections.abc import Callable, Iterator

import pytest
from chromium import CHROMIUM
from flask import Flask
from flask.testing import FlaskClient
from locutorio.desk.people import Person
from locutorio.panel.armour import COOKIE
from locutorio.store.engine import Store
from panel_shop import Shop
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from seed import PASSWORD, furnish, people_of
from served import EAR, Counter


@pytest.fixture
def shop(sqlite_store: Store) -> Shop:
    return Shop(sqlite_store)


@pytest.fixture
def staff(shop: Shop) -> tuple[Person, Person]:
    """Ana owns the shop, Luis works there; it sells calls and coffee."""
    furnish(shop.store)
    return people_of(shop.store)


@pytest.fixture
def panel(shop: Shop) -> Flask:
    return shop.panel()


@pytest.fixture
def sign_in(panel: Flask, staff: tuple[Person, Person]) -> Callable[[str], FlaskClient]:
    """A browser in which that person is signed in; "" = nobody."""

    def browser(name: str) -> FlaskClient:
        client = panel.test_client()
        if name:
            response = client.post("/login", data={"name": name, "password": PASSWORD})
            assert response.status_code == 303, response.text
        return client

    return browser


@pytest.fixture
def armed(shop: Shop, sign_in: Callable[[str], FlaskClient]) -> Callable[[str], FlaskClient]:
    """The same where every form needs its token."""

    def browser(name: str) -> FlaskClient:
        client = shop.panel(csrf=True).test_client()
        if cookie := sign_in(name).get_cookie(COOKIE):
            client.set_cookie(COOKIE, cookie.value)
        return client

    return browser


@pytest.fixture
def owner(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Ana")


@pytest.fixture
def operator(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Luis")


@pytest.fixture
def counter(sqlite_store: Store) -> Iterator[Counter]:
    counter = Counter(sqlite_store)
    yield counter
    counter.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_board(counter: Counter, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A board, logged in by keyboard; options are Chromium's, `language` the panel's; with `clock` the
    test turns the page's clock."""
    contexts: list[BrowserContext] = []

    def board(language: str = "en", *, name: str = "Ana", clock: bool = False, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": language, "url": counter.url}])
        page = context.new_page()
        page.add_init_script(EAR)
        if clock:
            page.clock.install()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(counter.url)
        page.locator("[name=name]:focus").wait_for()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        ready = "html.scripted #board .tile" if options.get("java_script_enabled", True) else ".tile"
        page.wait_for_selector(ready)
        return page

    yield board
    for context in contexts:
        context.close()
