"""The carriers' pages: who may see them, sending sheets in, taking them out again."""

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.desk import decks
from locutorio.panel.armour import BODY_MAX, FILES_MAX
from panel_shop import Shop
from sent_sheets import FIRST, SECOND, add_carrier, imported, send_in
from werkzeug.test import TestResponse

ADDRESSES = (
    "/carriers",
    "/carriers/1",
    "/carriers/1/sheets/1.csv",
    "/carriers/1/import/1",
    "/carriers/1/import/1/new.csv",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_carriers_are_the_owners(operator: FlaskClient, address: str) -> None:
    assert operator.get(address).status_code == 403


def test_a_carrier_is_added_and_waits_for_its_sheet(owner: FlaskClient) -> None:
    carrier = add_carrier(owner)
    assert "No sheet yet" in owner.get(carrier).text
    assert "Telco Sur" in owner.get("/carriers").text


def test_two_carriers_have_two_names(owner: FlaskClient) -> None:
    add_carrier(owner)
    answer = owner.post("/carriers", data={"name": "telco sur", "currency": "EUR", "back": "/carriers"})
    assert "There is a telco sur already" in owner.get(answer.location).text


def test_an_adopted_sheet_is_in_force(owner: FlaskClient, shop: Shop) -> None:
    carrier = add_carrier(owner)
    imported(owner, carrier, FIRST)
    page = owner.get(carrier).text
    for shown in ("prices.csv", "In force", "Ana"):
        assert shown in page
    assert [version.row_count for version in decks.decks(shop.store)[0].versions] == [4]


def test_a_script_is_told_where_the_sheet_is(owner: FlaskClient) -> None:
    carrier = add_carrier(owner)
    answer = owner.post(
        f"{carrier}/sheets",
        data={"sheet": (io.BytesIO(FIRST.encode()), "prices.csv")},
        headers={"X-Requested-With": "fetch"},
    )
    assert (answer.status_code, answer.location) == (201, f"{carrier}/import/1")


def test_without_a_file_nothing_is_sent(owner: FlaskClient) -> None:
    carrier = add_carrier(owner)
    answer = owner.post(f"{carrier}/sheets", data={"back": carrier})
    assert "Choose the carrier" in owner.get(answer.location).text


def test_a_waiting_sheet_can_be_gone_on_with(owner: FlaskClient) -> None:
    carrier = add_carrier(owner)
    first = send_in(owner, carrier, FIRST)
    second = send_in(owner, carrier, SECOND, "newer.csv")
    page = owner.get(carrier).text
    assert "newer.csv is waiting" in page
    assert second in page
    assert first not in page


def test_a_sheet_taken_out_and_sent_in_again_is_the_same(owner: FlaskClient, shop: Shop) -> None:
    carrier = add_carrier(owner)
    imported(owner, carrier, FIRST.replace("Cuba", "=HYPERLINK(0)"))
    answer = owner.get(f"{carrier}/sheets/1.csv")
    assert answer.mimetype == "text/csv"
    assert "Telco_Sur-1.csv" in answer.headers["Content-Disposition"]
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert "'=HYPERLINK(0)" in cells
    shop.now_ms += 1000
    imported(owner, carrier, answer.text)
    first, second = (decks.sheet(shop.store, version_id) for version_id in (1, 2))
    assert second.rows == first.rows


def test_sheets_of_others_are_not_at_this_address(owner: FlaskClient) -> None:
    imported(owner, add_carrier(owner), FIRST)
    other = add_carrier(owner, "Telco Norte")
    assert owner.get(f"{other}/sheets/1.csv").status_code == 404


class Unread(io.BytesIO):
    """A body that nobody may look into."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("the file was read")

    readline = readinto = read  # type: ignore[assignment]


def send_unread(client: FlaskClient, size: int) -> TestResponse:
    return client.post(
        "/carriers/1/sheets",
        input_stream=Unread(bytes(size)),
        content_type="multipart/form-data; boundary=x",
    )


def test_more_than_30_mb_are_not_taken(owner: FlaskClient) -> None:
    add_carrier(owner)
    assert send_unread(owner, FILES_MAX + 1).status_code == 413


def test_a_sheet_may_be_far_larger_than_a_form(owner: FlaskClient, shop: Shop) -> None:
    carrier = add_carrier(owner)
    send_in(owner, carrier, FIRST + "\n" * 3 * BODY_MAX)
    waiting = decks.waiting_upload(shop.store, 1)
    assert waiting is not None
    assert len(decks.upload(shop.store, waiting.id).data) > 3 * BODY_MAX


def test_only_sheets_may_be_large(owner: FlaskClient) -> None:
    assert owner.post("/carriers", data={"name": "x" * BODY_MAX, "currency": "EUR"}).status_code == 413


@pytest.mark.parametrize(("name", "status"), [("", 302), ("Luis", 403)])
def test_others_are_turned_away_before_their_file_is_read(
    armed: Callable[[str], FlaskClient], name: str, status: int
) -> None:
    """Not even for the token that every form has."""
    assert send_unread(armed(name), BODY_MAX).status_code == status
