"""Long tables read in pieces, so that books of many years are walked through in little memory."""

from collections.abc import Iterator

from sqlalchemy import Column, select

from locutorio.store.engine import Tx

AT_ONCE = 500
Piece = tuple[int, int]  # from this key to that one


def pieces(tx: Tx, key: Column[int]) -> Iterator[Piece]:
    """The keys there are, so many at once, in order; whatever lies between them."""
    query = select(key).order_by(key).limit(AT_ONCE)
    keys = list(tx.execute(query).scalars())
    while keys:
        yield keys[0], keys[-1]
        keys = list(tx.execute(query.where(key > keys[-1])).scalars())
