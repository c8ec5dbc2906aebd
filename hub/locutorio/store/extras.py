"""The shop's list of extras."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import extra


@dataclass(frozen=True, slots=True)
class Extra:
    """`amount_minor` is the price of one, with `tax` percent in it ("" = as the shop's extras). `key` adds it
    at the checkout, and so does its `barcode`; "" = none."""

    id: int
    text: str
    amount_minor: int
    key: str
    barcode: str
    tax: str
    is_active: bool


_EXTRAS = select(
    extra.c.id, extra.c.text, extra.c.amount_minor, extra.c.key, extra.c.barcode, extra.c.tax, extra.c.active
).order_by(extra.c.id)


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, extra, **values)


def change(tx: Tx, extra_id: int, **values: Any) -> None:
    tx.execute(update(extra).where(extra.c.id == extra_id).values(**values))


def every(tx: Tx) -> list[Extra]:
    return [Extra(*row) for row in tx.execute(_EXTRAS)]


def find(tx: Tx, extra_id: int) -> Extra | None:
    row = tx.execute(_EXTRAS.where(extra.c.id == extra_id)).one_or_none()
    return Extra(*row) if row else None


def by_barcode(tx: Tx, barcode: str) -> Extra | None:
    """The one that is sold under it."""
    row = tx.execute(_EXTRAS.where(extra.c.active, extra.c.barcode == barcode)).first()
    return Extra(*row) if row else None


def by_key(tx: Tx, key: str) -> Extra | None:
    """Likewise; capital letters are the same key."""
    row = tx.execute(_EXTRAS.where(extra.c.active, func.lower(extra.c.key) == key.lower())).first()
    return Extra(*row) if row else None
