"""Closing a period: its report gets the next number, is sealed into the chain and signed. Station 8.

In the caller's transaction. Must not know what the report says, nor which periods there are.
"""

from locutorio.core.books.closing import Closing, Kind
from locutorio.core.shop import ShopProfile
from locutorio.desk import signing
from locutorio.store import closings
from locutorio.store.engine import Tx


def next_number(tx: Tx) -> int:
    """The one the next closing gets. In a writing transaction nobody can come in between."""
    return closings.last(tx)[0] + 1


def close(
    tx: Tx,
    shop: ShopProfile,
    *,
    kind: Kind,
    period: str,
    document: str,
    at_ms: int,
    person_id: int | None,
    shift_id: int | None = None,
) -> Closing:
    last_number, last_seal = closings.last(tx)
    version = signing.key_version(tx, shop, now_ms=at_ms)
    made = Closing(last_number + 1, kind, period, shift_id, at_ms, person_id, document, version)
    seal = made.seal(last_seal)
    closings.add(tx, made, seal=seal, signature=signing.signature(tx, shop, seal, version=version))
    return made
