"""The shop's list of extras: what can be sold at the counter besides calls."""

from dataclasses import dataclass

from locutorio.desk.errors import BadExtra
from locutorio.store import extras
from locutorio.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class Extra:
    """`amount_minor` is the price of one."""

    id: int
    text: str
    amount_minor: int


def add(store: Store, *, text: str, amount_minor: int, now_ms: int) -> None:
    text = text.strip()
    if not text or amount_minor < 0:
        raise BadExtra("an extra needs a text and a price of nothing or more")
    with store.begin() as tx:
        extras.add(tx, text=text, amount_minor=amount_minor, added_ms=now_ms)


def listed(store: Store) -> tuple[Extra, ...]:
    with store.read() as tx:
        return catalogue(tx)


def catalogue(tx: Tx) -> tuple[Extra, ...]:
    return tuple(Extra(*row) for row in extras.every(tx))
