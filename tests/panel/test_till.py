"""The till: what it shows, what it takes, and that it takes it once."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.desk import print_queue, receipts
from panel_shop import Shop, Staff
from seed import SeededBooth


@pytest.fixture
def booth(shop: Shop, staff: Staff) -> SeededBooth:
    """Its visit has one call to France, 125 s at 0.18 a minute: 0.38, rounded to 0.40."""
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    booth.unlock(staff[0], shop.now_ms)
    shop.now_ms += 300_000
    booth.call("0033142685300", 125, shop.now_ms)
    booth.report(shop.now_ms, line="idle")
    return booth


@pytest.fixture
def visit(shop: Shop, booth: SeededBooth, staff: Staff) -> str:
    """Locked, ready to pay."""
    visit_id = booth.visit_id(shop.now_ms)
    booth.lock(staff[0], shop.now_ms)
    return visit_id


def opened(client: FlaskClient, visit: str) -> dict[str, str]:
    """The dialog's fields as the page gives them."""
    page = client.get(f"/visits/{visit}").text
    fields = dict(re.findall(r'name="(request_key|expected_due)" value="([^"]*)"', page))
    return fields | {"method": "cash", "paid": ""}


def pay(client: FlaskClient, visit: str, fields: dict[str, str]):
    return client.post(f"/visits/{visit}/pay", data=fields)


def test_the_dialog_shows_the_visit(operator: FlaskClient, visit: str) -> None:
    page = operator.get(f"/visits/{visit}").text
    for shown in ("France", "+33 1 42 68 53 00", "00:02:05", "€0.38", "€0.40", "Café", "€1.20"):
        assert shown in page


def test_figures_follow_the_typing(operator: FlaskClient, visit: str) -> None:
    form = {"extra-1": "2", "free-text": "Stamp", "free-amount": "0,85", "paid": "10"}
    quote = operator.post(f"/visits/{visit}/quote", data=form).text
    assert "€2.40" not in quote
    assert "€3.25" in quote  # additional charges
    assert "€3.65" in quote  # due
    assert "€6.35" in quote  # change
    assert 'value="365"' in quote


@pytest.mark.parametrize(
    ("paid", "shown"), [("0,39", "Not enough yet"), ("abc", "not a clear amount"), ("", "–")]
)
def test_figures_when_it_cannot_be_paid(operator: FlaskClient, visit: str, paid: str, shown: str) -> None:
    assert shown in operator.post(f"/visits/{visit}/quote", data={"paid": paid}).text


def test_paying_makes_a_receipt_and_frees_the_booth(shop: Shop, operator: FlaskClient, visit: str) -> None:
    response = pay(operator, visit, opened(operator, visit) | {"paid": "1,00"})
    assert response.headers["Location"] == "/receipts/1?paid=1"
    page = operator.get(response.headers["Location"]).text
    assert "€0.60" in page
    assert "Booth 1" in page
    assert shop.marked[-1] == {"booth-1"}
    assert shop.printed == 0
    assert "Unlock" in operator.get("/").text


def test_pay_and_print_wakes_the_printer(shop: Shop, operator: FlaskClient, visit: str) -> None:
    pay(operator, visit, opened(operator, visit) | {"paid": "1", "print": "1"})
    assert shop.printed == 1


def test_a_double_click_takes_money_once(shop: Shop, operator: FlaskClient, visit: str) -> None:
    fields = opened(operator, visit) | {"paid": "5"}
    first, second = pay(operator, visit, fields), pay(operator, visit, fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(receipts.recent(shop.store, 10)) == 1


def test_the_second_operator_is_led_to_the_receipt(
    shop: Shop, operator: FlaskClient, owner: FlaskClient, visit: str
) -> None:
    theirs, mine = opened(owner, visit), opened(operator, visit)
    pay(operator, visit, mine | {"paid": "5"})
    late = pay(owner, visit, theirs | {"paid": "5"})
    assert late.headers["Location"] == "/receipts/1"
    assert "paid already" in owner.get("/receipts/1").text
    assert owner.get(f"/visits/{visit}").headers["Location"] == "/receipts/1"
    assert len(receipts.recent(shop.store, 10)) == 1


def test_a_changed_bill_is_shown_anew_and_not_paid(shop: Shop, operator: FlaskClient, visit: str) -> None:
    fields = opened(operator, visit) | {"paid": "5", "extra-1": "1"}
    response = pay(operator, visit, fields)
    assert response.status_code == 409
    assert "€1.60 is due now" in response.text
    assert fields["request_key"] in response.text
    assert 'name="paid" class="big" inputmode="decimal" value="5"' in response.text
    assert receipts.recent(shop.store, 10) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"paid": ""}, "Write the amount paid"),
        ({"paid": "0,30"}, "at least €0.40"),
        ({"paid": "5", "method": "shells"}, "cash or card"),
        ({"paid": "5", "extra-1": "-1"}, "whole number"),
        ({"paid": "5", "expected_due": "x"}, "has changed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_taken(
    shop: Shop, operator: FlaskClient, visit: str, typed: dict[str, str], said: str
) -> None:
    response = pay(operator, visit, opened(operator, visit) | typed)
    assert response.status_code == 409
    assert said in response.text
    assert receipts.recent(shop.store, 10) == []


def test_before_the_booth_confirms_the_page_waits(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, visit_open: str
) -> None:
    page = operator.get(f"/visits/{visit_open}").text
    assert "Waiting for the booth to confirm" in page
    assert 'data-again="1000"' in page


def test_an_offline_booth_can_be_settled_anyway(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, visit_open: str
) -> None:
    shop.now_ms += 60_000
    page = operator.get(f"/visits/{visit_open}").text
    assert "Settle anyway" in page
    assert "data-again" not in page
    response = operator.post(f"/visits/{visit_open}/settle-anyway", data={"reason": "Power cut"})
    assert response.headers["Location"] == f"/visits/{visit_open}"
    assert "€0.40" in operator.get(f"/visits/{visit_open}").text


@pytest.fixture
def visit_open(shop: Shop, booth: SeededBooth) -> str:
    return booth.visit_id(shop.now_ms)


def test_a_call_without_a_price_blocks_until_somebody_decides(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    visit = booth.visit_id(shop.now_ms)
    booth.call("00882161234567", 40, shop.now_ms)
    booth.lock(staff[0], shop.now_ms)
    page = operator.get(f"/visits/{visit}").text
    assert "Calls without a price" in page
    [call_id] = re.findall(r"/calls/(\d+)/price", page)
    assert pay(operator, visit, opened(operator, visit) | {"paid": "5"}).status_code == 409
    decided = {"amount": "1,20", "note": "satellite", "back": f"/visits/{visit}"}
    assert operator.post(f"/calls/{call_id}/price", data=decided).headers["Location"] == f"/visits/{visit}"
    assert shop.marked[-1] == {"booth-1"}
    assert "€1.60" in operator.get(f"/visits/{visit}").text


def test_reprinting_goes_to_the_printer(shop: Shop, operator: FlaskClient, visit: str) -> None:
    pay(operator, visit, opened(operator, visit) | {"paid": "5"})
    operator.post("/receipts/1/reprint")
    assert shop.printed == 1
    assert "goes to the printer" in operator.get("/receipts/1").text
    assert "waiting to be printed: 1" in operator.get("/problems").text


def test_a_receipt_that_may_have_come_out_is_asked_about(
    shop: Shop, operator: FlaskClient, visit: str
) -> None:
    pay(operator, visit, opened(operator, visit) | {"paid": "5", "print": "1"})
    job = print_queue.next_job(shop.store, shop.now_ms)
    assert job
    print_queue.doubt(shop.store, job.id, error="the printer fell silent")
    assert "Receipt 1 may have come out" in operator.get("/problems").text
    operator.post("/receipts/1/came-out")
    assert "All is well" in operator.get("/problems").text


def test_in_other_languages_it_is_the_same_till(sign_in: Callable[[str], FlaskClient], visit: str) -> None:
    client = sign_in("Luis")
    client.post("/language", data={"language": "es"})
    page = client.get(f"/visits/{visit}").text
    assert "0,38\xa0€" in page
    assert "Importe a pagar" in page
    assert "1,00" in client.post(f"/visits/{visit}/quote", data={"paid": "1,40"}).text
