"""A panel over a real store, its clock in the test's hand, and browsers that are signed in."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from locutorio.desk.people import Person
from locutorio.store.engine import Store
from panel_shop import Shop
from seed import PASSWORD, furnish, people_of


@pytest.fixture
def shop(sqlite_store: Store) -> Shop:
    return Shop(sqlite_store)


@pytest.fixture
def staff(shop: Shop) -> tuple[Person, Person]:
    """Ana owns the shop, Luis works there; it sells calls and coffee."""
    furnish(shop.store)
    return people_of(shop.store)


@pytest.fixture
def panel(shop: Shop) -> Flask:
    return shop.panel()


@pytest.fixture
def sign_in(panel: Flask, staff: tuple[Person, Person]) -> Callable[[str], FlaskClient]:
    """A browser in which that person is signed in; "" = nobody."""

    def browser(name: str) -> FlaskClient:
        client = panel.test_client()
        if name:
            response = client.post("/login", data={"name": name, "password": PASSWORD})
            assert response.status_code == 303, response.text
        return client

    return browser


@pytest.fixture
def owner(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Ana")


@pytest.fixture
def operator(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Luis")
