"""What taking a booth's message comes to, for whoever brought it. Errors are values here: a message that
cannot be taken must not disturb the ones it came with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Message = Mapping[str, Any]  # decoded: each field of its kind is there and of its type


@dataclass(frozen=True, slots=True)
class Heard:
    """`changed`: the booth's tile may look different now. `greets`: the booth may need to be told what is
    wanted of it. `ack`: (boot, seq) up to which its records are stored. `refused`: why the message must
    be put aside; "" if it was taken.
    """

    changed: bool = False
    greets: bool = False
    ack: tuple[int, int] | None = None
    refused: str = ""


STALE = Heard()  # older than what is known, or the same again: nothing to do
