"""Receipts found again by what a customer knows of them, and one with what became of it."""

import pytest
from flask.testing import FlaskClient
from locutorio.desk import bills, checkout, items, print_queue
from paid import pay_a_call_and_a_coffee
from panel_shop import Shop, Staff

DAY_MS = 86_400_000


@pytest.fixture
def two_days(shop: Shop, staff: Staff) -> None:
    """On Monday receipt 1, of booth 1; on Tuesday 2, of booth 2, and 3, of no booth and free."""
    pay_a_call_and_a_coffee(shop, operator_id=staff[0].id)
    shop.now_ms += DAY_MS
    pay_a_call_and_a_coffee(shop, operator_id=staff[0].id, place=2, method="card")
    deed = {"operator_id": staff[0].id, "now_ms": shop.now_ms}
    bill_id = bills.open_bill(shop.store, **deed)
    items.add_item(shop.store, bill_id=bill_id, text="Sugar", amount_minor=0, **deed)
    checkout.pay(
        shop.store, shop.profile, bill_id=bill_id, tenders=(), expected_due_minor=0, request_key="free",
        print_it=False, **deed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {1, 2, 3}),
        ("receipt=2", {2}),
        ("booth=booth-1", {1}),
        ("day=2026-03-03", {2, 3}),
        ("number=142685300", {1, 2}),
        ("number=%2B33142685300", {1, 2}),
        ("number=0033142685300&day=2026-03-02", {1}),
        ("number=911234567", set()),
        ("receipt=9", set()),
    ],
)
def test_what_is_known_finds_it(two_days: None, operator: FlaskClient, asked: str, found: set[int]) -> None:
    page = operator.get(f"/receipts?{asked}").text
    assert {number for number in (1, 2, 3) if f'href="/receipts/{number}"' in page} == found
    assert ("No such receipt." in page) is (not found)


def test_what_became_of_its_paper_is_said(shop: Shop, two_days: None, operator: FlaskClient) -> None:
    assert "Waits for the printer." in operator.get("/receipts/1").text
    job = print_queue.next_job(shop.store, shop.now_ms)
    assert job
    print_queue.printed(shop.store, job.id, confirmed=True, now_ms=shop.now_ms)
    assert "came out" in operator.get("/receipts/1").text
    operator.post("/receipts/1/reprint")
    assert "Duplicate 1" in operator.get("/receipts/1").text
    assert "printer" not in operator.get("/receipts/3").text.partition("<pre")[2].partition("</section>")[0]
