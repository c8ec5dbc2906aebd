"""What was asked for once and must not be done twice: a double click, a page sent again, a lost answer.

The key is made when a dialog opens and comes back with what was filled in; the hash is over all of that.
"""

import hashlib
import json

from sqlalchemy import insert, select

from locutorio.core.errors import ShopError
from locutorio.store.engine import Tx
from locutorio.store.tables import request


class RequestReused(ShopError):
    code = "request_reused"


def fingerprint(*asked: object) -> str:
    """The hash over all that was asked: numbers, texts, lists of them."""
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def earlier(tx: Tx, key: str, hash: str) -> str | None:
    """What this very request has already led to; RequestReused if the key came with something else."""
    row = tx.execute(select(request.c.hash, request.c.outcome).where(request.c.key == key)).one_or_none()
    if row is None:
        return None
    if row.hash != hash:
        raise RequestReused("this dialog has already been used for something else; open it again")
    return str(row.outcome)


def keep(tx: Tx, key: str, hash: str, outcome: str, at_ms: int) -> None:
    """From now on this request leads to `outcome`, like "receipt 17"."""
    tx.execute(insert(request).values(key=key, hash=hash, outcome=outcome, at_ms=at_ms))
