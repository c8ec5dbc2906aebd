"""What taking a booth's message comes to, for whoever brought it. Errors are values here: a message that
cannot be taken must not disturb the ones it came with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from locutorio.core.shop import ShopProfile
from locutorio.desk.command import Order

Message = Mapping[str, Any]  # decoded: each field of its kind is there and of its type


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens: a shop's hub, known to the booths by its epoch."""

    shop: ShopProfile
    epoch: int


@dataclass(frozen=True, slots=True)
class Heard:
    """`changed`: the booth's tile may look different now. `owes`: something is to be said to the booth.
    `ack`: (boot, seq) up to which its numbered messages are stored. `refused`: why the message must be put
    aside; "" if it was taken. `answer`: what it asked for, to be said once this is committed.
    """

    changed: bool = False
    owes: bool = False
    ack: tuple[int, int] | None = None
    refused: str = ""
    answer: Order | None = None


STALE = Heard()  # older than what is known, or the same again: nothing to do
