"""A call is found again by whatever is known of it, and its page says how it came to its price."""

import re

import pytest
from flask.testing import FlaskClient
from panel_shop import Shop, Staff
from seed import SeededBooth


@pytest.fixture
def booth(shop: Shop, staff: Staff) -> SeededBooth:
    """Three calls today, in one visit: to Paris, to Madrid dialled as at home, to nobody."""
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms - 3_600_000)
    other = SeededBooth(shop.store, "booth-2", "Booth 2", now_ms=shop.now_ms - 3_600_000)
    for each in (booth, other):
        each.greet(shop.now_ms)
    booth.unlock(staff[0], shop.now_ms)
    booth.call("0033142685300", 125, shop.now_ms)
    booth.call("911234567", 62, shop.now_ms, evidence="metering", pulses=7, ending="limit")
    booth.call("0034911234500", 0, shop.now_ms, evidence="", answered_ms=None, talk_ms=0)
    return booth


def numbers(client: FlaskClient, **asked: str) -> list[str]:
    page = client.get("/calls", query_string=asked).text
    return re.findall(r'href="/calls/\d+"><bdi[^>]*>([^<]+)<', page)


PARIS, MADRID, NOBODY = "+33 1 42 68 53 00", "+34 911 23 45 67", "+34 911 23 45 00"


def test_what_is_known_of_a_call_finds_it(operator: FlaskClient, booth: SeededBooth) -> None:
    assert numbers(operator) == [NOBODY, MADRID, PARIS]
    for spelling in ("0033142685300", "+33 1 42 68 53 00", "5300"):
        assert numbers(operator, number=spelling) == [PARIS]
    for spelling in ("+34 911 23 45 67", "911 234 567", "0034911234567", "٩١١٢٣٤٥٦٧"):
        assert numbers(operator, number=spelling) == [MADRID]
    assert numbers(operator, number="91123", booth="booth-1") == [NOBODY, MADRID]
    assert numbers(operator, booth="booth-2") == []
    assert numbers(operator, day="2026-03-02", number="5300") == [PARIS]
    assert numbers(operator, day="2026-03-03") == []
    assert numbers(operator, receipt="1") == []
    assert numbers(operator, day="yesterday", receipt="x") == [NOBODY, MADRID, PARIS]


def page_of(client: FlaskClient, number: str) -> str:
    address, *_ = re.findall(
        r'href="(/calls/\d+)"', client.get("/calls", query_string={"number": number}).text
    )
    return client.get(address).text


def test_a_call_says_what_started_and_ended_it_and_every_step_of_its_price(
    operator: FlaskClient, booth: SeededBooth
) -> None:
    page = page_of(operator, "5300")
    for told in (
        "Answered 9.0 s after the first digit.",
        "The exchange reversed the line&#39;s polarity",
        "Ended after 00:02:05 of talk.",
        "The customer hung up.",
        "125 × 1 s",
        "€0.18",
        "€0.375",
        "€0.38",
        "On no receipt yet.",
    ):
        assert told in page


def test_another_signal_and_another_end_are_told_as_they_were(
    operator: FlaskClient, booth: SeededBooth
) -> None:
    page = page_of(operator, "911 234 567")
    assert "first metering pulse" in page
    assert "Metering pulses until the end: 7." in page
    assert "The booth ended the call at its limit." in page
    assert "Connect fee" in page


def test_a_call_nobody_answered_costs_nothing_and_says_so(operator: FlaskClient, booth: SeededBooth) -> None:
    page = page_of(operator, "4500")
    assert "Nobody answered. Nothing is billed." in page
    assert "€0.00" in page


def test_an_emergency_call_without_a_visit_is_found_and_free(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    booth.call("112", 30, shop.now_ms, visit="", emergency=True)
    listed = operator.get("/calls", query_string={"number": "112"}).text
    [address] = re.findall(r'href="(/calls/\d+)"[^>]*><bdi[^>]*>112<', listed)
    page = operator.get(address).text
    assert "Emergency calls are free." in page
    assert "€0.00" in page
    assert "All is well" in operator.get("/problems").text


def test_a_decided_price_is_told_with_name_and_reason(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    booth.call("00882161234567", 40, shop.now_ms)
    assert "No tariff knows" in page_of(operator, "88216")
    [call_id] = re.findall(r"/calls/(\d+)/price", operator.get("/problems").text)
    operator.post(
        f"/calls/{call_id}/price", data={"amount": "1,20", "note": "satellite", "back": "/problems"}
    )
    page = page_of(operator, "88216")
    assert "Luis decided on €1.20" in page
    assert "satellite" in page


def test_what_the_hub_allowed_is_part_of_it(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    booth.report(shop.now_ms, line="ringing_out", call=4, digits="0033142685399")
    booth.call("0033142685399", 10, shop.now_ms)
    page = page_of(operator, "5399")
    assert "The hub decided about 0033142685399: allowed, with a price" in page


def test_paid_calls_lead_to_their_receipt(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    visit = booth.visit_id(shop.now_ms)
    booth.lock(staff[0], shop.now_ms)
    bill = operator.get(f"/visits/{visit}").headers["Location"]
    [due] = re.findall(r'name="expected_due" value="(\d+)"', operator.get(bill).text)
    operator.post(f"{bill}/pay", data={"request_key": "paid", "expected_due": due, "exact": due})
    assert len(numbers(operator, receipt="1")) == 3
    assert 'href="/receipts/1"' in page_of(operator, "5300")


def test_a_call_nobody_knows(operator: FlaskClient, booth: SeededBooth) -> None:
    assert "There is no such call" in operator.get("/calls/4711", follow_redirects=True).text
