"""Somebody who works here, as the books have them: what they may do, and so what they may hand out.

For use cases about people, within one transaction. Must not know who changes whom (people.py, roles.py).
"""

import json
from dataclasses import dataclass

from locutorio.core.rights import ROLES, Right
from locutorio.desk import secrets
from locutorio.desk.errors import NotYours, UnknownPerson, UnknownRole
from locutorio.store import people as rows
from locutorio.store import roles as role_rows
from locutorio.store.engine import Row, Tx

ALL_RIGHTS = frozenset(Right)


@dataclass(frozen=True, slots=True)
class Person:
    """`stamp` becomes another when the password does: stays that began with the old one are over."""

    id: int
    name: str
    role: str
    active: bool
    rights: frozenset[Right] = frozenset()
    has_pin: bool = False
    locked_until_ms: int = 0
    stamp: str = ""


def person_of(row: Row) -> Person:
    rights = ROLES.get(row["role"]) or kept_rights(row["rights"] or "[]")
    return Person(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        active=row["active"],
        rights=rights,
        has_pin=row["pin_hash"] is not None,
        locked_until_ms=row["locked_until_ms"],
        stamp=secrets.stamp(row["password_hash"]),
    )


def kept_rights(written: str) -> frozenset[Right]:
    """Of a set of the owner's own; what an older program called a right and this one does not is left out."""
    return frozenset(Right(word) for word in json.loads(written) if word in list(Right))


def rights_of(tx: Tx, role: str) -> frozenset[Right]:
    if role in ROLES:
        return ROLES[role]
    row = role_rows.find(tx, role)
    if row is None:
        raise UnknownRole("there is no such role", role=role)
    return kept_rights(row["rights"])


def check_may_give(tx: Tx, operator_id: int | None, rights: frozenset[Right]) -> None:
    own = ALL_RIGHTS if operator_id is None else find(tx, operator_id).rights
    if not rights <= own:
        raise NotYours("that goes beyond your own rights; ask somebody who has them")


def find(tx: Tx, person_id: int) -> Person:
    return person_of(find_row(tx, person_id))


def find_row(tx: Tx, person_id: int) -> Row:
    """With what they prove themselves by."""
    row = rows.by_id(tx, person_id)
    if row is None:
        raise UnknownPerson("there is no such person", person_id=person_id)
    return row
