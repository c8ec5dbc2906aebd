"""What of a sum is tax: a row for each rate. A leaf of the layouts."""

from collections.abc import Iterator
from decimal import Decimal

from locutorio.core.tax import TaxLine
from locutorio.printing.sheet import Line, Sheet


def tax_rows(sheet: Sheet, taxes: tuple[TaxLine, ...]) -> Iterator[Line]:
    for tax in taxes:
        label = sheet.words.gettext(
            "%(rate)s tax on %(net)s",
            rate=sheet.words.percent(Decimal(tax.percent)),
            net=sheet.money(tax.net_minor),
        )
        yield from sheet.pair(label, sheet.money(tax.tax_minor))
