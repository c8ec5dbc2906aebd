"""Messages that could not be taken: kept to be looked at, the latest thousand, cut to size."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import quarantine

KEPT = 1_000
PAYLOAD_BYTES = 1_024
TOPIC_LENGTH = 200
REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Quarantined:
    id: int
    at_ms: int
    topic: str
    reason: str
    payload: str


def add(tx: Tx, *, at_ms: int, topic: str, reason: str, payload: bytes) -> None:
    shown = payload[:PAYLOAD_BYTES].decode("utf-8", "backslashreplace")
    latest_id = add_row(
        tx,
        quarantine,
        at_ms=at_ms,
        topic=_plain(topic)[:TOPIC_LENGTH],
        reason=_plain(reason)[:REASON_LENGTH],
        payload=_plain(shown)[:PAYLOAD_BYTES],
    )
    tx.execute(delete(quarantine).where(quarantine.c.id <= latest_id - KEPT))


def _plain(text: str) -> str:
    """Without the characters a database refuses (NUL, halves of surrogate pairs)."""
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


def latest(tx: Tx, *, limit: int) -> list[Quarantined]:
    rows = tx.execute(select(quarantine).order_by(quarantine.c.id.desc()).limit(limit))
    return [Quarantined(**row._mapping) for row in rows]


def count(tx: Tx) -> int:
    return tx.execute(select(func.count()).select_from(quarantine)).scalar_one()
