"""What a technician asked of a booth, and how far it has come. Serves no call.

Pure. What is not answered is asked again until it is, or given up; a booth knows what it was asked by the
number and never does it twice. Must not know what was found: that is judged elsewhere.
"""

from dataclasses import dataclass

VITALS, CHECKUP, TRACE, STOP = "vitals", "checkup", "trace", "stop"
TRACE_MAX_S = 600

GIVEN_UP_MS = 20_000  # without a word for so long
VITALS_EVERY_MS = 10 * 60_000

# How one ends, besides a checkup's own "busy".
DONE, UNANSWERED, REPLACED = "done", "unanswered", "replaced"


@dataclass(frozen=True, slots=True)
class Inspection:
    """`answered_ms`: the booth's first word of it. `verdict` "" while it goes on. `answer` is a checkup as
    the booth told it. `person_id` None: the hub asked by itself."""

    id: int
    booth_id: str
    want: str
    for_s: int
    person_id: int | None
    asked_ms: int
    answered_ms: int | None
    stopping: bool
    ended_ms: int | None
    verdict: str
    answer: str

    @property
    def goes_on(self) -> bool:
        return self.ended_ms is None

    def to_say(self) -> tuple[str, int] | None:
        """What the booth is to be told of it now, and for how long it is to do so; None = nothing."""
        if not self.goes_on:
            return None
        if self.stopping:
            return STOP, 0
        return None if self.answered_ms is not None else (self.want, self.for_s)

    def is_given_up(self, now_ms: int) -> bool:
        lasts_ms = 0 if self.answered_ms is None else self.for_s * 1000
        return self.goes_on and now_ms - self.asked_ms > lasts_ms + GIVEN_UP_MS
