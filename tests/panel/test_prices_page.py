"""What an operator is told of a number before anybody dials it; and other programs by /api/price."""

import pytest
from flask.testing import FlaskClient
from locutorio.core.decision import SPENT
from locutorio.core.fates import BARRED, FREE, PRICED, UNPRICED
from locutorio.panel.fates import FATES
from panel_shop import Shop, Staff
from price_seed import RECIPE, add_carrier, add_package


@pytest.fixture
def package_id(shop: Shop, staff: Staff) -> int:
    return add_package(shop.store, deck_id=add_carrier(shop.store), recipe=RECIPE)


def asked(client: FlaskClient, number: str, **more: object) -> str:
    return client.get("/prices/quote", query_string={"number": number} | more).text


def test_what_customers_ask_is_answered(operator: FlaskClient, package_id: int) -> None:
    answer = asked(operator, "0033 1 42 68 53 00", package=package_id)
    for told in (
        "+33 1 42 68 53 00",
        "€0.10",
        "a minute",
        "€0.25",
        "€0.65",
        "€1.15",
        "Connect fee",
        "€5.00 lasts",
    ):
        assert told in answer
    assert "Mar 2, 2026, 20:00" in answer  # cheaper in the evening
    assert "€0.05" in answer
    assert "Barri" in answer


def test_another_moment_has_another_price(operator: FlaskClient, package_id: int) -> None:
    evening = asked(operator, "0033142685300", package=package_id, at="2026-03-02T21:00")
    assert "€0.05" in evening.partition("a minute")[0]
    assert (
        "€0.10" in asked(operator, "0033142685300", package=package_id, at="2026-").partition("a minute")[0]
    )


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("112", "Emergency calls cost nothing"),
        ("900123456", "This call costs nothing."),
        ("0053712345678", "This destination is closed in the tariff."),
        ("806123456", "Premium number"),
        ("00882161234567", "what it costs is decided at the checkout"),
    ],
)
def test_every_fate_is_said_plainly(operator: FlaskClient, package_id: int, number: str, told: str) -> None:
    package = package_id if number.startswith("0053") else ""
    assert told in asked(operator, number, package=package)


def test_one_figure_is_not_asked_about_yet(operator: FlaskClient, staff: Staff) -> None:
    assert "card" not in asked(operator, "0")
    assert "card" not in asked(operator, "")


def test_a_country_is_asked_about_by_its_name(operator: FlaskClient, package_id: int) -> None:
    answer = asked(operator, "moroc", package=package_id)
    assert answer.count("Morocco") >= 2
    assert "€0.24" in answer  # 0.20 and 20 %
    assert "€0.36" in answer
    assert "card" not in asked(operator, "mo")
    assert "card" not in asked(operator, "Atlantis")


def test_the_whole_page_works_without_scripts(operator: FlaskClient, package_id: int) -> None:
    page = operator.get("/prices", query_string={"number": "+33142685300", "package": package_id}).text
    assert 'value="+33142685300"' in page
    assert "€0.10" in page
    assert "Re-rating" not in page  # the other pages about prices are the owner's


def test_every_fate_there_is_has_its_words() -> None:
    whys = {
        PRICED: [""],
        FREE: ["emergency", "no_cost"],
        BARRED: ["shop", "forbidden", "premium", "no_price", SPENT],
        UNPRICED: ["no_price"],
    }
    assert set(FATES) == {(fate, why) for fate, reasons in whys.items() for why in reasons}


def test_other_programs_are_told_the_same(operator: FlaskClient, package_id: int) -> None:
    answer = operator.get("/api/price", query_string={"number": "+33142685300", "package": package_id}).json
    assert answer["fate"] == "priced"
    assert answer["currency"] == "EUR"
    assert answer["lengths"][0] == {"seconds": 60, "cost_minor": 25}
    assert answer["terms"]["connect_fee"] == "0.15"
    assert answer["change"]["terms"]["steps"][0]["per_minute"] == "0.05"


def test_other_programs_are_told_what_is_wrong_in_json(
    operator: FlaskClient, sign_in: object, package_id: int
) -> None:
    assert operator.get("/api/price").json["error"] == "no_number"
    unknown = operator.get("/api/price?number=112&package=99")
    assert (unknown.status_code, unknown.json["error"]) == (400, "unknown_package")
    assert sign_in("").get("/api/price?number=112").status_code == 401  # type: ignore[operator]
