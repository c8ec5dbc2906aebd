"""Setting up booths: each gets a secret of its own, which its controller signs every message with."""

import re
import secrets

from locutorio.desk.errors import BadKey, BoothTaken, UnknownBooth
from locutorio.store import booths as rows
from locutorio.store import people
from locutorio.store.booths import Booth
from locutorio.store.engine import Store, Tx

# It stands in topics and in the addresses of pages.
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
KEY_BYTES = 32
_KEY = re.compile(r"[0-9a-f]{64}")


def add_booth(
    store: Store,
    *,
    booth_id: str,
    label: str,
    profile: str,
    key_hex: str = "",
    operator_id: int | None = None,
    now_ms: int,
) -> str:
    """A new booth, last in the row. Returns its key as hex digits, for its controller's config: `key_hex` if
    a technician's tool made one, else one made here."""
    if not _ID.fullmatch(booth_id):
        raise UnknownBooth("a booth is called by small letters, digits and dashes, 32 at most")
    if key_hex and not _KEY.fullmatch(key_hex):
        raise BadKey("a booth's key is 32 bytes, written as 64 hex digits")
    key_hex = key_hex or secrets.token_hex(KEY_BYTES)
    with store.begin() as tx:
        known = rows.every(tx)
        if any(booth.id == booth_id for booth in known):
            raise BoothTaken(f"there is a booth {booth_id} already; choose another name", booth_id=booth_id)
        position = max((booth.position for booth in known), default=0) + 1
        booth = Booth(booth_id, label.strip() or booth_id, profile, key_hex, position)
        rows.add(tx, booth, added_ms=now_ms)
        people.log(tx, "add_booth", person_id=operator_id, at_ms=now_ms, booth_id=booth_id)
    return key_hex


def known_booth(store: Store, booth_id: str) -> tuple[Booth, int]:
    """The booth, and how often its controllers have started."""
    with store.read() as tx:
        return _find(tx, booth_id), rows.boots(tx, booth_id)


def hand_out(store: Store, *, booth_id: str, operator_id: int, now_ms: int) -> tuple[Booth, int]:
    """The same, key included, to somebody who will put it on a board."""
    with store.begin() as tx:
        found, boots = _find(tx, booth_id), rows.boots(tx, booth_id)
        people.log(tx, "hand_out_key", person_id=operator_id, at_ms=now_ms, booth_id=booth_id)
    return found, boots


def change_key(store: Store, *, booth_id: str, operator_id: int | None = None, now_ms: int) -> None:
    """Nothing that is signed with the old key is believed any more."""
    with store.begin() as tx:
        rows.change_key(tx, _find(tx, booth_id).id, secrets.token_hex(KEY_BYTES))
        people.log(tx, "change_key", person_id=operator_id, at_ms=now_ms, booth_id=booth_id)


def _find(tx: Tx, booth_id: str) -> Booth:
    for booth in rows.every(tx):
        if booth.id == booth_id:
            return booth
    raise UnknownBooth(f"there is no booth {booth_id}; `locutorio booth add` makes one", booth_id=booth_id)


def booths(store: Store) -> list[Booth]:
    with store.read() as tx:
        return rows.every(tx)
