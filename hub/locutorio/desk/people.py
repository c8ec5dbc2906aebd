"""Who works at the counter, and what each may do.

Nobody hands out a right they have not, nor touches somebody who may do more than they; and nobody changes
their own place. Somebody who may do everything is always left. `operator_id` None is whoever stands at the
machine itself: the command line. Must not know how people prove who they are (proving.py).
"""

from locutorio.core.rights import MANAGER, OPERATOR, OWNER, TECHNICIAN
from locutorio.desk import names, secrets
from locutorio.desk.errors import NameTaken, NobodyLeft, NotNew, NotYourself
from locutorio.desk.person import ALL_RIGHTS, Person, check_may_give, find, person_of, rights_of
from locutorio.store import people as rows
from locutorio.store.engine import Store, Tx

__all__ = ["MANAGER", "OPERATOR", "OWNER", "TECHNICIAN", "Person"]


def is_new(store: Store) -> bool:
    """True until the first person exists: then the first visitor makes himself the owner."""
    with store.read() as tx:
        return rows.count(tx) == 0


def create_owner(store: Store, *, name: str, password: str, now_ms: int) -> Person:
    """The first person. NotNew if there is one already, also one made at the same moment."""
    password_hash = secrets.hash_password(password)
    with store.begin() as tx:
        if rows.count(tx):
            raise NotNew("the shop has an owner already; log in")
        owner = _add(tx, name, password_hash, OWNER, now_ms)
        rows.log(tx, "create_owner", person_id=owner.id, at_ms=now_ms)
        return owner


def add_person(
    store: Store, *, name: str, password: str, role: str, operator_id: int | None, now_ms: int
) -> Person:
    """Another person; `operator_id` is who adds him."""
    password_hash = secrets.hash_password(password)
    with store.begin() as tx:
        check_may_give(tx, operator_id, rights_of(tx, role))
        added = _add(tx, name, password_hash, role, now_ms)
        after = {"name": added.name, "role": role}
        rows.log(tx, "add_person", person_id=operator_id, at_ms=now_ms, detail=added.name, after=after)
        return added


def change_role(store: Store, *, person_id: int, role: str, operator_id: int | None, now_ms: int) -> None:
    """It holds from that person's next click on."""
    with store.begin() as tx:
        other = _in_reach(tx, person_id, operator_id)
        check_may_give(tx, operator_id, rights_of(tx, role))
        _change(tx, other, "change_role", operator_id, now_ms, role=role)


def deactivate(store: Store, *, person_id: int, operator_id: int | None, now_ms: int) -> None:
    """That person can log in no more, and is out at once; what they did stays theirs."""
    _set_active(store, person_id, operator_id, now_ms, "deactivate", active=False)


def activate(store: Store, *, person_id: int, operator_id: int | None, now_ms: int) -> None:
    """Who left is back, with the password and the rights they had."""
    _set_active(store, person_id, operator_id, now_ms, "activate", active=True)


def _set_active(
    store: Store, person_id: int, operator_id: int | None, now_ms: int, kind: str, *, active: bool
) -> None:
    with store.begin() as tx:
        _change(tx, _in_reach(tx, person_id, operator_id), kind, operator_id, now_ms, active=active)


def reset_password(
    store: Store, *, person_id: int, password: str, operator_id: int | None, now_ms: int
) -> None:
    """For somebody who forgot theirs: a new one, no PIN, and no waiting any more."""
    password_hash = secrets.hash_password(password)
    with store.begin() as tx:
        other = _in_reach(tx, person_id, operator_id)
        rows.change(tx, other.id, password_hash=password_hash, pin_hash=None, failures=0, locked_until_ms=0)
        rows.log(tx, "reset_password", person_id=operator_id, at_ms=now_ms, detail=other.name)


def lift(store: Store, *, person_id: int, operator_id: int | None, now_ms: int) -> None:
    """Whoever is locked out after wrong passwords need not wait."""
    with store.begin() as tx:
        other = _in_reach(tx, person_id, operator_id)
        rows.change(tx, other.id, failures=0, locked_until_ms=0)
        rows.log(tx, "lift", person_id=operator_id, at_ms=now_ms, detail=other.name)


def person(store: Store, person_id: int) -> Person | None:
    with store.read() as tx:
        row = rows.by_id(tx, person_id)
    return person_of(row) if row else None


def people(store: Store) -> list[Person]:
    with store.read() as tx:
        return [person_of(row) for row in rows.every(tx)]


def _in_reach(tx: Tx, person_id: int, operator_id: int | None) -> Person:
    """Somebody whose place the operator may change."""
    if person_id == operator_id:
        raise NotYourself("you cannot change your own place here; let somebody else do it")
    other = find(tx, person_id)
    check_may_give(tx, operator_id, other.rights)
    return other


def _change(
    tx: Tx, other: Person, kind: str, operator_id: int | None, now_ms: int, **values: str | bool
) -> None:
    before = {name: getattr(other, name) for name in values}
    rows.change(tx, other.id, **values)
    rows.log(tx, kind, person_id=operator_id, at_ms=now_ms, detail=other.name, before=before, after=values)
    everybody = (person_of(row) for row in rows.every(tx))
    if not any(person.active and person.rights == ALL_RIGHTS for person in everybody):
        raise NobodyLeft("somebody has to be left who may do everything; make another owner first")


def _add(tx: Tx, name: str, password_hash: str, role: str, now_ms: int) -> Person:
    name = names.shown(name)
    if rows.by_name_key(tx, names.key(name)):
        raise NameTaken(f"there is a {name} already; choose another name", name=name)
    values = {"name": name, "name_key": names.key(name), "role": role, "active": True}
    person_id = rows.add(tx, **values, password_hash=password_hash, added_ms=now_ms)
    return find(tx, person_id)
