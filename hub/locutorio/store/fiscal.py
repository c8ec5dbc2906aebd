"""By whose rules the till is kept, and the public halves of the keys that sign for it. Only ever added to."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from locutorio.core.signing import SealingKey
from locutorio.store.engine import Tx
from locutorio.store.tables import fiscal_choice, sealing_key

NOTHING_CHOSEN = "none"


@dataclass(frozen=True, slots=True)
class KeptKey:
    key: SealingKey
    from_ms: int


def keys(tx: Tx) -> list[KeptKey]:
    """All that ever signed, the newest last."""
    rows = tx.execute(select(sealing_key).order_by(sealing_key.c.version))
    return [KeptKey(SealingKey(row.version, row.public_pem), row.from_ms) for row in rows]


def add_key(tx: Tx, key: SealingKey, *, from_ms: int) -> None:
    tx.execute(insert(sealing_key).values(version=key.version, public_pem=key.public_pem, from_ms=from_ms))


def chosen(tx: Tx) -> str:
    """The fiscal profile by which the last receipt or closing came about."""
    query = select(fiscal_choice.c.profile).order_by(fiscal_choice.c.id.desc()).limit(1)
    return tx.execute(query).scalar_one_or_none() or NOTHING_CHOSEN


def choose(tx: Tx, profile: str, *, at_ms: int) -> None:
    tx.execute(insert(fiscal_choice).values(profile=profile, at_ms=at_ms))
