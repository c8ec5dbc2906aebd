"""Days as a form asks for them, from one to another, both with it: moments by the shop's clocks.

For questions about calls that were made. Must not know what is asked about them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from locutorio.panel.moment_input import moment_in, moment_typed

DAYS_MAX = 400


@dataclass(frozen=True, slots=True)
class Days:
    first: date
    last: date

    @property
    def from_ms(self) -> int:
        return moment_in(f"{self.first}T00:00")

    @property
    def to_ms(self) -> int:
        """The first moment after the last day."""
        return moment_in(f"{self.last + timedelta(days=1)}T00:00")


def days_of(fields: MultiDict[str, str], *, now_ms: int) -> Days:
    """From the fields "first" and "last"; what is missing or cannot be read is last month's."""
    today = date.fromisoformat(moment_typed(now_ms)[:10])
    last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    first = fields.get("first", last_month, type=date.fromisoformat)
    last = fields.get("last", today.replace(day=1) - timedelta(days=1), type=date.fromisoformat)
    last = max(first, min(last, first + timedelta(days=DAYS_MAX)))
    return Days(first, last)
