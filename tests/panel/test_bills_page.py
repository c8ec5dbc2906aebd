"""What is done with open bills at the counter: each act once, by those who may, and seen on the page."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.desk import bills, extras, receipts
from panel_shop import Shop, Staff
from seed import SeededBooth

FRANCE, SPAIN = "0033142685300", "911234567"


@pytest.fixture
def booths(shop: Shop, staff: Staff) -> tuple[SeededBooth, ...]:
    """Three booths; two have a visit, with a call each: 0.38 and 0.50."""
    row = tuple(
        SeededBooth(shop.store, f"booth-{place}", f"Booth {place}", now_ms=shop.now_ms) for place in (1, 2, 3)
    )
    for booth in row:
        booth.greet(shop.now_ms)
    for booth in row[:2]:
        booth.unlock(staff[0], shop.now_ms)
    shop.now_ms += 300_000
    for booth, digits, seconds in zip(row, (FRANCE, SPAIN), (125, 62), strict=False):
        booth.call(digits, seconds, shop.now_ms)
        booth.report(shop.now_ms, line="idle")
    row[2].report(shop.now_ms)
    return row


@pytest.fixture
def manager(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Vera")


def bill_of(shop: Shop, booth: SeededBooth) -> str:
    return f"/bills/{bills.of_visit(shop.store, visit_id=booth.visit_id(shop.now_ms))}"


def call_ids(page: str) -> list[str]:
    return re.findall(r'name="call" value="(\d+)"', page)


def due(client: FlaskClient, bill: str) -> int:
    [minor] = re.findall(r'name="expected_due" value="(\d+)"', client.get(bill).text)
    return int(minor)


def test_a_family_pays_together(
    shop: Shop, operator: FlaskClient, staff: Staff, booths: tuple[SeededBooth, ...]
) -> None:
    theirs, ours = bill_of(shop, booths[0]), bill_of(shop, booths[1])
    joined = operator.post(f"{theirs}/join", data={"into": ours.removeprefix("/bills/")})
    assert joined.headers["Location"] == ours
    assert shop.marked[-1] == {"booth-1", "booth-2"}
    board = operator.get("/").text
    assert "One bill with Booth 2" in board
    assert "One bill with Booth 1" in board
    assert len(set(re.findall(r'class="together (sign-\d)"', board))) == 1
    for booth in booths[:2]:
        booth.lock(staff[0], shop.now_ms)
    assert due(operator, ours) == 90
    assert operator.get(theirs).headers["Location"] == ours


def test_somebody_joins_at_the_unlock(
    shop: Shop, operator: FlaskClient, booths: tuple[SeededBooth, ...]
) -> None:
    bill = bill_of(shop, booths[0])
    assert "Booth 1" in operator.get("/booths/booth-3/unlock").text
    operator.post("/booths/booth-3/unlock", data={"bill": bill.removeprefix("/bills/")})
    assert bill_of(shop, booths[2]) == bill
    assert "One bill with Booth 3" in operator.get("/").text


def test_a_deposit_at_the_unlock_is_the_budget_and_has_its_slip(
    shop: Shop, operator: FlaskClient, booths: tuple[SeededBooth, ...]
) -> None:
    operator.post("/booths/booth-3/unlock", data={"deposit": "5", "method": "cash"})
    assert shop.printed == 1
    page = operator.get(bill_of(shop, booths[2])).text
    assert "-€5.00" in page
    booths[2].obey(shop.now_ms)
    assert re.search(r"left</span> .*€5\.00", operator.get("/").text)


def test_a_visit_moves_to_another_booth(
    shop: Shop, operator: FlaskClient, booths: tuple[SeededBooth, ...]
) -> None:
    bill = bill_of(shop, booths[0])
    page = operator.get(bill).text
    assert "Booth 1 to another booth" in page
    assert '<option value="booth-3">Booth 3</option>' in page
    operator.post("/booths/booth-1/move", data={"to": "booth-3"})
    assert shop.marked[-1] == {"booth-1", "booth-3"}
    assert bill_of(shop, booths[2]) == bill


def test_ticked_calls_go_onto_a_bill_of_their_own(
    shop: Shop, operator: FlaskClient, staff: Staff, booths: tuple[SeededBooth, ...]
) -> None:
    bill = bill_of(shop, booths[0])
    booths[0].call(SPAIN, 62, shop.now_ms)
    booths[0].lock(staff[0], shop.now_ms)
    assert due(operator, bill) == 90
    first, _ = call_ids(operator.get(bill).text)
    operator.post(f"{bill}/tick", data={"call": first, "onto": ""})
    assert due(operator, bill) == 50
    [other] = re.findall(r'class="chip [^"]*" href="(/bills/\d+)"', operator.get("/").text)
    assert due(operator, other) == 40
    operator.post(f"{other}/tick", data={"call": first, "onto": bill.removeprefix("/bills/")})
    assert due(operator, bill) == 90


def test_a_call_is_made_free_by_who_may(
    shop: Shop, operator: FlaskClient, manager: FlaskClient, staff: Staff, booths: tuple[SeededBooth, ...]
) -> None:
    bill = bill_of(shop, booths[0])
    booths[0].lock(staff[0], shop.now_ms)
    assert "Free of charge" not in operator.get(bill).text
    [call_id] = call_ids(manager.get(bill).text)
    freed = {"call": call_id, "reason": "bad line"}
    assert operator.post(f"{bill}/free", data=freed).status_code == 403
    assert due(operator, bill) == 40
    manager.post(f"{bill}/free", data=freed)
    assert due(operator, bill) == 0
    assert "bad line" in operator.get(bill).text


@pytest.mark.parametrize(("less", "left"), [("10%", 108), ("0.20", 100), ("5", 0)])
def test_a_discount_is_given_and_taken_off(manager: FlaskClient, less: str, left: int) -> None:
    page = manager.post("/bills").headers["Location"]
    manager.post(f"{page}/items", data={"extra": "1"})
    manager.post(f"{page}/discount", data={"less": less, "reason": "regular"})
    assert due(manager, page) == left
    assert "regular" in manager.get(page).text
    manager.post(f"{page}/discount", data={"less": ""})
    assert due(manager, page) == 120


def test_items_come_by_button_key_barcode_and_in_words(
    shop: Shop, operator: FlaskClient, staff: Staff
) -> None:
    extras.add(
        shop.store, text="Agua", amount_minor=100, key="a", barcode="8410076472885", now_ms=shop.now_ms
    )
    bill = operator.post("/bills").headers["Location"]
    for sold in (
        {"extra": "1"},
        {"what": "a"},
        {"what": "8410076472885", "quantity": "2"},
        {"what": "Stamp", "amount": "0,85"},
    ):
        operator.post(f"{bill}/items", data=sold)
    page = operator.get(bill).text
    assert 'data-key="a"' in page
    assert "Agua</bdi> × <bdi" in page
    assert due(operator, bill) == 120 + 300 + 85
    stamp = re.findall(r"/items/(\d+)/remove", page)[-1]
    operator.post(f"{bill}/items/{stamp}/remove")
    assert due(operator, bill) == 420


@pytest.mark.parametrize(
    ("sold", "said"),
    [
        ({"what": "q"}, "Nothing is sold under that"),
        ({"extra": "1", "quantity": "0"}, "whole number"),
        ({"what": "Stamp", "amount": "much"}, "not a clear amount"),
        ({"extra": "99"}, "Nothing is sold under that"),
    ],
)
def test_what_cannot_be_sold_is_said(operator: FlaskClient, sold: dict[str, str], said: str) -> None:
    bill = operator.post("/bills").headers["Location"]
    answer = operator.post(f"{bill}/items", data=sold | {"back": bill}, follow_redirects=True)
    assert said in answer.text
    assert due(operator, bill) == 0


def test_a_parked_bill_waits_and_its_booth_is_free(
    shop: Shop, operator: FlaskClient, staff: Staff, booths: tuple[SeededBooth, ...]
) -> None:
    bill = bill_of(shop, booths[0])
    booths[0].lock(staff[0], shop.now_ms)
    operator.post(f"{bill}/name", data={"name": "Señora García"})
    operator.post(f"{bill}/park")
    board = operator.get("/").text
    assert f'href="{bill}"' in board
    assert "Señora García" in board
    assert 'action="/booths/booth-1/unlock"' in board or 'formaction="/booths/booth-1/unlock"' in board
    assert "parked" in operator.get("/bills").text
    operator.post(f"{bill}/take-up")
    assert "Luis" in operator.get(bill).text
    [exact] = re.findall(r'name="exact" value="(\d+)"', operator.get(bill).text)
    fields = {"request_key": "k", "expected_due": "40", "exact": exact}
    assert operator.post(f"{bill}/pay", data=fields).headers["Location"] == "/receipts/1?paid=1"
    assert receipts.receipt(shop.store, 1).due_minor == 40
    assert "Señora García" not in operator.get("/").text


def test_a_booth_unlocked_by_mistake_is_free_again_without_a_receipt(
    shop: Shop, operator: FlaskClient, staff: Staff, booths: tuple[SeededBooth, ...]
) -> None:
    booths[2].unlock(staff[0], shop.now_ms)
    bill = bill_of(shop, booths[2])
    operator.post(f"{bill}/drop", data={"back": bill})
    assert "to be paid" in operator.get(bill).text  # it is not locked yet
    booths[2].lock(staff[0], shop.now_ms)
    assert "Nothing to pay" in operator.get(bill).text
    operator.post(f"{bill}/drop")
    assert shop.marked[-1] == {"booth-3"}
    assert booths[2].visit_id(shop.now_ms) == ""
    assert receipts.recent(shop.store, 10) == []


def test_who_may_not_sell_sees_the_board_without_its_buttons(
    sign_in: Callable[[str], FlaskClient], booths: tuple[SeededBooth, ...]
) -> None:
    board = sign_in("Tomás").get("/").text
    assert "Booth 3" in board
    for act in ("/unlock", "/lock", "/bills"):
        assert act not in board
