"""Speaking to the booths: acks after the commit, and what is wanted of their locks.

Nothing is said for certain. A booth sends a record again until it hears our ack, and we say what we want
again until it reports that it obeyed.
"""

from collections.abc import Callable, Mapping

from boothwire.messages import encode, topic

from locutorio.desk import command
from locutorio.ingest.keyring import Keyring
from locutorio.store.engine import Store


class Commander:
    """`publish` takes a topic and a payload."""

    def __init__(
        self, store: Store, shop_id: str, keyring: Keyring, publish: Callable[[str, bytes], None]
    ) -> None:
        self._store = store
        self._shop_id = shop_id
        self._keyring = keyring
        self._publish = publish

    def acknowledge(self, acks: Mapping[tuple[str, int], int]) -> None:
        """`acks`: for each (booth, boot) the record up to which all are committed."""
        for (booth_id, boot), seq in acks.items():
            self._say(booth_id, "ack", {"boot": boot, "seq": seq})

    def command(self, booth_ids: set[str] | None = None, *, now_ms: int) -> None:
        """Tell the booths (None: all) that are on the line and behind what is wanted of them."""
        for wanted in command.outstanding(self._store, now_ms=now_ms):
            if booth_ids is None or wanted.booth_id in booth_ids:
                message = {
                    "nonce": wanted.nonce,
                    "ctr": wanted.ctr,
                    "unlocked": wanted.unlocked,
                    "visit": wanted.visit_id,
                    "limit_s": wanted.limit_s,
                }
                self._say(wanted.booth_id, "desired", message)

    def _say(self, booth_id: str, kind: str, message: Mapping[str, object]) -> None:
        self._keyring.learn([booth_id])
        key = self._keyring.get(booth_id)
        if key is not None:
            name = topic(self._shop_id, booth_id, kind)
            self._publish(name, encode(name, message, key))
