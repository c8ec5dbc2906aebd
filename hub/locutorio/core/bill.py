"""The bill: what its calls and extras come to. Station 7 of the way of a call.

Pure arithmetic on whole minor units: the call charges are added, rounded up to the shop's step as a line
of its own, then extras are added and a discount is taken off. Prices include tax. Must not know who pays,
with what, or where it is written down.
"""

from dataclasses import dataclass
from decimal import Decimal

from locutorio.core.money import half_up, round_up_to_step, shared_out
from locutorio.core.tax import TaxLine, tax_lines
from locutorio.core.working import Working


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

    def off(self, gross_minor: int) -> int:
        """What it takes off, and never more than there is."""
        if self.percent is None:
            return min(self.amount_minor, gross_minor)
        return min(half_up(gross_minor * self.percent, 100), gross_minor)


@dataclass(frozen=True, slots=True)
class Bill:
    """`calls_tax`: the percent of tax in the calls and their rounding, "" = none is shown. `deposit_minor`
    was left for it beforehand."""

    calls: tuple[BilledCall, ...]
    extras: tuple[BilledExtra, ...]
    step_minor: int
    calls_tax: str = ""
    discount: Discount | None = None
    deposit_minor: int = 0

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
    def discount_minor(self) -> int:
        return self.discount.off(self.rounded_minor + self.extras_minor) if self.discount else 0

    @property
    def due_minor(self) -> int:
        return self.rounded_minor + self.extras_minor - self.discount_minor

    @property
    def to_pay_minor(self) -> int:
        """Less than nothing where the deposit is more than what is due."""
        return self.due_minor - self.deposit_minor

    @property
    def taxes(self) -> tuple[TaxLine, ...]:
        """The discount lessens every part of the bill alike, and with it the tax in it."""
        rates = [self.calls_tax, *(extra.tax for extra in self.extras)]
        gross_minor = [self.rounded_minor, *(extra.amount_minor for extra in self.extras)]
        off_minor = shared_out(self.discount_minor, gross_minor)
        sold = (gross - off for gross, off in zip(gross_minor, off_minor, strict=True))
        return tax_lines(zip(rates, sold, strict=True))
