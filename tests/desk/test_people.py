"""People: one owner first, names that cannot be mixed up, passwords that cannot be read."""

import threading

import pytest
from argon2 import PasswordHasher
from locutorio.desk import people
from locutorio.desk.errors import BadName, NameTaken, NotNew, UnknownRole, WeakPassword
from locutorio.store.engine import Store
from sqlalchemy import text


@pytest.fixture
def owner(store: Store) -> people.Person:
    assert people.is_new(store)
    return people.create_owner(store, name="  Ana  María ", password="correct horse", now_ms=1)


def test_the_first_person_is_the_owner_and_there_is_only_one_first(store: Store, owner: people.Person):
    assert (owner.name, owner.role, owner.active) == ("Ana María", "owner", True)
    assert not people.is_new(store)
    with pytest.raises(NotNew):
        people.create_owner(store, name="Eve", password="correct horse", now_ms=1)
    assert people.people(store) == [owner]


def test_two_browsers_at_once_make_one_owner(store: Store):
    made: list[object] = []

    def make(name: str) -> None:
        try:
            made.append(people.create_owner(store, name=name, password="correct horse", now_ms=1))
        except NotNew as error:
            made.append(error)

    threads = [threading.Thread(target=make, args=(name,)) for name in ("Ana", "Eve")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people.people(store)) == 1
    assert sorted(type(each).__name__ for each in made) == ["NotNew", "Person"]


def test_name_and_password_open_the_door(store: Store, owner: people.Person):
    assert people.authenticate(store, name="ANA MARÍA", password="correct horse") == owner
    assert people.authenticate(store, name="Ana María", password="correct horsE") is None
    assert people.authenticate(store, name="Nobody", password="correct horse") is None
    assert people.authenticate(store, name="Nobody", password="nobody") is None
    assert people.person(store, owner.id) == owner
    assert people.person(store, 99) is None


def test_who_is_no_longer_active_stays_outside(store: Store, owner: people.Person):
    with store.begin() as tx:
        tx.execute(text("UPDATE person SET active = false"))
    assert people.authenticate(store, name="Ana María", password="correct horse") is None


def test_passwords_are_kept_as_argon2id_only(store: Store, owner: people.Person):
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
def test_who_cannot_be_added(store: Store, owner: people.Person, fields: dict[str, str], error):
    values = {"name": "Moussa", "password": "correct horse", "role": "operator"} | fields
    with pytest.raises(error):
        people.add_person(store, **values, operator_id=owner.id, now_ms=1)
    assert people.people(store) == [owner]
