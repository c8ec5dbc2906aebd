"""A checkup as its booth signed it, to be handed out; and whether one from elsewhere is genuine.

One message has one spelling and one signature, so what is kept of it is enough to make it again. With another
key the booth vouches for nothing that it signed with the old one.
"""

import json
from collections.abc import Mapping

from boothwire import WireError
from boothwire.messages import decode, encode, parse_topic, topic

from locutorio.desk.command import keys
from locutorio.store.engine import Store

KIND = "checkup"


class Signatures:
    def __init__(self, store: Store, shop_id: str) -> None:
        self._store = store
        self._shop_id = shop_id

    def signed(self, booth_id: str, answer: str) -> Mapping[str, str]:
        """Topic and payload of what the booth told, kept as JSON."""
        name = topic(self._shop_id, booth_id, KIND)
        payload = encode(name, json.loads(answer), keys(self._store)[booth_id])
        return {"topic": name, "payload": payload.decode()}

    def is_genuine(self, name: str, payload: str) -> bool:
        """Whether a booth of this shop told that, with the key it has now."""
        try:
            shop, booth_id, kind = parse_topic(name)
            key = keys(self._store).get(booth_id)
            if key is None or (shop, kind) != (self._shop_id, KIND):
                return False
            decode(name, payload.encode(), key)
        except WireError:
            return False
        return True
