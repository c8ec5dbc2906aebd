"""Known customers have prices of their own; choosing one at the unlock costs nobody else a click."""

import pytest
from flask.testing import FlaskClient
from locutorio.desk import customers
from panel_shop import Shop, Staff
from price_seed import RECIPE, add_carrier, add_package
from seed import SeededBooth


@pytest.fixture
def package_id(shop: Shop, staff: Staff) -> int:
    return add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)


@pytest.fixture
def booth(shop: Shop, staff: Staff) -> SeededBooth:
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    return booth


def test_customers_are_added_and_changed(shop: Shop, owner: FlaskClient, package_id: int) -> None:
    owner.post("/customers", data={"name": "Fatou", "note": "pays monthly", "package": package_id})
    owner.post("/customers", data={"name": "Amina", "package": ""})
    page = owner.get("/customers").text
    assert page.index('value="Amina"') < page.index('value="Fatou"')
    twice = owner.post("/customers", data={"name": "fatou", "back": "/customers"}, follow_redirects=True)
    assert "already" in twice.text
    owner.post("/customers/1", data={"name": "Fatou D.", "note": "", "package": ""})
    fatou = next(each for each in customers.customers(shop.store) if each.id == 1)
    assert (fatou.name, fatou.note, fatou.package_id, fatou.is_active) == ("Fatou D.", "", None, False)


def test_a_customer_is_chosen_where_an_amount_is(
    shop: Shop, owner: FlaskClient, operator: FlaskClient, booth: SeededBooth, package_id: int
) -> None:
    assert "Customer" not in operator.get("/booths/booth-1/unlock").text
    owner.post("/customers", data={"name": "Fatou", "package": package_id})
    owner.post("/customers", data={"name": "Gone", "package": ""})
    owner.post("/customers/2", data={"name": "Gone", "package": ""})
    page = operator.get("/booths/booth-1/unlock").text
    assert "Fatou · Barri" in page
    assert "Gone" not in page
    operator.post("/booths/booth-1/unlock", data={"budget": "", "customer": "1"})
    booth.obey(shop.now_ms)
    shop.now_ms += 300_000
    booth.call("0033142685300", 125, shop.now_ms)
    assert "€0.45" in operator.get("/calls/1").text  # 0.15 and three minutes of 0.10
    assert "Profit" not in operator.get("/calls/1").text


def test_the_owner_sees_what_a_call_leaves(
    shop: Shop, owner: FlaskClient, booth: SeededBooth, package_id: int, staff: Staff
) -> None:
    owner.post("/packages/booths", data={"booth-1": str(package_id)})
    booth.unlock(staff[0], shop.now_ms)
    shop.now_ms += 300_000
    booth.call("0033142685300", 125, shop.now_ms)
    page = owner.get("/calls/1").text.partition("What it leaves you")[2]
    for told in ("€0.45", "€0.045", "€0.405", "Telco Sur"):
        assert told in page
