"""Calls priced anew: shown first, done as shown, with a reason; the receipt stays as it is."""

import re

import pytest
import worked_out
from flask.testing import FlaskClient
from panel_shop import Shop, Staff
from price_seed import RECIPE, add_carrier, add_package
from seed import SeededBooth

DAY = {"from": "2026-03-02T00:00", "to": "2026-03-03T00:00"}


@pytest.fixture
def asked(shop: Shop, staff: Staff) -> dict[str, str]:
    """The calls of today by the carrier's package: one to France was sold at 0.38 instead of 0.45."""
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    booth.unlock(staff[0], shop.now_ms)
    package_id = add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)
    shop.now_ms += 600_000
    booth.call("0033142685300", 125, shop.now_ms)
    booth.report(shop.now_ms, line="idle")
    booth.lock(staff[0], shop.now_ms)
    return {"tariff": str(package_id)} | DAY  # its only version has the same number


def looked_at(owner: FlaskClient, asked: dict[str, str]) -> str:
    return worked_out.looked_at(owner, "/re-rating", asked)


def key_in(page: str) -> str:
    return re.findall(r'name="key" value="(\w+)"', page)[0]


def confirmed(owner: FlaskClient, asked: dict[str, str], **fields: str) -> str:
    response = owner.post("/re-rating", query_string=asked, data=fields, follow_redirects=True)
    return response.text


def test_calls_are_shown_then_priced_anew(shop: Shop, owner: FlaskClient, asked: dict[str, str]) -> None:
    page = looked_at(owner, asked)
    for told in ("+33 1 42 68 53 00", "€0.38", "€0.45", "+<bdi", "Booth 1", "not paid yet"):
        assert told in page
    done = confirmed(owner, asked, key=key_in(page), reason="sold by last month's prices")
    assert "The calls are priced anew." in done
    assert "sold by last month&#39;s prices" in done
    assert shop.marked[-1] == {"booth-1"}
    call = owner.get("/calls/1").text
    assert "Ana had this call priced anew, from €0.38 to €0.45" in call
    assert "As it was sold first" in call
    assert "No call would cost anything else." in looked_at(owner, asked)


def test_what_was_paid_stays_and_is_listed(shop: Shop, owner: FlaskClient, asked: dict[str, str]) -> None:
    [visit] = re.findall(r"/visits/([^\"/]+)\"", owner.get("/").text)
    fields = dict(
        re.findall(r'name="(request_key|expected_due)" value="([^"]*)"', owner.get(f"/visits/{visit}").text)
    )
    owner.post(f"/visits/{visit}/pay", data=fields | {"method": "cash", "paid": "5"})
    page = looked_at(owner, asked)
    assert "paid: it stays as it is" in page
    done = confirmed(owner, asked, key=key_in(page), reason="too cheap")
    assert "not collected: €0.05" in done
    assert "€0.38" in owner.get("/receipts/1").text


def test_nothing_is_done_without_a_reason_or_by_an_old_preview(
    shop: Shop, owner: FlaskClient, asked: dict[str, str]
) -> None:
    key = key_in(looked_at(owner, asked))
    assert "Say why" in confirmed(owner, asked, key=key, reason=" ", back="/re-rating")
    stale = confirmed(owner, asked, key="0" * 64, reason="why not", back="/re-rating")
    assert "Look at it again" in stale
    assert "What was done" not in stale
