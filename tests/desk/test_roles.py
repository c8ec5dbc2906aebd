"""Sets of rights: those that come with the program, and the owner's own."""

import pytest
from locutorio.core.errors import ShopError
from locutorio.core.rights import ROLES, Right
from locutorio.desk import acts, people, roles
from locutorio.desk.errors import NameTaken, NotYours, NotYourself, RoleInUse, UnknownRole
from locutorio.store import people as rows
from locutorio.store import roles as role_rows
from locutorio.store.engine import Store


def somebody(store: Store, name: str, role: str) -> int:
    with store.begin() as tx:
        values = {"name": name, "name_key": name.casefold(), "role": role, "active": True}
        return rows.add(tx, **values, password_hash="", added_ms=1)


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store  # test_people.py looks at both databases


@pytest.fixture
def owner_id(store: Store) -> int:
    return somebody(store, "Ana", "owner")


def test_those_of_the_program_and_who_has_them(store: Store, owner_id: int) -> None:
    known = {role.key: role for role in roles.roles(store)}
    assert {key: role.rights for key, role in known.items()} == ROLES
    assert all(role.is_built_in for role in known.values())
    assert known["owner"].people == ("Ana",)


def test_a_set_of_ones_own_holds_for_everybody_who_has_it(store: Store, owner_id: int) -> None:
    key = roles.add_role(
        store, name="Night  shift", rights=["sell", "unlock"], operator_id=owner_id, now_ms=2
    )
    eva_id = somebody(store, "Eva", key)
    assert people.person(store, eva_id).rights == {Right.SELL, Right.UNLOCK}  # type: ignore[union-attr]
    roles.change_role(store, key=key, rights=["sell", "refund"], operator_id=owner_id, now_ms=3)
    assert people.person(store, eva_id).rights == {Right.SELL, Right.REFUND}  # type: ignore[union-attr]
    night = roles.roles(store)[-1]
    assert (night.name, night.is_built_in, night.people) == ("Night shift", False, ("Eva",))
    changed, made = acts.recent(store, 2)
    assert (made.kind, made.after) == ("add_role", {"rights": ["sell", "unlock"]})
    assert changed.before == {"rights": ["sell", "unlock"]}
    assert changed.after == {"rights": ["refund", "sell"]}


def test_a_set_goes_when_nobody_has_it(store: Store, owner_id: int) -> None:
    key = roles.add_role(store, name="Night", rights=["sell"], operator_id=owner_id, now_ms=2)
    eva_id = somebody(store, "Eva", key)
    people.deactivate(store, person_id=eva_id, operator_id=owner_id, now_ms=3)
    with pytest.raises(RoleInUse):  # she may come back
        roles.drop_role(store, key=key, operator_id=owner_id, now_ms=4)
    people.change_role(store, person_id=eva_id, role="operator", operator_id=owner_id, now_ms=5)
    roles.drop_role(store, key=key, operator_id=owner_id, now_ms=6)
    assert len(roles.roles(store)) == len(ROLES)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda store, who: roles.change_role(store, key="owner", rights=["sell"], **who), UnknownRole),
        (lambda store, who: roles.drop_role(store, key="nobody", **who), UnknownRole),
        (lambda store, who: roles.add_role(store, name="Kings", rights=["rule"], **who), UnknownRole),
        (lambda store, who: roles.add_role(store, name="OWNER", rights=["sell"], **who), NameTaken),
        (lambda store, who: roles.add_role(store, name="head", rights=["sell"], **who), NameTaken),
        (lambda store, who: roles.add_role(store, name="Kings", rights=["refund"], **who), NotYours),
        (lambda store, who: roles.change_role(store, key="chief", rights=["sell"], **who), NotYours),
        (lambda store, who: roles.change_role(store, key="clerk", rights=["refund"], **who), NotYours),
        (lambda store, who: roles.change_role(store, key="head", rights=["people"], **who), NotYourself),
    ],
)
def test_what_is_refused(store: Store, owner_id: int, change, error: type[ShopError]) -> None:  # type: ignore[no-untyped-def]
    for name, rights in (("Head", ["people", "sell"]), ("Chief", ["people", "refund"]), ("Clerk", ["sell"])):
        roles.add_role(store, name=name, rights=rights, operator_id=owner_id, now_ms=2)
    before = roles.roles(store)
    with pytest.raises(error):
        change(store, {"operator_id": somebody(store, "Eva", "head"), "now_ms": 3})
    assert [role.rights for role in roles.roles(store)] == [role.rights for role in before]


def test_a_right_this_program_does_not_know_is_none(store: Store, owner_id: int) -> None:
    with store.begin() as tx:
        role_rows.add(tx, "old", name="Old", rights=["sell", "fly"], changed_ms=1)
    assert roles.roles(store)[-1].rights == {Right.SELL}
