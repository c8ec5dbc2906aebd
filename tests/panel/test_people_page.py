"""Who works here: added, moved, shut out, let in; each within what the other may."""

from collections.abc import Callable

from flask.testing import FlaskClient
from locutorio.desk import people, roles
from panel_shop import Shop
from seed import MONDAY_MS, PASSWORD

EVA = {"name": "Eva", "password": PASSWORD, "role": "operator"}
EVA_ID = 5


def test_somebody_is_added_shut_out_and_let_in_again(
    owner: FlaskClient, sign_in: Callable[[str], FlaskClient]
) -> None:
    assert "Eva can log in now" in owner.post("/people", data=EVA, follow_redirects=True).text
    eva = sign_in("Eva")
    assert "already" in owner.post("/people", data=EVA, follow_redirects=True).text
    owner.post(f"/people/{EVA_ID}/deactivate")
    assert eva.get("/").status_code == 302
    assert "Let Eva in again" in owner.get("/people").text
    owner.post(f"/people/{EVA_ID}/activate")
    assert sign_in("Eva").get("/").status_code == 200


def test_nobody_changes_their_own_place(owner: FlaskClient, shop: Shop) -> None:
    itself = owner.post("/people/1/deactivate", data={"back": "/people"}, follow_redirects=True)
    assert "cannot change your own place" in itself.text
    assert 'action="/people/1/' not in owner.get("/people").text


def test_another_role_holds_at_once(owner: FlaskClient, operator: FlaskClient) -> None:
    assert operator.get("/customers").status_code == 403
    owner.post("/people/2/role", data={"role": "manager"})
    assert operator.get("/customers").status_code == 200


def test_a_new_password_ends_the_stays_of_the_old(owner: FlaskClient, operator: FlaskClient) -> None:
    owner.post("/people/2/password", data={"password": "another long one"})
    assert operator.get("/").status_code == 302
    form = {"name": "Luis", "password": "another long one"}
    assert operator.post("/login", data=form).status_code == 303


def test_a_lock_out_is_seen_and_lifted(owner: FlaskClient, sign_in: Callable[[str], FlaskClient]) -> None:
    stranger = sign_in("")
    for _ in range(5):
        stranger.post("/login", data={"name": "Luis", "password": "wrong"})
    page = owner.get("/people").text
    assert "Locked out until 12:01" in page
    assert "Let Luis try again now" in page
    owner.post("/people/2/lift")
    assert "Locked out" not in owner.get("/people").text
    assert sign_in("Luis").get("/").status_code == 200


def test_roles_beyond_ones_own_rights_are_neither_offered_nor_given(
    shop: Shop, owner: FlaskClient, operator: FlaskClient
) -> None:
    roles.add_role(shop.store, name="Head", rights=["people"], operator_id=1, now_ms=MONDAY_MS)
    owner.post("/people/2/role", data={"role": "head"})
    page = operator.get("/people").text
    assert '<option value="head"' in page
    assert '<option value="owner"' not in page
    assert 'action="/people/3/' not in page  # Vera, a manager
    told = operator.post("/people/3/role", data={"role": "head", "back": "/people"}, follow_redirects=True)
    assert "beyond your own rights" in told.text
    assert people.person(shop.store, 3).role == "manager"  # type: ignore[union-attr]
