"""Which records to send now: oldest first, again after a while, never more than a batch in the air.

Station 3 of the call's way, between journal and link. The hub acknowledges cumulatively; silence means
that the broker, the hub or the way lost something, so sending starts again behind the last ack.
It must not know how a record travels.
"""

import json

from boothwire.messages import MESSAGES

BATCH = 32
AGAIN_MS, AGAIN_MAX_MS = 1000, 10000
FIELDS = [name for name, _ in MESSAGES["record"][2]]


def to_text(record):
    """A record as the journal keeps it: its values in the wire's order, to spare the flash."""
    return json.dumps([record[field] for field in FIELDS])


def to_record(text):
    return dict(zip(FIELDS, json.loads(text)))


class Outbox:
    """One session's way through the journal."""

    def __init__(self, journal, now_ms):
        self._journal = journal
        self._acks = journal.acks
        self._sent = (0, 0)  # key of the last record sent
        self._in_air = 0
        self._again_ms = AGAIN_MS
        self._since_ms = now_ms

    def take(self, now_ms):
        """The records to send now."""
        oldest = self._journal.oldest
        if self._journal.acks != self._acks:
            self._acks, self._in_air = self._journal.acks, 0
            self._again_ms, self._since_ms = AGAIN_MS, now_ms
        elif oldest and oldest <= self._sent and now_ms - self._since_ms >= self._again_ms:
            self._sent, self._in_air = (0, 0), 0
            self._again_ms = min(self._again_ms * 2, AGAIN_MAX_MS)
        lines = self._journal.pending(self._sent, BATCH - self._in_air) if self._in_air < BATCH else []
        if lines:
            self._sent, self._since_ms = lines[-1][:2], now_ms
            self._in_air += len(lines)
        return [to_record(text) for _, _, text in lines]
