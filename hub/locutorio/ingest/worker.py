"""Committing what came in, in groups, and telling what came of it. Station 4 of the way of a call.

A group is what has gathered while the last one was being committed, so a quiet shop waits for nothing and
a busy one commits seldom. A message that cannot be stored is put aside; if the store itself does not
answer, that is the caller's to wait for.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from locutorio.desk import problems
from locutorio.desk.command import Order, acks
from locutorio.desk.epoch import Fenced, hold
from locutorio.ingest.inbound import Inbound
from locutorio.ingest.keyring import Keyring
from locutorio.ingest.routes import Routes
from locutorio.store.engine import Store

log = logging.getLogger(__name__)

GROUP_MAX = 100


@dataclass(slots=True)
class Outcome:
    """What came of a committed group: booths that look different, booths that something is to be said to,
    and the acks and other answers that may go out now.
    """

    changed: set[str] = field(default_factory=set)
    owed: set[str] = field(default_factory=set)
    answers: list[Order] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.changed |= other.changed
        self.owed |= other.owed
        self.answers += other.answers


class Worker:
    """Of the hub with this epoch; when another one is in charge it commits no more."""

    def __init__(self, store: Store, routes: Routes, keyring: Keyring, *, epoch: int) -> None:
        self._store = store
        self._routes = routes
        self._keyring = keyring
        self._epoch = epoch

    def commit(self, group: Sequence[Inbound]) -> Outcome:
        """Take a group in one transaction; StoreError or Fenced, and nothing lost, if the store does not
        answer or is another hub's now.
        """
        topics = (inbound.topic.split("/") for inbound in group)
        self._keyring.learn(parts[3] for parts in topics if len(parts) == 5)
        try:
            return self._together(group)
        except Fenced:
            raise
        except Exception:
            log.exception("a group of %d messages could not be stored; each is tried alone", len(group))
        outcome = Outcome()
        for inbound in group:
            outcome.add(self._alone(inbound))
        return outcome

    def _together(self, group: Sequence[Inbound]) -> Outcome:
        outcome = Outcome()
        stored: dict[tuple[str, int], int] = {}
        with self._store.begin() as tx:
            hold(tx, self._epoch)
            for inbound in group:
                booth_id, heard = self._routes.take(tx, inbound)
                if heard.changed:
                    outcome.changed.add(booth_id)
                if heard.answer:
                    outcome.answers.append(heard.answer)
                if heard.owes:
                    outcome.owed.add(booth_id)
                if heard.ack:
                    boot, seq = heard.ack
                    stored[booth_id, boot] = max(seq, stored.get((booth_id, boot), 0))
            outcome.answers += acks(tx, stored, epoch=self._epoch)
        return outcome

    def _alone(self, inbound: Inbound) -> Outcome:
        """Putting it aside tells a poisoned message from a store that is down: then that fails too."""
        try:
            return self._together([inbound])
        except Fenced:
            raise
        except Exception as error:
            log.exception("a message on %s could not be stored", inbound.topic)
            reason = f"it could not be stored: {error}"
        with self._store.begin() as tx:
            problems.put_aside(
                tx,
                topic=inbound.topic,
                payload=inbound.payload,
                reason=reason,
                now_ms=inbound.received_ms,
            )
        return Outcome()
