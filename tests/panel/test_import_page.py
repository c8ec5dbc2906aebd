"""A carrier's sheet on its way in: what is shown of it, and that it is adopted whole, once, and as shown."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from locutorio.desk import decks, packages
from locutorio.store import decks as deck_rows
from locutorio.store.engine import Store
from panel_shop import Shop
from seed import PASSWORD, SHOP
from sent_sheets import FAULTY, FIRST, SECOND, add_carrier, adopt, imported, send_in
from worked_out import looked_at

DAY_MS = 86_400_000


@pytest.fixture
def carrier(owner: FlaskClient) -> str:
    return add_carrier(owner)


def versions(store: Store) -> list[int]:
    """The rows of each sheet that was adopted, the newest first."""
    return [version.row_count for version in decks.decks(store)[0].versions]


def table(page: str) -> list[list[str]]:
    """The cells of the list that is shown, row by row."""
    shown = page[page.index('id="changes"') :]
    rows = re.findall(r"<tr>(.*?)</tr>", shown[shown.index("<tbody>") : shown.index("</tbody>")], re.DOTALL)
    cells = (re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL) for row in rows)
    return [[" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


def count(page: str, name: str) -> int:
    found = re.search(rf'id="list-{name}".*?<bdi class="figure">(\d+)</bdi>', page, re.DOTALL)
    assert found, name
    return int(found[1])


def test_the_columns_are_guessed_over_the_first_rows(owner: FlaskClient, carrier: str) -> None:
    page = looked_at(owner, send_in(owner, carrier, FIRST))
    chosen = re.findall(r'<option value="(\w*)" selected', page)
    assert chosen[:3] == ["label", "prefix", "price"]
    assert "Spain mobile" in page
    assert (count(page, "new"), count(page, "rejected"), count(page, "gone")) == (4, 0, 0)


def test_what_would_change_is_told_with_both_prices(owner: FlaskClient, carrier: str) -> None:
    imported(owner, carrier, FIRST)
    address = send_in(owner, carrier, SECOND)
    page = looked_at(owner, address)
    assert table(page) == [["34", "Spain", "€0.012", "€0.02"]]
    expected = {
        "dearer": [["34", "Spain", "€0.012", "€0.02"]],
        "cheaper": [["346", "Spain mobile", "€0.09", "€0.05"]],
        "new": [["51", "Peru", "–", "€0.03"]],
        "gone": [["53", "Cuba", "€0.60", "–"]],
    }
    for name, rows in expected.items():
        assert count(page, name) == 1
        assert table(looked_at(owner, f"{address}?show={name}")) == rows
    assert "prefixes unchanged: <bdi" in page


def test_rows_that_cannot_be_read_are_told_and_stop_it(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    address = send_in(owner, carrier, FAULTY)
    page = looked_at(owner, address)
    assert [row[0] for row in table(page)] == ["3", "5"]
    assert "5x3" in table(page)[1][2]
    refused = adopt(owner, address, back=address)
    assert "Some rows cannot be read" in owner.get(refused.location).text
    assert versions(shop.store) == []
    adopt(owner, address, leave_out="1")
    assert versions(shop.store) == [2]


def test_a_second_click_changes_nothing(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    address = send_in(owner, carrier, FIRST)
    page = looked_at(owner, address)
    shown = re.search(r'name="shown" value="([^"]*)"', page)[1]
    answers = [owner.post(f"{address}/adopt", data={"shown": shown}) for _ in range(2)]
    assert [answer.location for answer in answers] == [carrier, carrier]
    assert versions(shop.store) == [4]
    assert owner.get(address).location == carrier


def test_the_columns_can_be_chosen_otherwise(owner: FlaskClient, carrier: str) -> None:
    address = send_in(owner, carrier, "Destination;Prefix;Old;New\nSpain;34;0,5;0,7\n")
    chosen = urlencode({"column": ["label", "prefix", "price", ""], "header_line": 1}, doseq=True)
    page = looked_at(owner, f"{address}?{chosen}")
    assert table(page) == [["34", "Spain", "–", "€0.50"]]
    chosen = urlencode({"column": ["label", "prefix", "", "price"], "price_per_s": 1}, doseq=True)
    page = looked_at(owner, f"{address}?{chosen}")
    assert table(page) == [["34", "Spain", "–", "€42.00"]]


def test_what_cannot_be_a_mapping_is_told(owner: FlaskClient, carrier: str) -> None:
    address = send_in(owner, carrier, FIRST)
    page = owner.get(f"{address}?column=label&column=prefix&column=prefix&price_per_s=x&first_s=-1").text
    assert "Say which column holds the price." in page
    assert "/adopt" not in page


def test_the_mapping_is_remembered_for_the_next_sheet(owner: FlaskClient, carrier: str) -> None:
    sheet = "Destination;Prefix;Old;New\nSpain;34;0,5;0,7\n"
    chosen = urlencode({"column": ["label", "prefix", "price", ""], "header_line": 1}, doseq=True)
    adopt(owner, f"{send_in(owner, carrier, sheet)}?{chosen}")
    page = looked_at(owner, send_in(owner, carrier, sheet.replace("0,5", "0,6")))
    assert "As it was with this carrier" in page
    assert table(page) == [["34", "Spain", "€0.50", "€0.60"]]


def test_a_mapping_nobody_can_read_any_more_is_guessed_anew(
    owner: FlaskClient, carrier: str, shop: Shop
) -> None:
    imported(owner, carrier, FIRST)
    with shop.store.begin() as tx:
        deck_rows.change(tx, 1, mapping='{"of": "another time"}')
    assert "Guessed from the sheet" in looked_at(owner, send_in(owner, carrier, SECOND))


def test_it_may_hold_from_later_on(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    imported(owner, carrier, FIRST)
    address = send_in(owner, carrier, SECOND)
    adopt(owner, f"{address}?from=2026-03-03T09:00")
    newest = decks.decks(shop.store)[0].versions[0]
    assert newest.in_force_from_ms == shop.now_ms + 21 * 3_600_000
    assert "Later" in owner.get(carrier).text


@pytest.mark.parametrize(
    ("typed", "says"), [("2026-03-01T09:00", "now or later"), ("soon", "Choose a day and a time")]
)
def test_a_moment_that_cannot_be_is_told(owner: FlaskClient, carrier: str, typed: str, says: str) -> None:
    page = owner.get(f"{send_in(owner, carrier, FIRST)}?from={typed}").text
    assert says in page
    assert "/adopt" not in page


def test_what_a_sheet_of_changes_does_not_name_stays(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    imported(owner, carrier, FIRST)
    address = send_in(owner, carrier, "Destination;Prefix;Price\nSpain;34;0,02\n")
    assert count(looked_at(owner, address), "gone") == 3
    assert (
        count(
            looked_at(
                owner,
                f"{address}?amends=1",
            ),
            "gone",
        )
        == 0
    )


def test_it_is_adopted_as_it_was_shown_or_not_at_all(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    address = send_in(owner, carrier, FIRST)
    looked_at(owner, address)
    answer = owner.post(f"{address}/adopt", data={"shown": "something else", "back": address})
    assert "not the same any more" in owner.get(answer.location).text
    assert versions(shop.store) == []


def test_prices_below_cost_are_told_before(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    imported(owner, carrier, FIRST)
    store = shop.store
    package_id = packages.add_package(store, name="Barri", deck_id=1, operator_id=None, now_ms=shop.now_ms)
    recipe = {
        "timezone": "Europe/Madrid",
        "on_period_change": "split",
        "terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 2}},
        "rules": [{"where": {"prefixes": ["34"]}, "price": "0.015"}],
    }
    packages.adopt_package(
        store, package_id=package_id, document=recipe, currency=SHOP.currency,
        in_force_from_ms=shop.now_ms, operator_id=None, now_ms=shop.now_ms,
    )  # fmt: skip
    page = looked_at(owner, send_in(owner, carrier, SECOND))
    assert table(page) == [
        ["Barri", "346", "Spain mobile", "€0.05", "€0.015", "€0.035"],
        ["Barri", "34", "Spain", "€0.02", "€0.015", "€0.005"],
    ]
    assert "Some prices would be below" in page


def test_lists_are_saved_whole_and_run_nothing(owner: FlaskClient, carrier: str) -> None:
    address = send_in(owner, carrier, FAULTY.replace("5x3", "=5x3"))
    looked_at(owner, address)
    rows = list(csv.reader(io.StringIO(owner.get(f"{address}/rejected.csv").text)))
    assert [row[0] for row in rows[1:]] == ["3", "5"]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert owner.get(f"{address}/other.csv").status_code == 404


def test_equal_prices_in_other_increments_are_told_apart(owner: FlaskClient, carrier: str) -> None:
    sheet = "Destination;Prefix;Price;Increments\nSpain;34;0,5;%s\n"
    imported(owner, carrier, sheet % "1/1")
    page = looked_at(owner, send_in(owner, carrier, sheet % "60/60"))
    assert table(page) == [["34", "Spain", "€0.50 1/1 s", "€0.50 60/60 s"]]


def test_long_lists_come_in_pages(owner: FlaskClient, carrier: str) -> None:
    rows = "".join(f"Place {place};51{place};0,0{place % 9 + 1}\n" for place in range(100, 220))
    address = send_in(owner, carrier, "Destination;Prefix;Price\n" + rows)
    assert len(table(looked_at(owner, address))) == 50
    last = looked_at(owner, f"{address}?show=new&page=3")
    assert len(table(last)) == 20
    assert "Page 3 of 3" in last
    assert looked_at(owner, f"{address}?show=new&page=99").count("<td") == last.count("<td")


def test_a_hub_started_anew_shows_the_same(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    address = send_in(owner, carrier, FAULTY)
    before = looked_at(owner, address)
    client = shop.panel().test_client()
    client.post("/login", data={"name": "Ana", "password": PASSWORD})
    assert table(looked_at(client, address)) == table(before)


def test_what_is_no_sheet_is_told(owner: FlaskClient, carrier: str) -> None:
    page = looked_at(owner, send_in(owner, carrier, "\x00\x01\x02", "photo.xlsx"))
    assert 'class="note bad"' in page
    assert "/adopt" not in page


def test_nothing_in_a_sheet_becomes_part_of_the_page(owner: FlaskClient, carrier: str) -> None:
    evil = "<script>alert(1)</script>"
    sheet = f"Destination;Prefix;Price\n{evil};34;0,1\nSpain;{evil};0,2\n"
    address = send_in(owner, carrier, sheet, f"{evil}.csv")
    for page in (looked_at(owner, address), looked_at(owner, f"{address}?show=new"), owner.get(carrier).text):
        assert evil not in page
        assert "&lt;script&gt;" in page


def test_a_sheet_can_be_thrown_away(owner: FlaskClient, carrier: str, shop: Shop) -> None:
    address = send_in(owner, carrier, FIRST)
    assert owner.post(f"{address}/drop").location == carrier
    assert decks.waiting_upload(shop.store, 1) is None
    assert owner.get(address).location == carrier
