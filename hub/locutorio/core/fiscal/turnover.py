"""What receipts come to: sold, given back, taxed and paid, of one of them or of a year. Station 8.

Every receipt counts once, credit notes as what they are: less than nothing. Must not know periods.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from locutorio.core.receipt import Receipt
from locutorio.core.tax import TaxLine


@dataclass(frozen=True, slots=True)
class Turnover:
    """`sales` and `credits`: how many. `methods`: what was paid by each, `deposits_minor` what had been left
    beforehand; together they are what was due, but for `cash_rounding_minor`."""

    sales: int = 0
    credits: int = 0
    sales_minor: int = 0
    credits_minor: int = 0
    deposits_minor: int = 0
    cash_rounding_minor: int = 0
    methods: tuple[tuple[str, int], ...] = ()
    taxes: tuple[TaxLine, ...] = ()

    @property
    def total_minor(self) -> int:
        return self.sales_minor + self.credits_minor

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> "Turnover":
        methods = tuple((method, amount_minor) for method, amount_minor in fields["methods"])
        return cls(**fields | {"methods": methods, "taxes": tuple(TaxLine(**tax) for tax in fields["taxes"])})


def of_receipts(receipts: Iterable[Receipt]) -> Turnover:
    return together(_of(receipt) for receipt in receipts)


def together(parts: Iterable[Turnover]) -> Turnover:
    """The sum of all parts."""
    all_parts = list(parts)
    methods: Counter[str] = Counter()
    net_minor: Counter[str] = Counter()
    tax_minor: Counter[str] = Counter()
    for part in all_parts:
        for method, amount_minor in part.methods:
            methods[method] += amount_minor
        for line in part.taxes:
            net_minor[line.percent] += line.net_minor
            tax_minor[line.percent] += line.tax_minor
    return Turnover(
        sales=sum(part.sales for part in all_parts),
        credits=sum(part.credits for part in all_parts),
        sales_minor=sum(part.sales_minor for part in all_parts),
        credits_minor=sum(part.credits_minor for part in all_parts),
        deposits_minor=sum(part.deposits_minor for part in all_parts),
        cash_rounding_minor=sum(part.cash_rounding_minor for part in all_parts),
        methods=tuple(sorted(methods.items())),
        taxes=tuple(
            TaxLine(percent, net_minor[percent], tax_minor[percent])
            for percent in sorted(net_minor, key=Decimal, reverse=True)
        ),
    )


def _of(receipt: Receipt) -> Turnover:
    is_sale = receipt.kind == "sale"
    return Turnover(
        sales=int(is_sale),
        credits=int(not is_sale),
        sales_minor=receipt.due_minor if is_sale else 0,
        credits_minor=0 if is_sale else receipt.due_minor,
        deposits_minor=receipt.deposit_minor,
        cash_rounding_minor=receipt.cash_rounding_minor,
        methods=tuple((paid.method, paid.amount_minor) for paid in receipt.payments),
        taxes=receipt.taxes,
    )
