"""The report that closes a day, a month or a year: what its receipts come to, and all ever before. Station 8.

A period has the receipts from after the last one closed to before the first that was issued after its end:
by their numbers, which have no gaps, so none is left out and none counts twice, whatever the clock said. A
month is the sum of its days, a year of its months. Must not know when periods are over (calendar), nor
where reports are kept.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from locutorio.core import seal
from locutorio.core.fiscal.profile import PeriodKind
from locutorio.core.fiscal.turnover import Turnover, of_receipts, together
from locutorio.core.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Perpetual:
    """The perpetual total: all that was ever sold, and all that was ever credited. It never begins anew."""

    sales_minor: int = 0
    credits_minor: int = 0

    @property
    def total_minor(self) -> int:
        return self.sales_minor + self.credits_minor

    def grown(self, turnover: Turnover) -> "Perpetual":
        return Perpetual(self.sales_minor + turnover.sales_minor, self.credits_minor + turnover.credits_minor)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a period has. `last_seal`: that of its last receipt. `duplicates`: receipts printed again since
    the report before."""

    first_number: int
    last_number: int
    last_seal: str
    duplicates: int
    turnover: Turnover

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> "Contents":
        return cls(**fields | {"turnover": Turnover.from_dict(fields["turnover"])})


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """`period` is 2026-11-22, 2026-11 or 2026; `profile` the fiscal one; `perpetual` at its end."""

    kind: PeriodKind
    period: str
    profile: str
    program: str
    shop_name: str
    tax_id: str
    timezone: str
    currency: str
    currency_decimals: int
    contents: Contents
    perpetual: Perpetual

    def to_json(self) -> str:
        return seal.canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PeriodReport":
        fields: dict[str, Any] = json.loads(text)
        contents, perpetual = Contents.from_dict(fields["contents"]), Perpetual(**fields["perpetual"])
        return cls(**fields | {"contents": contents, "perpetual": perpetual})


def of_day(receipts: Sequence[Receipt], *, last_seal: str, duplicates: int) -> Contents:
    return Contents(receipts[0].number, receipts[-1].number, last_seal, duplicates, of_receipts(receipts))


def of_parts(parts: Sequence[Contents]) -> Contents:
    """A month of its days, or a year of its months."""
    return Contents(
        first_number=parts[0].first_number,
        last_number=parts[-1].last_number,
        last_seal=parts[-1].last_seal,
        duplicates=sum(part.duplicates for part in parts),
        turnover=together(part.turnover for part in parts),
    )
