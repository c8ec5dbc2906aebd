"""A call as the booth tells it: each record is the whole state, so the latest record is the call.

Station 4 of the way of a call. Pure: it must not know where records come from or where they are kept.
Times ending in `_ms` are milliseconds since the booth's boot; `_at_ms` is Unix time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

EMERGENCY_LABEL = "Emergency"  # where such a call went, on tile, bill and the booth's display


@dataclass(frozen=True, slots=True)
class Call:
    """Named by booth, boot and `call` (its number in the boot); `seq` is the record's number in the boot.

    `state` is dialling, ringing_out, talking or ended; `evidence` the signal that started the bill ("" =
    never answered); `ending` why it ended ("" while it runs). An `emergency` call passes every lock and
    costs nothing.
    """

    booth_id: str
    boot: int
    seq: int
    call: int
    visit_id: str
    state: str
    digits: str
    dialled_ms: int
    answered_ms: int | None
    ended_ms: int | None
    talk_ms: int
    evidence: str
    pulses: int
    flashes: int
    ending: str
    emergency: bool

    @property
    def is_over(self) -> bool:
        return self.state == "ended"

    @property
    def is_answered(self) -> bool:
        return self.answered_ms is not None

    @property
    def talk_s(self) -> int:
        """Only completed seconds are talked."""
        return self.talk_ms // 1000

    @property
    def last_ms(self) -> int:
        """The latest moment of the boot this record tells of."""
        return max(self.dialled_ms, self.answered_ms or 0, self.ended_ms or 0)

    @property
    def rank(self) -> tuple[bool, int]:
        """Of two records of a call the one of higher rank is the call."""
        return rank(self.seq, self.state, self.ending)


def rank(seq: int, state: str, ending: str) -> tuple[bool, int]:
    """The later record, by its number; but an end that was told stays. A booth whose flash failed may have
    told it from memory, and after a power cut it closes the call again, as far as it remembers."""
    return state == "ended" and ending != "restart", seq


def latest(records: Iterable[Call]) -> Call:
    """The call after `records` in any order, any of them twice."""
    return max(records, key=lambda record: record.rank)
