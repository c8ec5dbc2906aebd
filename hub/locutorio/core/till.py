"""The till's report as data: what a shift has sold, taken and holds (X), and what it was found to hold (Z).

Station 8 of the way of a call: pages show it, printers print it, and a Z is kept and sealed as it stands.
Must not know where the figures come from (core.till_sums), nor words, columns or printers.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from locutorio.core import seal
from locutorio.core.tax import TaxLine


@dataclass(frozen=True, slots=True)
class Sold:
    """What receipts and credit notes of a time say, all in minor units; credited is less than nothing.

    `first_number`, `last_number`: of the receipts, credit notes among them; None = there is none.
    """

    receipts: int
    credits: int
    first_number: int | None
    last_number: int | None
    calls: int
    talk_s: int
    charges_minor: int
    rounding_minor: int
    extras_minor: int
    discount_minor: int
    credited_minor: int
    cash_rounding_minor: int
    taxes: tuple[TaxLine, ...]

    @property
    def total_minor(self) -> int:
        """Sold less credited, tax included, before cash was rounded to coins."""
        sold_minor = self.charges_minor + self.rounding_minor + self.extras_minor - self.discount_minor
        return sold_minor + self.credited_minor


@dataclass(frozen=True, slots=True)
class Drawer:
    """How the cash in the drawer came about; what left it is less than nothing. `customers_minor` by sales,
    credit notes, deposits and accounts; the rest as its postings are called."""

    float_minor: int
    customers_minor: int
    paid_in_minor: int
    paid_out_minor: int
    safe_drop_minor: int

    @property
    def expected_minor(self) -> int:
        moved_minor = self.paid_in_minor + self.paid_out_minor + self.safe_drop_minor
        return self.float_minor + self.customers_minor + moved_minor


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found: how many of each coin and note, the largest first; and what became of it."""

    pieces: tuple[tuple[int, int], ...]
    counted_minor: int
    difference_minor: int  # to what was expected; less than nothing = short
    left_minor: int  # for the next shift; the rest went to the safe

    @property
    def to_safe_minor(self) -> int:
        return self.counted_minor - self.left_minor


@dataclass(frozen=True, slots=True)
class Movement:
    """Cash that went in or out for another reason than a sale: paid_in, paid_out or safe_drop."""

    kind: str
    at_ms: int
    person: str
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class TillReport:
    """`number`: of the closing, None for an X. `opened_by` is "" if the shift opened by itself. `methods`:
    what customers paid by each, less what was given back. `people`: the same by who took it.
    `deposits_minor`: by how much the deposits that lie here grew.
    """

    kind: Literal["x", "z"]
    number: int | None
    shift_id: int
    opened_at_ms: int
    opened_by: str
    at_ms: int
    operator: str
    shop_name: str
    shop_lines: tuple[str, ...]
    tax_id: str
    timezone: str
    language: str
    currency: str
    currency_decimals: int
    sold: Sold
    methods: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    deposits_minor: int
    drawer: Drawer
    movements: tuple[Movement, ...]
    duplicates: int
    drawer_openings: int  # without a sale
    counted: Counted | None = None
    handed_to: str = ""

    def to_json(self) -> str:
        return seal.canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "TillReport":
        fields: dict[str, Any] = json.loads(text)
        sold = fields["sold"] | {"taxes": tuple(TaxLine(**tax) for tax in fields["sold"]["taxes"])}
        counted = fields["counted"]
        fields |= {
            "shop_lines": tuple(fields["shop_lines"]),
            "sold": Sold(**sold),
            "methods": _pairs(fields["methods"]),
            "people": _pairs(fields["people"]),
            "drawer": Drawer(**fields["drawer"]),
            "movements": tuple(Movement(**movement) for movement in fields["movements"]),
            "counted": counted and Counted(**counted | {"pieces": _pairs(counted["pieces"])}),
        }
        return cls(**fields)


def _pairs(listed: list[list[Any]]) -> tuple[Any, ...]:
    return tuple((first, second) for first, second in listed)
