"""Tax that is in the prices: what of each rate is net and what is tax. Station 7 of the way of a call.

One rounding per rate, never one per line: the lines of a rate are added first. Must not know what was sold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from locutorio.core.money import half_up, plain

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class TaxLine:
    """What was sold at one rate of tax: `percent` as it is written, like "21" or "5.5"."""

    percent: str
    net_minor: int
    tax_minor: int


def written(percent: str) -> str:
    """One spelling of a rate, so that "21" and "21.0" are the same; "" is no rate at all.

    >>> written("21.0"), written("5.50"), written("0"), written("")
    ('21', '5.5', '0', '')
    """
    return plain(Decimal(percent)) if percent else ""


def tax_lines(sold: Iterable[tuple[str, int]]) -> tuple[TaxLine, ...]:
    """The rates of what was sold, the highest first; each part comes as its rate and what was paid for it.

    What has no rate is on no line.

    >>> tax_lines([("21", 121), ("10", 110), ("21", 60), ("", 500)])
    (TaxLine(percent='21', net_minor=150, tax_minor=31), TaxLine(percent='10', net_minor=100, tax_minor=10))
    """
    gross_minor: dict[str, int] = {}
    for percent, amount_minor in sold:
        if percent:
            rate = written(percent)
            gross_minor[rate] = gross_minor.get(rate, 0) + amount_minor
    return tuple(_line(rate, gross_minor[rate]) for rate in sorted(gross_minor, key=Decimal, reverse=True))


def _line(percent: str, gross_minor: int) -> TaxLine:
    rate = Decimal(percent)
    tax_minor = half_up(gross_minor * rate, HUNDRED + rate)
    return TaxLine(percent, gross_minor - tax_minor, tax_minor)
