"""Sets of rights: made, changed and removed by ticking boxes."""

import re

from flask.testing import FlaskClient
from locutorio.core.rights import ROLES, Right
from locutorio.desk import roles
from locutorio.panel.role_words import RIGHTS
from locutorio.panel.role_words import ROLES as ROLE_WORDS
from panel_shop import Shop


def test_each_right_and_role_has_its_words() -> None:
    assert list(RIGHTS) == list(Right)
    assert set(ROLE_WORDS) == set(ROLES)


def test_those_of_the_program_stand_in_a_table(owner: FlaskClient) -> None:
    page = owner.get("/roles").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.count(">Yes<") == sum(map(len, ROLES.values()))
    assert "Vera" in page[page.index("<tfoot>") : page.index("</tfoot>")]


def test_a_set_is_made_changed_and_removed(shop: Shop, owner: FlaskClient) -> None:
    made = owner.post("/roles", data={"name": "Night", "right": ["sell", "unlock"]}, follow_redirects=True)
    assert "Night can be given to people now" in made.text
    ticked = re.findall(r'name="right" value="(\w+)" checked', made.text)
    assert sorted(ticked) == ["sell", "unlock"]
    owner.post("/roles/night", data={"right": ["refund"]})
    assert roles.roles(shop.store)[-1].rights == {Right.REFUND}
    owner.post("/people/2/role", data={"role": "night"})
    assert "formaction" not in owner.get("/roles").text  # Luis has it
    used = owner.post("/roles/night/drop", data={"back": "/roles"}, follow_redirects=True)
    assert "People have the role Night" in used.text
    owner.post("/people/2/role", data={"role": "operator"})
    owner.post("/roles/night/drop")
    assert len(roles.roles(shop.store)) == len(ROLES)


def test_a_right_that_there_is_not_gives_nothing(shop: Shop, owner: FlaskClient) -> None:
    owner.post("/roles", data={"name": "Kings", "right": ["rule"]})
    assert len(roles.roles(shop.store)) == len(ROLES)
