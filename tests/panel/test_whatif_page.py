"""What other prices would have earned: asked on the page, worked out of the calls that were made."""

import html
import re

import pytest
from flask.testing import FlaskClient
from locutorio.desk import packages
from panel_shop import Shop, Staff
from price_seed import RECIPE, add_carrier, add_package
from seed import SeededBooth
from worked_out import looked_at

TODAY = {"first": "2026-03-02", "last": "2026-03-02"}


@pytest.fixture
def package_id(shop: Shop, staff: Staff) -> int:
    """Its prices are in force; 125 s to France and 62 s to Spain were sold by the shop's tariff."""
    package_id = add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    booth.unlock(staff[0], shop.now_ms)
    shop.now_ms += 600_000
    booth.call("0033142685300", 125, shop.now_ms)
    booth.call("911234567", 62, shop.now_ms)
    return package_id


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.partition('id="answer"')[2])).split())


def test_the_totals_and_where_it_matters_most(owner: FlaskClient, package_id: int) -> None:
    told = text_of(looked_at(owner, "/what-if", {"by": str(package_id)} | TODAY))
    assert "Calls: 2" in told
    # 0.38 + 0.50 as sold; 0.45 and 0.02 by the package; the carrier takes 3 × 0.015 and 62/60 × 0.01.
    assert "Revenue €0.88 €0.47 -€0.41" in told
    assert "Carrier's cost €0.00 €0.06 €0.06" in told
    assert told.index("Spain 1 00:01:02 €0.50 €0.02 €0.01 -€0.49") < told.index("France 1 00:02:05")


def test_a_draft_can_be_asked_about_before_it_is_adopted(
    shop: Shop, owner: FlaskClient, package_id: int
) -> None:
    recipe = RECIPE | {"terms": RECIPE["terms"] | {"percent": "900"}}
    packages.save_draft(shop.store, package_id=package_id, document=recipe)
    told = text_of(looked_at(owner, "/what-if", {"by": f"{package_id}-draft"} | TODAY))
    assert "Revenue €0.88 €0.56 -€0.32" in told


def test_other_days_and_no_question(owner: FlaskClient, package_id: int) -> None:
    asked = {"by": str(package_id), "first": "2026-02-01", "last": "2026-02-28"}
    assert "No calls were made in these days." in looked_at(owner, "/what-if", asked)
    form = owner.get("/what-if").text
    assert 'value="2026-02-01"' in form  # last month
    assert 'value="2026-02-28"' in form
    assert "Revenue" not in form
    assert owner.get("/what-if", query_string={"by": "77", "first": "soon"}).status_code == 200
