"""The owner's list of extras: what is kept of the form, and what is refused."""

import pytest
from flask.testing import FlaskClient
from locutorio.desk import extras
from panel_shop import Shop

AGUA = {"text": "Agua", "amount": "1,50", "key": "A", "barcode": "8410076472885", "tax": "10,0"}


def test_an_extra_is_added_and_sold(shop: Shop, owner: FlaskClient) -> None:
    owner.post("/extras", data=AGUA)
    added = extras.every(shop.store)[-1]
    assert (added.text, added.amount_minor, added.key, added.barcode, added.tax) == (
        "Agua", 150, "a", "8410076472885", "10",
    )  # fmt: skip
    page = owner.get("/extras").text
    assert 'value="1.50"' in page
    assert 'value="8410076472885"' in page


def test_what_is_no_longer_sold_cannot_be_chosen(shop: Shop, owner: FlaskClient) -> None:
    coffee = extras.every(shop.store)[0]
    owner.post(f"/extras/{coffee.id}", data={"text": "Café solo", "amount": "1.10", "key": "c"})
    assert coffee.id not in {one.id for one in extras.listed(shop.store)}
    bill = owner.post("/bills").headers["Location"]
    assert "Café solo" not in owner.get(bill).text
    assert "Café solo" in owner.get("/extras").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "c"}, "has that key or barcode"),
        ({"amount": "much"}, "not a clear amount"),
        ({"tax": "many"}, "not a clear amount"),
        ({"text": " "}, "needs a text"),
    ],
)
def test_what_is_wrong_is_said_and_not_kept(
    shop: Shop, owner: FlaskClient, changed: dict[str, str], said: str
) -> None:
    before = extras.every(shop.store)
    answer = owner.post("/extras", data=AGUA | changed | {"back": "/extras"}, follow_redirects=True)
    assert said in answer.text
    assert extras.every(shop.store) == before
