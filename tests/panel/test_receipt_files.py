"""A receipt leaves the panel as a file, counted as a copy; and the customer sees the bill by its link."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import bills, checkout
from locutorio.store import books
from panel_shop import Shop, Staff
from seed import SHOP, SeededBooth

LINKED = replace(SHOP, receipt_link="https://bills.example", masked_digits=3)


@pytest.fixture
def receipt(shop: Shop, staff: Staff) -> Receipt:
    """One call to France, 125 s at 0.18 a minute, paid; nothing is printed."""
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    booth.unlock(staff[0], shop.now_ms)
    shop.now_ms += 300_000
    booth.call("0033142685300", 125, shop.now_ms)
    booth.report(shop.now_ms, line="idle")
    bill_id = bills.of_visit(shop.store, visit_id=booth.visit_id(shop.now_ms))
    booth.lock(staff[0], shop.now_ms)
    return checkout.pay(
        shop.store, LINKED, bill_id=bill_id, tenders=(Tender("cash", 40),), expected_due_minor=40,
        request_key="k", operator_id=staff[0].id, print_it=False, now_ms=shop.now_ms,
    )  # fmt: skip


FORMS = (
    ("pdf", "application/pdf", b"%PDF-"),
    ("page", "text/html", b"<!DOCTYPE html>"),
    ("letter", "message/rfc822", b"Subject:"),
)


@pytest.mark.parametrize(("form", "mimetype", "begins"), FORMS)
def test_a_file_is_a_copy_like_paper(
    operator: FlaskClient, receipt: Receipt, form: str, mimetype: str, begins: bytes
):
    first = operator.post(f"/receipts/{receipt.number}/{form}", data={"to": "fatou@example.org"})
    assert (first.mimetype, first.status_code) == (mimetype, 200)
    assert first.data.startswith(begins)
    second = operator.post(f"/receipts/{receipt.number}/page").text
    assert "DUPLICATE 1" in second
    assert "53 00" not in second  # digits are hidden on files too


def test_what_an_invoice_lacks_is_said_with_what_to_do(operator: FlaskClient, receipt: Receipt):
    answer = operator.post(f"/receipts/{receipt.number}/invoice", follow_redirects=True).text
    assert "Choose a customer with a company" in answer
    assert "tax.calls" in answer


def test_the_customer_sees_the_bill_worked_out_again(panel, receipt: Receipt):
    stranger = panel.test_client()
    token = receipt.link.removeprefix("https://bills.example/b/")
    page = stranger.get(f"/b/{token}", headers={"Accept-Language": "fr"})
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "+33 1 42 68 5X XX" in page.text
    assert re.search(r"3 x 60s|125 x 1s|x \d+s", page.text)  # how it comes about
    assert 'href="/receipts' not in page.text


def test_nobody_guesses_a_link(panel, receipt: Receipt):
    stranger = panel.test_client()
    for token in (f"{receipt.number}-0000000000000000", f"{receipt.number}-", "0-0", "x", "9" * 40, "²-1"):
        assert stranger.get(f"/b/{token}").status_code == 404
    for _ in range(10):
        answer = stranger.get("/b/1-1")
    assert answer.status_code == 429


def test_a_bill_that_comes_to_something_else_says_so(shop: Shop, panel, receipt: Receipt):
    dearer = replace(receipt.calls[0], cost_minor=99)
    forged = replace(receipt, number=2, kind="credit", link="https://bills.example/b/2-ff", calls=(dearer,))
    with shop.store.begin() as tx:
        books.add_receipt(tx, forged, seal="", signature="")
    assert "does not come to what you paid" in panel.test_client().get("/b/2-ff").text
