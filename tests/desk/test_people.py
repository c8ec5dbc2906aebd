"""Who works at the counter, what each may do, and who may change it."""

import threading

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from locutorio.core.errors import ShopError
from locutorio.core.rights import ROLES, Right
from locutorio.desk import acts, people, roles
from locutorio.desk.errors import (
    BadName,
    NameTaken,
    NobodyLeft,
    NotNew,
    NotYours,
    NotYourself,
    UnknownPerson,
    UnknownRole,
    WeakPassword,
)
from locutorio.desk.people import Person
from locutorio.desk.person import find
from locutorio.store import people as rows
from locutorio.store.engine import Store
from sqlalchemy import text


@pytest.fixture
def owner(store: Store) -> Person:
    return people.create_owner(store, name="  Ana  María ", password="correct horse", now_ms=1)


def added(store: Store, owner: Person, name: str, role: str) -> Person:
    """Without the time it takes to hash a password."""
    with store.begin() as tx:
        values = {"name": name, "name_key": name.casefold(), "role": role, "active": True}
        person_id = rows.add(tx, **values, password_hash="", added_ms=1)
        return find(tx, person_id)


def test_a_new_shop_takes_its_first_owner_and_no_second(store: Store) -> None:
    assert people.is_new(store)
    owner = people.create_owner(store, name="  Ana  María ", password="correct horse", now_ms=1)
    assert (owner.name, owner.role, owner.active, owner.rights) == ("Ana María", "owner", True, set(Right))
    assert not people.is_new(store)
    with pytest.raises(NotNew):
        people.create_owner(store, name="Eve", password="correct horse", now_ms=2)


def test_two_browsers_at_once_make_one_owner(store: Store) -> None:
    made: list[str] = []

    def make(name: str) -> None:
        try:
            made.append(
                type(people.create_owner(store, name=name, password="correct horse", now_ms=1)).__name__
            )
        except NotNew:
            made.append("NotNew")

    threads = [threading.Thread(target=make, args=(name,)) for name in ("Ana", "Eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people.people(store)) == 1
    assert sorted(made) == ["NotNew", "Person"]


def test_passwords_are_kept_as_argon2id_only(store: Store, owner: Person) -> None:
    with store.read() as tx:
        kept = str(tx.execute(text("SELECT * FROM person")).all())
    assert "$argon2id$" in kept
    assert "correct horse" not in kept


def test_a_guess_costs_time_and_memory(hasher: PasswordHasher):
    """As RFC 9106 asks of a machine with little memory."""
    assert hasher.hash("correct horse").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "ana maría"}, NameTaken),
        ({"name": "ＡＮＡ MARÍA"}, NameTaken),
        ({"name": "   "}, BadName),
        ({"name": "x" * 61}, BadName),
        ({"password": "short 7"}, WeakPassword),
        ({"role": "king"}, UnknownRole),
    ],
)
def test_who_cannot_be_added(
    store: Store, owner: Person, fields: dict[str, str], error: type[ShopError]
) -> None:
    values = {"name": "Moussa", "password": "correct horse", "role": "operator"} | fields
    with pytest.raises(error):
        people.add_person(store, **values, operator_id=owner.id, now_ms=1)
    assert people.people(store) == [owner]


def test_a_role_holds_from_the_next_look_on(store: Store, owner: Person) -> None:
    moussa = added(store, owner, "Moussa", "operator")
    people.change_role(store, person_id=moussa.id, role="manager", operator_id=owner.id, now_ms=2)
    now = people.person(store, moussa.id)
    assert now is not None
    assert (now.role, now.rights) == ("manager", ROLES["manager"])
    (act,) = acts.recent(store, 1)
    assert (act.kind, act.detail) == ("change_role", "Moussa")
    assert (act.before, act.after) == ({"role": "operator"}, {"role": "manager"})


def test_who_left_may_come_back(store: Store, owner: Person) -> None:
    moussa = added(store, owner, "Moussa", "operator")
    people.deactivate(store, person_id=moussa.id, operator_id=owner.id, now_ms=2)
    assert people.person(store, moussa.id).active is False  # type: ignore[union-attr]
    people.activate(store, person_id=moussa.id, operator_id=owner.id, now_ms=3)
    assert people.person(store, moussa.id) == moussa
    assert [act.kind for act in acts.recent(store, 2)] == ["activate", "deactivate"]


def test_a_reset_password_takes_the_pin_and_the_wait_with_it(store: Store, owner: Person) -> None:
    moussa = added(store, owner, "Moussa", "operator")
    with store.begin() as tx:
        rows.change(tx, moussa.id, pin_hash="a", failures=7, locked_until_ms=99)
    people.reset_password(
        store, person_id=moussa.id, password="correct horse", operator_id=owner.id, now_ms=2
    )
    now = people.person(store, moussa.id)
    assert now is not None
    assert (now.has_pin, now.locked_until_ms) == (False, 0)
    assert now.stamp != moussa.stamp


def test_nobody_changes_their_own_place(store: Store, owner: Person) -> None:
    for change in (people.deactivate, people.lift):
        with pytest.raises(NotYourself):
            change(store, person_id=owner.id, operator_id=owner.id, now_ms=2)
    with pytest.raises(NotYourself):
        people.change_role(store, person_id=owner.id, role="operator", operator_id=owner.id, now_ms=2)


def test_strangers_have_no_place(store: Store, owner: Person) -> None:
    with pytest.raises(UnknownPerson):
        people.deactivate(store, person_id=99, operator_id=owner.id, now_ms=2)
    assert people.person(store, 99) is None


def test_nobody_gives_what_they_have_not_nor_touches_who_has_more(store: Store, owner: Person) -> None:
    roles.add_role(store, name="Head", rights=["sell", "people"], operator_id=owner.id, now_ms=1)
    head, luis = added(store, owner, "Eva", "head"), added(store, owner, "Luis", "operator")
    by_head = {"operator_id": head.id, "now_ms": 2}
    for role in ("owner", "manager", "operator"):
        with pytest.raises(NotYours):
            people.add_person(store, name="Max", password="correct horse", role=role, **by_head)
    for person_id in (owner.id, luis.id):
        with pytest.raises(NotYours):
            people.reset_password(store, person_id=person_id, password="correct horse", **by_head)
        with pytest.raises(NotYours):
            people.deactivate(store, person_id=person_id, **by_head)
    with pytest.raises(NotYours):
        people.change_role(store, person_id=luis.id, role="head", **by_head)


def test_the_command_line_may_do_everything_but_leave_the_shop_without_an_owner(
    store: Store, owner: Person
) -> None:
    with pytest.raises(NobodyLeft):
        people.change_role(store, person_id=owner.id, role="operator", operator_id=None, now_ms=2)
    with pytest.raises(NobodyLeft):
        people.deactivate(store, person_id=owner.id, operator_id=None, now_ms=2)
    assert people.person(store, owner.id) == owner
    other = added(store, owner, "Eva", "owner")
    people.change_role(store, person_id=owner.id, role="operator", operator_id=None, now_ms=2)
    assert [person.role for person in people.people(store)] == ["operator", "owner"]
    assert other.rights == set(Right)


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["activate", "deactivate", "role", "rights"]),
        some.integers(0, 3),  # who does it
        some.integers(0, 3),  # to whom
        some.sampled_from([*ROLES, "head", "everything"]),
        some.sets(some.sampled_from(list(Right))),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(steps=STEPS)
def test_somebody_who_may_do_everything_is_always_left(sqlite_store: Store, steps: list[tuple]) -> None:  # type: ignore[type-arg]
    store = sqlite_store
    staff = shop_of_four(store)
    for kind, doer, done_to, role, rights in steps:
        operator, other = staff[doer], staff[done_to]
        whose = {"operator_id": operator, "now_ms": 2}
        try:
            if kind == "role":
                people.change_role(store, person_id=other, role=role, **whose)
            elif kind == "rights":
                roles.change_role(store, key="everything", rights=rights, **whose)
            else:
                getattr(people, kind)(store, person_id=other, **whose)
        except ShopError:
            continue
        assert any(person.active and person.rights == set(Right) for person in people.people(store)), kind


def shop_of_four(store: Store) -> list[int]:
    """Two owners, somebody with a set of all rights, and an operator; made anew for each example."""
    with store.begin() as tx:
        for table in ("act", "person", "role"):
            for verb in ("no_update", "no_delete"):
                tx.execute(text(f"DROP TRIGGER IF EXISTS {table}_{verb}"))
            tx.execute(text(f"DELETE FROM {table}"))
    with store.begin() as tx:
        for name, rights in (("head", ["people", "sell"]), ("everything", list(Right))):
            roles.rows.add(tx, name, name=name, rights=rights, changed_ms=1)
        return [
            rows.add(
                tx, name=f"{place}", name_key=f"{place}", role=role, active=True, password_hash="", added_ms=1
            )
            for place, role in enumerate(("owner", "owner", "everything", "operator"))
        ]
