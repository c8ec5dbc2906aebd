"""A message as it came off the wire, before anybody has looked into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inbound:
    """`mid` and `generation` name the delivery: a broker uses the same `mid` again after a reconnect, so
    an answer that comes too late must not be taken for one to another message.
    """

    topic: str
    payload: bytes
    received_ms: int
    mid: int
    qos: int
    generation: int
