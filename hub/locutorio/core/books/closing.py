"""A closing as data: the end of a shift, a day, a month or a year, with its report, and its seal. Station 8.

All closings are one gap-free chain, like receipts. Must not know what the report says.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from locutorio.core import seal

Kind = Literal["shift", "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Closing:
    """`period` is the shift's id, or 2026-11-22, 2026-11, 2026. `key_version`: what signs it, 0 = nothing."""

    number: int
    kind: Kind
    period: str
    shift_id: int | None
    at_ms: int
    person_id: int | None
    document: str
    key_version: int

    @property
    def sealed_text(self) -> str:
        """What its seal is over: all of it."""
        return seal.canonical(asdict(self))

    def seal(self, previous_seal: str) -> str:
        return seal.seal(previous_seal, self.sealed_text)
