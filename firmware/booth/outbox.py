"""What to send now of the journal: oldest first, again after a while, never more than a batch in the air.

Station 3 of the call's way, between journal and link. The hub acknowledges cumulatively; silence means
that the broker, the hub or the way lost something, so sending starts again behind the last ack.
It must not know how a message travels.
"""

from booth.shorthand import to_message

BATCH = 32
AGAIN_MS, AGAIN_MAX_MS = 1000, 10000


class Outbox:
    """One session's way through the journal."""

    def __init__(self, journal, now_ms):
        self._journal = journal
        self._acks = journal.acks
        self._sent = (0, 0)  # key of the last line sent
        self._in_air = 0
        self._again_ms = AGAIN_MS
        self._since_ms = now_ms

    def take(self, now_ms):
        """The messages to send now: [(kind, message)]."""
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
        return [(line[2], to_message(line)) for line in lines]
