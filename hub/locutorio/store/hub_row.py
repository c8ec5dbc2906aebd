"""Which of the hubs on these books is in charge: the one whose epoch stands here."""

from sqlalchemy import select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import hub

_EPOCH = select(hub.c.epoch)


def epoch(tx: Tx) -> int:
    return int(tx.execute(_EPOCH).scalar_one())


def set_epoch(tx: Tx, number: int) -> None:
    tx.execute(update(hub).values(epoch=number))
