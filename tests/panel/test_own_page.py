"""One's own password and PIN, and taking a screen over by a PIN."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.panel.access import ABSOLUTE_MS, IDLE_MS
from locutorio.panel.again import FRESH_MS
from panel_shop import Shop
from seed import MONDAY_MS, PASSWORD

PIN = {"person": "2", "pin": "2580"}
FETCHED = {"X-Requested-With": "fetch"}


@pytest.fixture
def screen(owner: FlaskClient, sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """Where Ana is logged in and Luis could take over."""
    assert sign_in("Luis").post("/own/pin", data={"pin": PIN["pin"]}).status_code == 303
    return owner


def who(client: FlaskClient) -> str:
    page = client.get("/own").text
    return page[page.index("<h1>") :].partition("</bdi>")[0].removeprefix("<h1><bdi>")


def test_a_colleague_takes_the_screen_over_with_their_own_rights(screen: FlaskClient) -> None:
    assert "Luis" in screen.get("/switch").text
    led = screen.post("/switch", data=PIN | {"back": "/receipts"})
    assert led.headers["Location"] == "/receipts"
    assert who(screen) == "Luis"
    assert screen.get("/people").status_code == 403


def test_to_a_script_only_the_head_of_the_page_is_another(screen: FlaskClient) -> None:
    answer = screen.post("/switch", data=PIN, headers=FETCHED)
    assert answer.text.strip().startswith("<header")
    assert "<bdi>Luis</bdi>" in answer.text
    assert "/people" not in answer.text


def test_a_wrong_pin_changes_nothing_and_too_many_wait(screen: FlaskClient, shop: Shop) -> None:
    for _ in range(5):
        wrong = screen.post("/switch", data=PIN | {"pin": "2581"}, headers=FETCHED)
        assert (wrong.status_code, wrong.text) == (409, "That is not their PIN. Try again.")
    assert "Try again at 12:01" in screen.post("/switch", data=PIN, headers=FETCHED).text
    assert who(screen) == "Ana"
    shop.now_ms += 60_000
    screen.post("/switch", data=PIN)
    assert who(screen) == "Luis"


def test_a_pin_never_opens_a_screen_where_nobody_is(
    screen: FlaskClient, sign_in: Callable[[str], FlaskClient]
) -> None:
    assert sign_in("").post("/switch", data=PIN).headers["Location"].startswith("/login")


def test_a_pin_makes_no_stay_longer(screen: FlaskClient, shop: Shop) -> None:
    while shop.now_ms + IDLE_MS // 2 < MONDAY_MS + ABSOLUTE_MS:
        shop.now_ms += IDLE_MS // 2
        screen.post("/switch", data=PIN)
    shop.now_ms = MONDAY_MS + ABSOLUTE_MS
    assert screen.get("/").status_code == 302


def test_a_pin_is_not_the_password_that_is_asked_again(screen: FlaskClient) -> None:
    screen.post("/switch", data=PIN)
    assert screen.post("/own/pin", data={"pin": ""}).status_code == 401


def test_forms_of_before_are_still_good(
    armed: Callable[[str], FlaskClient], sign_in: Callable[[str], FlaskClient]
) -> None:
    """What is half filled in when the screen is taken over can be sent after it."""
    sign_in("Luis").post("/own/pin", data={"pin": PIN["pin"]})
    client = armed("Ana")
    token = client.get("/own").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post("/switch", data=PIN | {"csrf_token": token}, headers=FETCHED).status_code == 200
    sent = client.post("/own/pin", data={"pin": "", "csrf_token": token})
    assert (sent.status_code, "too old" in sent.text) == (401, False)  # the password, and nothing else


def test_ones_own_password(shop: Shop, operator: FlaskClient, sign_in: Callable[[str], FlaskClient]) -> None:
    elsewhere = sign_in("Luis")
    form = {"password": "another long one", "repeated": "another long one"}
    differ = operator.post("/own/password", data=form | {"repeated": "x"}, follow_redirects=True)
    assert "differ" in differ.text
    operator.post("/own/password", data=form)
    assert operator.get("/own").status_code == 200
    assert elsewhere.get("/own").status_code == 302
    login = {"name": "Luis", "password": PASSWORD}
    assert sign_in("").post("/login", data=login).status_code == 401
    assert sign_in("").post("/login", data=login | form).status_code == 303


def test_pins_that_are_none(operator: FlaskClient) -> None:
    for pin, said in (("12", "4 to 8 digits"), ("1234", "first that anybody would try")):
        told = operator.post("/own/pin", data={"pin": pin, "back": "/own"}, follow_redirects=True)
        assert said in told.text
    assert "has a PIN" not in operator.get("/own").text


def test_who_passes_by_cannot_set_a_pin(shop: Shop, operator: FlaskClient) -> None:
    shop.now_ms += FRESH_MS
    assert operator.post("/own/pin", data={"pin": PIN["pin"]}).status_code == 401
    assert operator.get("/switch").text.count("<option") == 0
