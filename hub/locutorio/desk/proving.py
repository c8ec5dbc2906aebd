"""Proving who one is: by name and password, by the password again, by a PIN at a screen already in use.

A try is counted before it is judged, so that many at once gain nothing; a right one clears the count. Five
wrong ones lock that person out for a while (core.lockout): new stays and PINs, never a stay under way, so
nobody can lock the shop out. Must not know screens.
"""

from locutorio.core.lockout import wait_ms
from locutorio.desk import names, secrets
from locutorio.desk.errors import LockedOut, WrongPassword, WrongPin
from locutorio.desk.person import Person, find, find_row, person_of
from locutorio.store import people as rows
from locutorio.store.engine import Row, Store


def sign_in(store: Store, *, name: str, password: str, now_ms: int) -> Person:
    """Whose name and password these are. An unknown name takes as long as a wrong password."""
    with store.read() as tx:
        row = rows.by_name_key(tx, names.key(name))
    if row is None or not row["active"]:
        secrets.fits(password, None)
        raise WrongPassword
    _prove(store, row, password, "password_hash", now_ms)
    _log(store, "sign_in", row["id"], now_ms)
    return person_of(row)


def prove(store: Store, *, person_id: int, password: str, now_ms: int) -> None:
    """Somebody who is signed in gives the password once more."""
    with store.read() as tx:
        row = find_row(tx, person_id)
    _prove(store, row, password, "password_hash", now_ms)


def switch(store: Store, *, person_id: int, pin: str, operator_id: int, now_ms: int) -> Person:
    """Somebody else takes the operator's place at the screen."""
    with store.read() as tx:
        row, before = find_row(tx, person_id), find(tx, operator_id)
    if not row["active"] or row["pin_hash"] is None:
        raise WrongPin
    _prove(store, row, pin, "pin_hash", now_ms)
    _log(store, "switch", person_id, now_ms, detail=before.name)
    return person_of(row)


def change_password(store: Store, *, person_id: int, password: str, now_ms: int) -> Person:
    """Their own. Returns the person as they are now, for the stay that goes on."""
    password_hash = secrets.hash_password(password)
    with store.begin() as tx:
        rows.change(tx, person_id, password_hash=password_hash)
        rows.log(tx, "change_password", person_id=person_id, at_ms=now_ms)
        return find(tx, person_id)


def change_pin(store: Store, *, person_id: int, pin: str, now_ms: int) -> None:
    """Their own; "" = none any more."""
    pin_hash = secrets.hash_pin(pin) if pin else None
    with store.begin() as tx:
        rows.change(tx, person_id, pin_hash=pin_hash)
        rows.log(tx, "change_pin" if pin else "drop_pin", person_id=person_id, at_ms=now_ms)


def _prove(store: Store, row: Row, secret: str, column: str, now_ms: int) -> None:
    until_ms = _count_try(store, row["id"], now_ms)
    if not secrets.fits(secret, row[column]):
        if until_ms > now_ms:
            _log(store, "locked_out", row["id"], now_ms)
        raise WrongPin if column == "pin_hash" else WrongPassword
    with store.begin() as tx:
        rows.change(tx, row["id"], failures=0, locked_until_ms=0)


def _count_try(store: Store, person_id: int, now_ms: int) -> int:
    """Until when another one has to wait, if this one turns out wrong."""
    with store.begin() as tx:
        row = find_row(tx, person_id)
        if row["locked_until_ms"] > now_ms:
            raise LockedOut(
                f"too many wrong tries for {row['name']}; wait, or let an owner lift it",
                name=row["name"],
                until_ms=row["locked_until_ms"],
            )
        failures = row["failures"] + 1
        until_ms = now_ms + wait_ms(failures)
        rows.change(tx, person_id, failures=failures, locked_until_ms=until_ms)
        return until_ms


def _log(store: Store, kind: str, person_id: int, now_ms: int, *, detail: str = "") -> None:
    with store.begin() as tx:
        rows.log(tx, kind, person_id=person_id, at_ms=now_ms, detail=detail)
