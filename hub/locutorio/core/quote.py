"""The price of a number as it is said beforehand: data for screens, a command line and other programs.

What an operator is asked at the counter: a minute, the first ten, how long five euros last, when it gets
cheaper. Beside station 5; core.quoting works it out. Must not know languages or pages.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from locutorio.core.money import plain
from locutorio.core.numbers import Number
from locutorio.core.rates import Rounding
from locutorio.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of a package: what is sold from `since_ms` on."""

    package_id: int
    package: str
    tariff_id: int
    since_ms: int
    tariff: Tariff

    def to_dict(self) -> dict[str, object]:
        return {"package": self.package, "tariff_id": self.tariff_id, "since_ms": self.since_ms}


@dataclass(frozen=True, slots=True)
class QuotedStep:
    """From second `from_s` on, in increments of `increment_s`; `per_minute` to the sixth decimal."""

    from_s: int
    per_minute: Decimal
    increment_s: int

    def to_dict(self) -> dict[str, object]:
        return {
            "from_s": self.from_s,
            "per_minute": plain(self.per_minute),
            "increment_s": self.increment_s,
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """What a call is sold for by one rate; equal where a call costs the same. Steps begin after the free
    seconds."""

    label: str = field(compare=False)
    prefix: str = field(compare=False)
    connect_fee: Decimal
    steps: tuple[QuotedStep, ...]
    grace_s: int
    free_s: int
    min_cost: Decimal
    max_cost: Decimal | None
    disconnect: bool
    rounding: Rounding

    def to_dict(self) -> dict[str, object]:
        return {
            "label": self.label,
            "prefix": self.prefix,
            "connect_fee": plain(self.connect_fee),
            "steps": [step.to_dict() for step in self.steps],
            "grace_s": self.grace_s,
            "free_s": self.free_s,
            "min_cost": plain(self.min_cost),
            "max_cost": None if self.max_cost is None else plain(self.max_cost),
            "max_cost_then": "disconnect" if self.disconnect else "free",
            "rounding": {"mode": self.rounding.mode, "decimals": self.rounding.decimals},
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What a call answered from `at_ms` on will meet instead."""

    at_ms: int
    fate: str
    why: str
    terms: Terms | None

    def to_dict(self) -> dict[str, object]:
        terms = self.terms.to_dict() if self.terms else None
        return {"at_ms": self.at_ms, "fate": self.fate, "why": self.why, "terms": terms}


@dataclass(frozen=True, slots=True)
class Quote:
    """What becomes of a call to `number` that is answered at `at_ms`: `fate` and `why` as core.fates has
    them, `terms` where it has a price.

    `lengths`: what so many seconds cost, in minor units, None where a part of them has no price. `amounts`:
    how many seconds so much money pays for; no call lasts longer than `limit_s` (0 = no limit).
    """

    number: Number
    at_ms: int
    fate: str
    why: str
    label: str
    terms: Terms | None
    lengths: tuple[tuple[int, int | None], ...]
    amounts: tuple[tuple[int, int], ...]
    limit_s: int
    change: Change | None
    offer: Offer | None

    def to_dict(self) -> dict[str, object]:
        """For JSON: exact amounts as text, sums in minor units as whole numbers."""
        number = self.number
        return {
            "number": {
                "digits": number.e164_digits,
                "display": number.display,
                "country": number.country,
                "kind": number.kind,
            },
            "at_ms": self.at_ms,
            "fate": self.fate,
            "why": self.why,
            "label": self.label,
            "terms": self.terms.to_dict() if self.terms else None,
            "lengths": [{"seconds": each, "cost_minor": cost_minor} for each, cost_minor in self.lengths],
            "amounts": [{"amount_minor": each, "seconds": seconds} for each, seconds in self.amounts],
            "limit_s": self.limit_s,
            "change": self.change.to_dict() if self.change else None,
            "sold_by": self.offer.to_dict() if self.offer else None,
        }
