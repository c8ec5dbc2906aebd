"""Money given back on the panel: by ticks or an amount, once, by those who may, on a note of its own."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.core.receipt import Receipt
from locutorio.desk import receipts
from locutorio.panel.again import FRESH_MS
from paid import pay_a_call_and_a_coffee
from panel_shop import Shop, Staff
from seed import PASSWORD


@pytest.fixture
def receipt(shop: Shop, staff: Staff) -> Receipt:
    return pay_a_call_and_a_coffee(shop, operator_id=staff[1].id)


@pytest.fixture
def manager(receipt: Receipt, sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Vera")


def ticked(page: str) -> dict[str, list[str]]:
    boxes = re.findall(r'name="(call|extra)" value="(\d+)" checked', page)
    return {name: [value for box, value in boxes if box == name] for name in ("call", "extra")}


HOW = {"method": "cash", "reason": "cold", "request_key": "k"}


def test_a_line_is_given_back_once(shop: Shop, manager: FlaskClient) -> None:
    page = manager.get("/receipts/1/credit").text
    assert "€1.60" in page
    assert ticked(page)["extra"] == ["0"]
    assert "€1.20" in manager.post("/receipts/1/credit/sum", data={"extra": "0"}).text
    unscripted = manager.post("/receipts/1/credit/look", data=HOW | {"extra": "0"}).text
    assert ticked(unscripted) == {"call": [], "extra": ["0"]}
    assert re.search(r"<dd><bdi[^>]*>€1\.20", unscripted)
    for _ in range(2):  # a double click
        answer = manager.post("/receipts/1/credit", data=HOW | {"extra": "0"})
        assert answer.headers["Location"] == "/receipts/2?paid=1"
    note = manager.get("/receipts/2?paid=1").text
    for told in ("Credit note 2", "Give back", "€1.20", "cold", "Corrects receipt 1"):
        assert told in note
    assert "Credit note 2" in manager.get("/receipts/1").text
    assert shop.printed == 2
    left = manager.get("/receipts/1/credit").text
    assert ticked(left)["extra"] == []
    assert "given back" in left
    manager.post("/receipts/1/credit", data=HOW | {"request_key": "l"} | ticked(left))
    assert "Nothing is left to give back." in manager.get("/receipts/1/credit").text
    assert sum(receipts.receipt(shop.store, number).due_minor for number in (1, 2, 3)) == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"extra": "0", "amount": "5"}, "more than is left of it: €1.20"),
        ({}, "Tick something"),
        ({"extra": "0", "amount": "some"}, "not a clear amount"),
        ({"extra": "0", "reason": " "}, "Say why"),
        ({"extra": "0", "method": "account"}, "no such customer"),
    ],
)
def test_what_cannot_be_given_back_is_said_and_kept(
    shop: Shop, manager: FlaskClient, fields: dict[str, str], said: str
) -> None:
    answer = manager.post("/receipts/1/credit", data=HOW | fields)
    assert (answer.status_code, said in answer.text) == (409, True)
    assert ticked(answer.text)["extra"] == ([fields["extra"]] if "extra" in fields else [])
    assert len(receipts.recent(shop.store, 9)) == 1


def test_so_much_of_it(manager: FlaskClient) -> None:
    manager.post("/receipts/1/credit", data=HOW | {"extra": "0", "amount": "0,50"})
    assert "€0.70" in manager.get("/receipts/1/credit").text


def test_the_password_is_asked_for_and_the_form_is_kept(shop: Shop, manager: FlaskClient) -> None:
    shop.now_ms += FRESH_MS
    asked = manager.post("/receipts/1/credit", data=HOW | {"extra": "0"})
    assert asked.status_code == 401
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.text))
    done = manager.post("/receipts/1/credit", data=fields | {"password_again": PASSWORD})
    assert done.headers["Location"] == "/receipts/2?paid=1"


def test_a_receipt_is_taken_back_and_billed_anew(
    shop: Shop, manager: FlaskClient, operator: FlaskClient
) -> None:
    assert "/receipts/1/void" not in operator.get("/receipts/1").text
    assert "/receipts/1/void" in manager.get("/receipts/1").text
    for _ in range(2):
        answer = manager.post("/receipts/1/void", data=HOW)
    page = manager.get(answer.headers["Location"]).text
    for told in ("is taken back by receipt 2", "+33 1 42 68 53 00", "Café", "€1.60"):
        assert told in page
    assert "/receipts/1/void" not in manager.get("/receipts/1").text
    bill = answer.headers["Location"]
    operator.post(f"{bill}/pay", data={"request_key": "n", "expected_due": "160", "exact": "160"})
    assert receipts.receipt(shop.store, 3).due_minor == 160
