"""What a booth told; on its own console and of a checkup word for word, as it signed it.

Pure. A technician need not have the booth's key to read it; whoever has it can check that not a letter was
changed. It must not know how the words came here.
"""

from dataclasses import dataclass
from typing import Any

from boothwire import WireError
from boothwire.mac import SIGNATURE_LENGTH
from boothwire.messages import check, decode, from_json, parse_topic

Message = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """`topic` and `payload` are empty where they were not passed on."""

    kind: str
    message: Message
    topic: str = ""
    payload: str = ""

    @property
    def booth(self) -> str:
        return str(parse_topic(self.topic)[1]) if self.topic else ""

    def is_genuine(self, key: bytes) -> bool:
        """Whether the booth with this key said so."""
        try:
            decode(self.topic, self.payload.encode(), key)
        except WireError:
            return False
        return True


def read(topic: str, payload: str) -> Told:
    """WireError if it is nothing a booth could say; whether it did is not asked."""
    kind = parse_topic(topic)[2]
    message: Message = from_json(payload[SIGNATURE_LENGTH + 1 :].encode())
    check(kind, message)
    return Told(kind, message, topic, payload)


def from_console(line: str) -> Told | None:
    """The answer that a line of a board's console is, if it is one."""
    topic, _, payload = line.partition(" ")
    try:
        return read(topic, payload)
    except WireError:
        return None
