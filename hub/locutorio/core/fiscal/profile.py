"""What a fiscal profile is: the answers a country gives to the same few questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is known of a receipt when it is issued: its `number`, the mark of the seal before it, the
    `program` with its version, and the version of the key that signs it (0 = none)."""

    number: int
    mark_before: str
    program: str
    key_version: int


@dataclass(frozen=True, slots=True)
class FiscalProfile:
    """`signs`: receipts and closings are signed, and without the key nothing is sold. `closes`: which
    periods are closed, the shortest first. `paper`: the lines at the end of a receipt."""

    name: str
    signs: bool
    closes: tuple[PeriodKind, ...]
    paper: Callable[[Issuing], tuple[str, ...]]
