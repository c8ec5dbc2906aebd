"""Messages under way, sealed and opened by the real boothwire.

Signing and spelling take most of a simulated hour, so a letter that nobody touched is as a rule only
checked, not spelt out; every eighth is, and every one that was touched on its way.
"""

from typing import Any

from boothwire.messages import check, decode, encode, topic

SHOP = "sim"
SPELT_OUT_EVERY = 8

Message = dict[str, Any]


class Letter:
    """One message as it travels. `message` is None once somebody has touched its bytes."""

    __slots__ = ("_key", "_payload", "booth", "kind", "message", "number")

    def __init__(self, number: int, booth: str, kind: str, message: Message | None, key: bytes) -> None:
        self.number = number
        self.booth = booth
        self.kind = kind
        self.message = message
        self._key = key
        self._payload: bytes | None = None

    @property
    def topic(self) -> str:
        return topic(SHOP, self.booth, self.kind)

    @property
    def payload(self) -> bytes:
        if self._payload is None:
            assert self.message is not None
            self._payload = encode(self.topic, self.message, self._key)
        return self._payload

    def changed(self, payload: bytes, *, booth: str = "", kind: str = "") -> "Letter":
        """The same letter after somebody had it in his hands."""
        other = Letter(0, booth or self.booth, kind or self.kind, None, self._key)
        other._payload = payload
        return other

    def open(self, key: bytes) -> Message:
        """What the receiver reads; WireError if it is not to the letter."""
        if self.message is not None and self.number % SPELT_OUT_EVERY:
            return self.message
        return decode(self.topic, self.payload, key)


class Post:
    """Seals the letters of one world."""

    def __init__(self) -> None:
        self._sealed = 0

    def seal(self, booth: str, kind: str, message: Message, key: bytes) -> Letter:
        check(kind, message)
        self._sealed += 1
        return Letter(self._sealed, booth, kind, message, key)
