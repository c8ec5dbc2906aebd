"""Roles: the sets of rights that come with the program, and those the owner put together.

A set is known by its name, which stays; its rights may change, and hold from everybody's next click on.
Nobody changes the set that is their own, or puts into one what they may not do themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from locutorio.core.rights import ROLES, Right
from locutorio.desk import names
from locutorio.desk.errors import BadName, NameTaken, NotYourself, RoleInUse, UnknownRole
from locutorio.desk.person import check_may_give, find, kept_rights
from locutorio.store import people as people_rows
from locutorio.store import roles as rows
from locutorio.store.engine import Row, Store, Tx

KEY_MAX = 64


@dataclass(frozen=True, slots=True)
class Role:
    """`name` is "" for those that come with the program; `people` are the names of who has it now."""

    key: str
    name: str
    rights: frozenset[Right]
    people: tuple[str, ...]

    @property
    def is_built_in(self) -> bool:
        return self.key in ROLES


def roles(store: Store) -> tuple[Role, ...]:
    with store.read() as tx:
        everybody = people_rows.every(tx)
        own = rows.every(tx)
    return (
        *(Role(key, "", rights, _holders(everybody, key)) for key, rights in ROLES.items()),
        *(
            Role(row["key"], row["name"], kept_rights(row["rights"]), _holders(everybody, row["key"]))
            for row in own
        ),
    )


def add_role(store: Store, *, name: str, rights: Iterable[str], operator_id: int, now_ms: int) -> str:
    """Its key."""
    name, key, wanted = names.shown(name), names.key(name), known(rights)
    if len(key) > KEY_MAX:
        raise BadName(f"a name has 1 to {names.NAME_MAX} letters")
    with store.begin() as tx:
        check_may_give(tx, operator_id, wanted)
        if key in ROLES or rows.find(tx, key):
            raise NameTaken(f"there is a {name} already; choose another name", name=name)
        rows.add(tx, key, name=name, rights=wanted, changed_ms=now_ms)
        after = {"rights": sorted(wanted)}
        people_rows.log(tx, "add_role", person_id=operator_id, at_ms=now_ms, detail=name, after=after)
    return key


def change_role(store: Store, *, key: str, rights: Iterable[str], operator_id: int, now_ms: int) -> None:
    wanted = known(rights)
    with store.begin() as tx:
        row, before = _in_reach(tx, key, operator_id)
        check_may_give(tx, operator_id, wanted)
        rows.change(tx, key, rights=wanted, changed_ms=now_ms)
        people_rows.log(
            tx,
            "change_rights",
            person_id=operator_id,
            at_ms=now_ms,
            detail=row["name"],
            before={"rights": sorted(before)},
            after={"rights": sorted(wanted)},
        )


def drop_role(store: Store, *, key: str, operator_id: int, now_ms: int) -> None:
    """One that nobody has, nor had when they left."""
    with store.begin() as tx:
        row, before = _in_reach(tx, key, operator_id)
        if any(person["role"] == key for person in people_rows.every(tx)):
            raise RoleInUse(f"people have the role {row['name']}; give them another first", name=row["name"])
        rows.drop(tx, key)
        was = {"rights": sorted(before)}
        people_rows.log(tx, "drop_role", person_id=operator_id, at_ms=now_ms, detail=row["name"], before=was)


def known(rights: Iterable[str]) -> frozenset[Right]:
    """As a form ticks them."""
    try:
        return frozenset(Right(word) for word in rights)
    except ValueError as error:
        raise UnknownRole(f"there is no such right: {error}") from None


def _in_reach(tx: Tx, key: str, operator_id: int) -> tuple[Row, frozenset[Right]]:
    """A set of the owner's own that the operator may change, and its rights."""
    row = rows.find(tx, key)
    if row is None:
        raise UnknownRole("there is no such role", role=key)
    if find(tx, operator_id).role == key:
        raise NotYourself("you cannot change your own place here; let somebody else do it")
    rights = kept_rights(row["rights"])
    check_may_give(tx, operator_id, rights)
    return row, rights


def _holders(everybody: list[Row], key: str) -> tuple[str, ...]:
    return tuple(person["name"] for person in everybody if person["role"] == key and person["active"])
