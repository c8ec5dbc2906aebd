"""Who works at the counter, and proving it. Passwords are kept as argon2id hashes only."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from locutorio.desk import names
from locutorio.desk.errors import (
    NameTaken,
    NotNew,
    NotYourself,
    UnknownPerson,
    UnknownRole,
    WeakPassword,
)
from locutorio.store import people as rows
from locutorio.store.engine import Row, Store, Tx

OWNER = "owner"
OPERATOR = "operator"
ROLES = (OWNER, OPERATOR)
PASSWORD_MIN = 8

_hasher = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: str
    active: bool


def is_new(store: Store) -> bool:
    """True until the first person exists: then the first visitor makes himself the owner."""
    with store.read() as tx:
        return rows.count(tx) == 0


def create_owner(store: Store, *, name: str, password: str, now_ms: int) -> Person:
    """The first person. NotNew if there is one already, also one made at the same moment."""
    password_hash = _hash(password)
    with store.begin() as tx:
        if rows.count(tx):
            raise NotNew("the shop has an owner already; log in")
        owner = _add(tx, name, password_hash, OWNER, now_ms)
        rows.log(tx, "create_owner", person_id=owner.id, at_ms=now_ms)
        return owner


def add_person(store: Store, *, name: str, password: str, role: str, operator_id: int, now_ms: int) -> Person:
    """Another person; `operator_id` is who adds him."""
    if role not in ROLES:
        raise UnknownRole(f"a person is one of: {', '.join(ROLES)}")
    password_hash = _hash(password)
    with store.begin() as tx:
        added = _add(tx, name, password_hash, role, now_ms)
        rows.log(tx, "add_person", person_id=operator_id, at_ms=now_ms, detail=added.name)
        return added


def deactivate(store: Store, *, person_id: int, operator_id: int, now_ms: int) -> None:
    """That person can log in no more; what they did stays theirs. Nobody does it to themselves, so an
    owner always remains.
    """
    if person_id == operator_id:
        raise NotYourself("you cannot shut yourself out; let another owner do it")
    with store.begin() as tx:
        leaver = rows.by_id(tx, person_id)
        if leaver is None:
            raise UnknownPerson("there is no such person", person_id=person_id)
        rows.change(tx, person_id, active=False)
        rows.log(tx, "deactivate", person_id=operator_id, at_ms=now_ms, detail=leaver["name"])


def authenticate(store: Store, *, name: str, password: str) -> Person | None:
    """The person, if name and password fit. An unknown name takes as long as a wrong password."""
    with store.read() as tx:
        row = rows.by_name_key(tx, names.key(name))
    try:
        _hasher.verify(row["password_hash"] if row else _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return None
    return _person(row) if row and row["active"] else None


def person(store: Store, person_id: int) -> Person | None:
    with store.read() as tx:
        row = rows.by_id(tx, person_id)
    return _person(row) if row else None


def people(store: Store) -> list[Person]:
    with store.read() as tx:
        return [_person(row) for row in rows.every(tx)]


def _add(tx: Tx, name: str, password_hash: str, role: str, now_ms: int) -> Person:
    name = names.shown(name)
    if rows.by_name_key(tx, names.key(name)):
        raise NameTaken(f"there is a {name} already; choose another name", name=name)
    values = {"name": name, "name_key": names.key(name), "role": role, "active": True}
    person_id = rows.add(tx, **values, password_hash=password_hash, added_ms=now_ms)
    return Person(person_id, name, role, active=True)


def _hash(password: str) -> str:
    """Outside of any transaction: it takes its time on purpose."""
    if len(password) < PASSWORD_MIN:
        raise WeakPassword(f"a password has at least {PASSWORD_MIN} characters", at_least=PASSWORD_MIN)
    return _hasher.hash(password)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody")


def _person(row: Row) -> Person:
    return Person(row["id"], row["name"], row["role"], row["active"])
