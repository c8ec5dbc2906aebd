"""From a markup to prices in force: the editor, the review, adopting, and who is sold by what."""

import re

import pytest
from flask.testing import FlaskClient
from locutorio.desk import booths, packages
from locutorio.desk.quote import quote
from panel_shop import Shop, Staff
from price_seed import RECIPE, add_carrier, add_package
from seed import SHOP
from worked_out import looked_at


@pytest.fixture
def package_id(shop: Shop, staff: Staff) -> int:
    return add_package(shop.store, deck_id=add_carrier(shop.store))


FIELDS = {
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "terms.percent": "20",
    "terms.rounding.mode": "up",
    "terms.rounding.decimals": "2",
}


def cost_of(shop: Shop, digits: str, package_id: int, *, at_ms: int | None = None) -> int | None:
    """Of the first minute, in cents."""
    answer = quote(shop.store, SHOP, digits, at_ms=at_ms or shop.now_ms, package_id=package_id)
    return answer.lengths[0][1] if answer.lengths else None


def test_a_package_is_made_reviewed_and_adopted(shop: Shop, owner: FlaskClient, staff: Staff) -> None:
    deck_id = add_carrier(shop.store)
    made = owner.post("/packages", data={"name": "Barri", "deck": deck_id})
    page = owner.get(made.location)
    assert 'name="terms.percent" value="20"' in page.text
    rule = {"rules[0].where": "countries", "rules[0].where.text": "Morocco", "rules[0].price": "0,10"}
    review = owner.post(made.location, data=FIELDS | rule | {"do": "review"})
    assert review.location.endswith("/review")
    looked = looked_at(owner, review.location)
    assert "Each minute to these destinations costs you more than it brings." in looked
    assert re.search(r"Morocco, mobile.*€0.30.*€0.10.*-€0.20", looked, re.DOTALL)
    adopted = owner.post(made.location + "/adopt", data={"when": "now"}, follow_redirects=True)
    assert "The prices of Barri are adopted." in adopted.text
    package_id = int(made.location.rpartition("/")[2])
    assert cost_of(shop, "0034911234567", package_id) == 2  # 0.0120 a minute, up
    assert cost_of(shop, "00212522123456", package_id) == 10
    again = owner.post(made.location + "/adopt", data={"when": "now"}, follow_redirects=True)
    assert "adopted already" in again.text
    assert len(packages.package(shop.store, package_id).versions) == 1


def test_prices_can_begin_later_and_never_in_the_past(
    shop: Shop, owner: FlaskClient, package_id: int
) -> None:
    adopt = f"/packages/{package_id}/adopt"
    for form in (FIELDS, FIELDS | {"terms.percent": "100"}):
        owner.post(f"/packages/{package_id}", data=form | {"do": "review"})
        owner.post(adopt, data={"when": "later", "from": "2026-03-03T08:00"} if form != FIELDS else {})
        shop.now_ms += 1000
    assert cost_of(shop, "00221301012345", package_id) == 22
    assert cost_of(shop, "00221301012345", package_id, at_ms=shop.now_ms + 86_400_000) == 36
    owner.post(f"/packages/{package_id}", data=FIELDS | {"do": "review"})
    past = owner.post(adopt, data={"when": "later", "from": "2026-03-01T08:00", "back": "/packages"})
    assert "from now or later on" in owner.get(past.location).text.replace("Prices hold", "")
    assert len(packages.package(shop.store, package_id).versions) == 2


def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(owner: FlaskClient, package_id: int) -> None:
    wrong = FIELDS | {"terms.percent": "lots", "rules[0].where": "group", "rules[0].where.text": "Atlantis"}
    page = owner.post(f"/packages/{package_id}", data=wrong | {"do": "review"})
    assert page.status_code == 409
    assert re.search(r'value="lots"[^>]*aria-invalid="true"', page.text)
    assert "“lots” is not a clear amount" in page.text
    right = wrong | {"terms.percent": "20"}
    page = owner.post(f"/packages/{package_id}", data=right | {"do": "review"}).text
    assert re.search(r'value="Atlantis"[^>]*aria-invalid="true"', page)


def test_rows_come_and_go_without_losing_the_rest(owner: FlaskClient, package_id: int) -> None:
    typed = FIELDS | {"rules[0].where": "countries", "rules[0].where.text": "Spain", "rules[0].price": "x"}
    more = owner.post(f"/packages/{package_id}", data=typed | {"do": "add"}).text
    assert 'name="rules[0].price" value="x"' in more
    assert 'name="rules[1].price" value=""' in more
    less = owner.post(f"/packages/{package_id}", data=typed | {"do": "drop rules[0]"}).text
    assert "rules[0]" not in less


def test_the_preview_follows_the_typing_and_puts_losses_first(owner: FlaskClient, package_id: int) -> None:
    rule = {"rules[0].where": "prefixes", "rules[0].where.text": "221", "rules[0].price": "0.01"}
    seen = owner.post(f"/packages/{package_id}/preview", data=FIELDS | rule).text
    assert seen.index("Senegal") < seen.index("Spain")
    assert "-€0.17" in seen
    assert "€0.012" in seen
    wrong = owner.post(f"/packages/{package_id}/preview", data=FIELDS | {"terms.percent": "x"}).text
    assert "not a clear amount" in wrong


def test_a_draft_waits_and_prices_nothing(shop: Shop, owner: FlaskClient, package_id: int) -> None:
    kept = owner.post(
        f"/packages/{package_id}", data=FIELDS | {"terms.percent": "33", "do": "save"}, follow_redirects=True
    )
    assert 'name="terms.percent" value="33"' in kept.text
    assert "draft" in owner.get("/packages").text
    assert cost_of(shop, "0034911234567", package_id) is None


def test_without_a_sheet_the_editor_says_so(shop: Shop, owner: FlaskClient, staff: Staff) -> None:
    package_id = add_package(shop.store, deck_id=None)
    page = owner.post(f"/packages/{package_id}", data=FIELDS | {"do": "review"}).text
    assert "none is in force by then" in page or "needs a sheet" in page


def test_an_adopted_recipe_opens_as_it_was_written(shop: Shop, owner: FlaskClient, staff: Staff) -> None:
    recipe = RECIPE | {"rules": [{"period": {"holidays": "ES-CT"}, "percent": "5"}]}
    package_id = add_package(shop.store, deck_id=add_carrier(shop.store), recipe=recipe)
    page = owner.get(f"/packages/{package_id}").text
    assert 'name="rules[0].period.holidays" value="ES-CT"' in page
    assert "in force" in page


def test_booths_and_the_shop_are_given_a_package(shop: Shop, owner: FlaskClient, staff: Staff) -> None:
    booths.add_booth(shop.store, booth_id="booth-1", label="Booth 1", profile="reversal", now_ms=shop.now_ms)
    package_id = add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)
    owner.post("/packages/booths", data={"booth-1": str(package_id)})
    assert [booth.package_id for booth in booths.booths(shop.store)] == [package_id]
    owner.post("/packages/booths", data={"booth-1": ""})
    assert [booth.package_id for booth in booths.booths(shop.store)] == [None]
    owner.post(f"/packages/{package_id}/default")
    assert [package.name for package in packages.packages(shop.store) if package.is_default] == ["Barri"]


def test_a_package_takes_another_name_and_carrier(shop: Shop, owner: FlaskClient, package_id: int) -> None:
    owner.post(f"/packages/{package_id}/about", data={"name": "Sur", "deck": ""})
    found = packages.package(shop.store, package_id)
    assert (found.name, found.deck_id) == ("Sur", None)


def test_the_price_list_is_for_the_wall_and_for_other_programs(
    shop: Shop, operator: FlaskClient, staff: Staff
) -> None:
    package_id = add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)
    page = looked_at(operator, f"/packages/{package_id}/list")
    assert page.index("France") < page.index("Morocco, mobile") < page.index("Spain")
    assert "Cuba" not in page  # the carrier does not put it through
    found = looked_at(operator, f"/packages/{package_id}/list", {"find": "+2126"})
    assert "Morocco, mobile" in found
    assert "Spain" not in found
    lines = operator.get(f"/packages/{package_id}/list.csv").text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("destination,country,prefixes,price per minute")
    assert "Morocco,MA,212,0.24,0.06,60,1," in lines
    assert [line for line in lines if line.startswith("France")] == [
        "France,FR,33,0.1,0.15,60,60,",
        "France,FR,33,0.05,0,60,60,20:00-24:00",
    ]
