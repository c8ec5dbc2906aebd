"""The password once more, before what must not be done at an open screen; nothing filled in is lost."""

import html
import re

import pytest
from flask.testing import FlaskClient
from locutorio.desk import people
from locutorio.panel.again import FRESH_MS
from panel_shop import Shop
from seed import PASSWORD

NEW = {"name": "Eva", "password": "her own <password>", "role": "operator"}


@pytest.fixture
def owner_later(shop: Shop, owner: FlaskClient) -> FlaskClient:
    """Ana, who logged in a while ago."""
    shop.now_ms += FRESH_MS
    return owner


def held_back(text: str) -> dict[str, str]:
    """The fields of the form that waits on the page."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in fields}


def names(shop: Shop) -> list[str]:
    return [person.name for person in people.people(shop.store)]


def test_nothing_is_asked_soon_after_logging_in(shop: Shop, owner: FlaskClient) -> None:
    shop.now_ms += FRESH_MS - 1
    assert owner.post("/people", data=NEW).status_code == 303
    assert "Eva" in names(shop)


def test_a_form_waits_for_the_password_and_goes_through_whole(shop: Shop, owner_later: FlaskClient) -> None:
    page = owner_later.post("/people", data=NEW)
    assert (page.status_code, "Eva" in names(shop)) == (401, False)
    assert 'action="/people"' in page.text
    fields = held_back(page.text)
    assert {name: fields[name] for name in NEW} == NEW
    assert owner_later.post("/people", data=fields | {"password_again": PASSWORD}).status_code == 303
    assert "Eva" in names(shop)
    assert owner_later.post("/people/5/deactivate").status_code == 303  # and not again at once


def test_boxes_that_are_ticked_stay_ticked(owner_later: FlaskClient) -> None:
    page = owner_later.post("/roles", data={"name": "Night", "right": ["sell", "unlock"]})
    assert page.text.count('name="right" value=') == 2


def test_a_wrong_password_keeps_the_form(shop: Shop, owner_later: FlaskClient) -> None:
    page = owner_later.post("/people", data=NEW | {"password_again": "wrong"})
    assert (page.status_code, "Eva" in names(shop)) == (401, False)
    assert "not your password" in page.text
    assert held_back(page.text)["password"] == NEW["password"]
    assert "wrong" not in held_back(page.text).values()


def test_wrong_passwords_lock_out_here_as_at_the_door(shop: Shop, owner_later: FlaskClient) -> None:
    for _ in range(5):
        owner_later.post("/people", data=NEW | {"password_again": "wrong"})
    page = owner_later.post("/people", data=NEW | {"password_again": PASSWORD})
    assert "Too many wrong tries for Ana. Try again at 12:06" in page.text
    assert "Eva" not in names(shop)


def test_who_may_not_is_not_even_asked(shop: Shop, operator: FlaskClient) -> None:
    shop.now_ms += FRESH_MS
    assert operator.post("/people", data=NEW | {"password_again": PASSWORD}).status_code == 403


def test_looking_is_free(owner_later: FlaskClient) -> None:
    for address in ("/people", "/roles", "/own"):
        assert owner_later.get(address).status_code == 200
