"""A call as the books know it, and as it stands on a bill. Stations 5 and 7 of the way of a call.

Pure: it must not know where the charge is kept or who decided a price by hand.
"""

from dataclasses import dataclass

from locutorio.core.bill import BilledCall
from locutorio.core.call import EMERGENCY_LABEL, Call
from locutorio.core.numbers import understand
from locutorio.core.working import working_of


@dataclass(frozen=True, slots=True)
class BookedCall:
    """`id` names the call in the books. `anchor_ms` is the wall time of its boot's moment 0.

    The charge's `charged_at_ms` (wall time of the answer), `seconds`, `destination`, `cost_minor` and
    `detail` (itself, step by step, as JSON) are None and "" while there is none. A call that was priced anew
    before it was paid has the new price. `decided_minor` is the price a person decided on, `decided_note`
    why. `bill_id`: on which bill it stands; None if its visit is not known here.
    """

    id: int
    booth_label: str
    call: Call
    anchor_ms: int
    charged_at_ms: int | None
    seconds: int | None
    destination: str
    cost_minor: int | None
    detail: str
    decided_minor: int | None
    decided_note: str = ""
    bill_id: int | None = None

    @property
    def is_finished(self) -> bool:
        """Nothing more can be added to it: it ended, or was settled without its end."""
        return self.call.is_over or self.cost_minor is not None

    @property
    def began_at_ms(self) -> int:
        """Wall time of the answer; of the first digit if nobody answered."""
        if self.charged_at_ms is not None:
            return self.charged_at_ms
        return self.anchor_ms + (self.call.answered_ms or self.call.dialled_ms)

    @property
    def due_minor(self) -> int | None:
        """What it costs; None while nobody has priced it. An unanswered call costs nothing, nor does one
        to an emergency number, whatever the tariff says."""
        if self.call.emergency:
            return 0
        if self.decided_minor is not None:
            return self.decided_minor
        if self.cost_minor is None and not self.call.is_answered:
            return 0
        return self.cost_minor

    @property
    def _is_charged(self) -> bool:
        """Whether what is due came about by its charge."""
        return self.decided_minor is None and not self.call.emergency

    def billed(self, country: str, *, steps: bool = False) -> BilledCall:
        """`country` (ISO) says what a number without prefix means. With `steps`: how its cost came about."""
        number = understand(self.call.digits, country)
        return BilledCall(
            call_id=self.id,
            booth_label=self.booth_label,
            answered_at_ms=self.began_at_ms,
            number=number.display,
            country=number.country,
            destination=EMERGENCY_LABEL if self.call.emergency else self.destination,
            duration_s=self.call.talk_s if self.seconds is None else self.seconds,
            cost_minor=self.due_minor,
            evidence=self.call.evidence,
            working=working_of(self.detail) if steps and self._is_charged else None,
            reason=self.decided_note,
        )
