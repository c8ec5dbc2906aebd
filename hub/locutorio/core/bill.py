"""The bill of a visit: what its calls and extras come to. Station 7 of the way of a call.

Pure arithmetic on whole minor units: the call charges are added, rounded up to the shop's step as a line
of its own, then extras are added. Must not know who pays, with what, or where it is written down.
"""

from dataclasses import dataclass
from decimal import Decimal

from locutorio.core.errors import ShopError
from locutorio.core.money import round_up_to_step
from locutorio.core.working import Working


class TooLittlePaid(ShopError):
    code = "too_little_paid"


@dataclass(frozen=True, slots=True)
class BilledCall:
    """One call on a bill. `cost_minor` is None while nobody has priced it: the bill cannot be paid then.

    `answered_at_ms` is Unix time; `number` in international form where it has one, else as dialled;
    `country` an ISO code or "" ; `evidence` the signal that started the bill ("" = never answered).
    `working`: how the cost comes about, where the bill is to show it. `reason`: why a person decided on it.
    """

    call_id: int
    booth_label: str
    answered_at_ms: int
    number: str
    country: str
    destination: str
    duration_s: int
    cost_minor: int | None
    evidence: str
    working: Working | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BilledExtra:
    """A coffee, a photocopy: `amount_minor` is for the whole line, with `tax` percent in it ("" = none)."""

    text: str
    quantity: int
    amount_minor: int
    tax: str = ""


@dataclass(frozen=True, slots=True)
class Discount:
    """Less by `percent`, or where that is None by `amount_minor`; `reason` why."""

    percent: Decimal | None
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class TaxLine:
    """What was sold at one rate of tax: `percent` as it is written, like "21" or "5.5"."""

    percent: str
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Bill:
    calls: tuple[BilledCall, ...]
    extras: tuple[BilledExtra, ...]
    step_minor: int

    @property
    def unpriced(self) -> tuple[BilledCall, ...]:
        """Calls that stand on the bill without a price and block it."""
        return tuple(call for call in self.calls if call.cost_minor is None)

    @property
    def charges_minor(self) -> int:
        return sum(call.cost_minor or 0 for call in self.calls)

    @property
    def rounded_minor(self) -> int:
        return round_up_to_step(self.charges_minor, self.step_minor)

    @property
    def rounding_minor(self) -> int:
        return self.rounded_minor - self.charges_minor

    @property
    def extras_minor(self) -> int:
        return sum(extra.amount_minor for extra in self.extras)

    @property
    def due_minor(self) -> int:
        return self.rounded_minor + self.extras_minor

    def change_minor(self, paid_minor: int) -> int:
        """What goes back over the counter; TooLittlePaid if `paid_minor` does not cover the bill."""
        if paid_minor < self.due_minor:
            raise TooLittlePaid("the amount paid is less than the amount due", due_minor=self.due_minor)
        return paid_minor - self.due_minor
