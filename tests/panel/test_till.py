"""The till: what a bill shows, what it takes, and that it takes it once."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.desk import bills, extras, print_queue, receipts
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
def bill(shop: Shop, booth: SeededBooth, staff: Staff) -> str:
    """Locked, ready to pay: where its page is."""
    page = bill_of(shop, booth)
    booth.lock(staff[0], shop.now_ms)
    return page


def bill_of(shop: Shop, booth: SeededBooth) -> str:
    return f"/bills/{bills.of_visit(shop.store, visit_id=booth.visit_id(shop.now_ms))}"


def opened(client: FlaskClient, bill: str) -> dict[str, str]:
    """The dialog's fields as the page gives them."""
    page = client.get(bill).text
    return dict(re.findall(r'name="(request_key|expected_due|exact)" value="([^"]*)"', page))


def pay(client: FlaskClient, bill: str, fields: dict[str, str]):
    return client.post(f"{bill}/pay", data=fields)


def test_the_page_shows_the_bill(operator: FlaskClient, bill: str) -> None:
    page = operator.get(bill).text
    for shown in ("Booth 1", "France", "+33 1 42 68 53 00", "00:02:05", "€0.38", "€0.40", "Café", "€1.20"):
        assert shown in page


def test_a_visit_leads_to_its_bill(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    visit_id, bill = booth.visit_id(shop.now_ms), bill_of(shop, booth)
    assert operator.get(f"/visits/{visit_id}").headers["Location"] == bill


def test_figures_follow_the_typing(operator: FlaskClient, bill: str) -> None:
    operator.post(f"{bill}/items", data={"extra": "1", "quantity": "2"})
    quote = operator.post(f"{bill}/quote", data={"card": "1", "cash": "10"}).text
    assert "€2.40" in quote  # additional charges
    assert "€2.80" in quote  # due
    assert "€8.20" in quote  # change
    assert 'name="expected_due" value="280"' in quote
    assert 'name="exact" value="180"' in quote  # what cash is left for
    assert 'id="tenders"' not in quote  # nobody's typing is taken away


@pytest.mark.parametrize(
    ("cash", "shown"), [("0,39", "Left to pay"), ("abc", "not a clear amount"), ("", "exactly this, in cash")]
)
def test_figures_when_it_cannot_be_paid(operator: FlaskClient, bill: str, cash: str, shown: str) -> None:
    assert shown in operator.post(f"{bill}/quote", data={"cash": cash}).text


def test_a_button_fills_the_rest_in(operator: FlaskClient, bill: str) -> None:
    for page in ("quote", "recount"):
        asked = {"cash": "0.15", "rest": "card", "request_key": "k"}
        shown = operator.post(f"{bill}/{page}", data=asked).text
        assert 'name="card" inputmode="decimal" value="0.25"' in shown
        assert 'name="cash" class="big" inputmode="decimal" value="0.15"' in shown
        assert "€0.00" in shown


def test_paying_makes_a_receipt_and_frees_the_booth(shop: Shop, operator: FlaskClient, bill: str) -> None:
    response = pay(operator, bill, opened(operator, bill) | {"cash": "1,00"})
    assert response.headers["Location"] == "/receipts/1?paid=1"
    page = operator.get(response.headers["Location"]).text
    assert "€0.60" in page
    assert "Booth 1" in page
    assert shop.marked[-1] == {"booth-1"}
    assert "Unlock" in operator.get("/").text


def test_nothing_typed_is_paid_exactly_in_cash(shop: Shop, operator: FlaskClient, bill: str) -> None:
    pay(operator, bill, opened(operator, bill))
    [payment] = receipts.receipt(shop.store, 1).payments
    assert (payment.method, payment.amount_minor, payment.given_minor) == ("cash", 40, 40)


def test_several_ways_pay_one_bill(shop: Shop, operator: FlaskClient, bill: str) -> None:
    pay(operator, bill, opened(operator, bill) | {"card": "0.15", "cash": "0.50"})
    receipt = receipts.receipt(shop.store, 1)
    assert [(one.method, one.amount_minor) for one in receipt.payments] == [("card", 15), ("cash", 25)]
    assert receipt.change_minor == 25


@pytest.mark.parametrize("prints", [{}, {"print": "1"}])
def test_drawer_and_paper_are_woken(
    shop: Shop, operator: FlaskClient, bill: str, prints: dict[str, str]
) -> None:
    pay(operator, bill, opened(operator, bill) | {"cash": "1"} | prints)
    assert shop.printed == 1
    job = print_queue.next_job(shop.store, shop.now_ms)
    assert job
    assert job.kick
    assert bool(job.document) is bool(prints)


def test_a_double_click_takes_money_once(shop: Shop, operator: FlaskClient, bill: str) -> None:
    fields = opened(operator, bill)
    first, second = pay(operator, bill, fields), pay(operator, bill, fields)
    assert first.headers["Location"] == second.headers["Location"] == "/receipts/1?paid=1"
    assert len(receipts.recent(shop.store, 10)) == 1


def test_the_second_operator_is_led_to_the_receipt(
    shop: Shop, operator: FlaskClient, owner: FlaskClient, bill: str
) -> None:
    theirs, mine = opened(owner, bill), opened(operator, bill)
    pay(operator, bill, mine | {"cash": "5"})
    late = pay(owner, bill, theirs | {"cash": "5"})
    assert late.headers["Location"] == "/receipts/1"
    assert "paid already" in owner.get("/receipts/1").text
    assert owner.get(bill).headers["Location"] == "/receipts/1"
    assert len(receipts.recent(shop.store, 10)) == 1


def test_a_changed_bill_is_shown_anew_and_not_paid(shop: Shop, operator: FlaskClient, bill: str) -> None:
    fields = opened(operator, bill) | {"cash": "5"}
    operator.post(f"{bill}/items", data={"extra": "1"})
    response = pay(operator, bill, fields)
    assert response.status_code == 409
    assert "€1.60 is due now" in response.text
    assert fields["request_key"] in response.text
    assert 'name="cash" class="big" inputmode="decimal" value="5"' in response.text
    assert receipts.recent(shop.store, 10) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cash": "0,30"}, "€0.10 are still to be paid"),
        ({"card": "5"}, "only cash has change"),
        ({"cash": "five"}, "not a clear amount"),
        ({"account": "0.40"}, "Choose whose account"),
        ({"cash": "5", "expected_due": "x"}, "has changed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_taken(
    shop: Shop, operator: FlaskClient, bill: str, typed: dict[str, str], said: str
) -> None:
    response = pay(operator, bill, opened(operator, bill) | typed)
    assert response.status_code == 409
    assert said in response.text
    assert receipts.recent(shop.store, 10) == []


def test_a_scanner_may_type_where_money_is_expected(shop: Shop, operator: FlaskClient, bill: str) -> None:
    extras.add(shop.store, text="Agua", amount_minor=100, barcode="8410076472885", now_ms=shop.now_ms)
    response = pay(operator, bill, opened(operator, bill) | {"cash": "8410076472885"})
    assert response.headers["Location"] == bill
    assert "€1.40" in operator.get(bill).text
    unknown = pay(operator, bill, opened(operator, bill) | {"cash": "8410076472886"})
    assert "Nothing is sold under that" in unknown.text
    assert receipts.recent(shop.store, 10) == []


def test_before_the_booth_confirms_the_page_waits(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    bill = bill_of(shop, booth)
    page = operator.get(bill).text
    assert "Booth 1 is still unlocked" in page
    assert "data-again" not in page
    locked = operator.post("/booths/booth-1/lock", data={"back": bill})
    assert locked.headers["Location"] == bill
    page = operator.get(bill).text
    assert "Waiting for Booth 1 to confirm" in page
    assert 'data-again="1000"' in page
    assert pay(operator, bill, opened(operator, bill)).status_code == 409


def test_an_offline_booth_can_be_settled_anyway(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    visit_id, bill = booth.visit_id(shop.now_ms), bill_of(shop, booth)
    operator.post("/booths/booth-1/lock")
    shop.now_ms += 60_000
    page = operator.get(bill).text
    assert "Settle anyway" in page
    assert "data-again" not in page
    response = operator.post(f"/visits/{visit_id}/settle-anyway", data={"reason": "Power cut"})
    assert response.headers["Location"] == bill
    assert pay(operator, bill, opened(operator, bill)).headers["Location"] == "/receipts/1?paid=1"


def test_a_call_without_a_price_blocks_until_somebody_decides(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    bill = bill_of(shop, booth)
    booth.call("00882161234567", 40, shop.now_ms)
    booth.lock(staff[0], shop.now_ms)
    page = operator.get(bill).text
    assert "Calls without a price" in page
    [call_id] = re.findall(r"/calls/(\d+)/price", page)
    assert pay(operator, bill, opened(operator, bill) | {"cash": "5"}).status_code == 409
    decided = {"amount": "1,20", "note": "satellite", "back": bill}
    assert operator.post(f"/calls/{call_id}/price", data=decided | {"amount": "0"}).status_code == 403
    assert operator.post(f"/calls/{call_id}/price", data=decided).headers["Location"] == bill
    assert shop.marked[-1] == {"booth-1"}
    assert "€1.60" in operator.get(bill).text


def test_tax_and_a_deposit_stand_on_the_bill(shop: Shop, operator: FlaskClient, bill: str) -> None:
    given = {"amount": "10", "method": "cash", "request_key": "one"}
    for _ in range(2):  # a double click
        operator.post(f"{bill}/deposit", data=given)
    page = operator.get(bill).text
    assert "-€10.00" in page
    assert "To give back" in page
    assert "€9.60" in page
    pay(operator, bill, opened(operator, bill))
    assert receipts.receipt(shop.store, 1).change_minor == 960


def test_reprinting_goes_to_the_printer(shop: Shop, operator: FlaskClient, bill: str) -> None:
    pay(operator, bill, opened(operator, bill) | {"card": "0.40"})
    operator.post("/receipts/1/reprint")
    assert shop.printed == 2
    assert "goes to the printer" in operator.get("/receipts/1").text
    assert "waiting to be printed: 1" in operator.get("/problems").text


def test_a_receipt_that_may_have_come_out_is_asked_about(
    shop: Shop, operator: FlaskClient, bill: str
) -> None:
    pay(operator, bill, opened(operator, bill) | {"cash": "5", "print": "1"})
    job = print_queue.next_job(shop.store, shop.now_ms)
    assert job
    print_queue.doubt(shop.store, job.id, error="the printer fell silent")
    assert "Receipt 1 may have come out" in operator.get("/problems").text
    operator.post(f"/prints/{job.id}/came-out")
    assert "All is well" in operator.get("/problems").text


def test_in_other_languages_it_is_the_same_till(sign_in: Callable[[str], FlaskClient], bill: str) -> None:
    client = sign_in("Luis")
    client.post("/language", data={"language": "es"})
    page = client.get(bill).text
    assert "0,38\xa0€" in page
    assert "Importe a pagar" in page
    assert "1,00" in client.post(f"{bill}/quote", data={"cash": "1,40"}).text
