"""Customers' accounts on the panel: who they are, how far they may go, what comes and goes."""

import pytest
from flask.testing import FlaskClient
from locutorio.desk import customers
from panel_shop import Shop

FATOU = {
    "name": "Fatou", "active": "1", "credit": "50", "legal_name": "Fatou Import SL", "tax_id": "B12345678",
    "address": "Calle Mayor 5\n28013 Madrid", "country": "es", "email": "fatou@example.org",
}  # fmt: skip


@pytest.fixture
def account(owner: FlaskClient) -> str:
    owner.post("/customers", data=FATOU)
    return "/accounts/1"


def test_a_company_and_a_limit_are_kept(shop: Shop, owner: FlaskClient, account: str) -> None:
    [fatou] = customers.customers(shop.store)
    assert (fatou.credit_minor, fatou.company.legal_name, fatou.company.country) == (
        5000,
        "Fatou Import SL",
        "ES",
    )
    page = owner.get("/customers").text
    assert 'value="50.00"' in page
    assert "28013 Madrid" in page
    owner.post("/customers/1", data=FATOU | {"credit": ""})
    assert customers.customers(shop.store)[0].credit_minor == 0


def test_what_comes_and_goes_stands_on_the_statement(
    shop: Shop, operator: FlaskClient, owner: FlaskClient, account: str
) -> None:
    form = {"amount": "20", "method": "cash", "request_key": "k"}
    for _ in range(2):  # a double click
        page = operator.post(f"{account}/in", data=form, follow_redirects=True).text
    assert "€20.00 are on the account." in page
    back = {"amount": "30", "method": "cash", "request_key": "l", "back": account}
    assert "cannot bear that" in operator.post(f"{account}/back", data=back, follow_redirects=True).text
    operator.post(f"{account}/back", data=back | {"amount": "5"})
    page = operator.get(account).text
    assert page.index("Paid back") < page.index("Paid in")  # the newest first
    assert "-€5.00" in page
    assert "+<bdi" in page
    assert "€15.00" in operator.get("/accounts").text
    assert shop.printed == 3


def test_what_is_bought_on_it_leads_to_its_receipt(shop: Shop, operator: FlaskClient, account: str) -> None:
    bill = operator.post("/bills").headers["Location"]
    operator.post(f"{bill}/items", data={"extra": "1"})
    paid = {"request_key": "k", "expected_due": "120", "exact": "120", "account": "1.20", "customer": "1"}
    assert operator.post(f"{bill}/pay", data=paid).headers["Location"] == "/receipts/1?paid=1"
    page = operator.get(account).text
    assert 'href="/receipts/1"' in page
    assert "Owes" in page
    assert "owes" in operator.get("/accounts").text
