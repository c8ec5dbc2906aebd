"""A package written out as a price list, with what is left of each minute. Beside station 5.

For editors, price lists and warnings; calls are never priced by it. Must not know how lists are shown.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from locutorio.core.countries import country_of
from locutorio.core.markup import times
from locutorio.core.package import Chain, Package
from locutorio.core.package_tariff import MadeVersion
from locutorio.core.rates import Rate
from locutorio.core.sheet import Row, Sheet


class Sold(NamedTuple):
    """One rate of a prefix: several where rules have their hours, the preferred one first.

    `price` is for a minute of the first step, `cost` what the carrier takes for it in the shop's currency,
    `margin` what is left of a minute at the cheapest step; fees are not in them. `row` and what comes of
    it is None where a number is sold that the carrier's sheet does not hold.
    """

    prefix: str
    label: str
    country: str
    row: Row | None
    rate: Rate
    price: Decimal
    cost: Decimal | None
    margin: Decimal | None

    @property
    def is_below_cost(self) -> bool:
        """A minute costs the shop more than it brings; what is barred is not sold."""
        return (self.margin or 0) < 0 and not self.rate.forbidden


def written_out(package: Package, sheet: Sheet, *, at_ms: int) -> tuple[Sold, ...]:
    """What is sold for calls answered at `at_ms`, in order of the prefixes."""
    version = MadeVersion(package, sheet, 0)
    return tuple(sold for prefix in sorted(version.prefixes()) for sold in _sold(version, prefix, at_ms))


def below_cost(sold: Iterable[Sold]) -> tuple[Sold, ...]:
    """Those that are sold at a loss, the worst first."""
    return tuple(sorted((each for each in sold if each.is_below_cost), key=lambda each: each.margin or 0))


def each_losing(package: Package, sheet: Sheet, *, at_ms: int) -> Iterator[tuple[Sold, ...]]:
    """Of each prefix in turn what is sold below cost: mostly nothing, but one can tell by it how far it is.

    Prefixes under the same rules whose rows say the same are told apart by their names only: if nothing is
    lost on one, nothing is on the others, and a sheet of a hundred thousand says little that differs.
    """
    version = MadeVersion(package, sheet, 0)
    gainful: set[tuple[Chain, tuple[object, ...]]] = set()
    for prefix in sorted(version.prefixes()):
        row = version.row(prefix, at_ms)
        if row is None or (alike := (package.chain(prefix), row[2:])) in gainful:
            yield ()
            continue
        sold = tuple(_sold(version, prefix, at_ms))
        losing = tuple(each for each in sold if each.is_below_cost)
        if sold and not losing:
            gainful.add(alike)
        yield losing


def _sold(version: MadeVersion, prefix: str, at_ms: int) -> Iterator[Sold]:
    found = version.find(prefix, at_ms)
    if found is None or found[0] != prefix:
        return  # its row is not there at that moment
    row = version.row(prefix, at_ms)
    cost = None if row is None else times(row.price, version.package.exchange)
    for rate in found[1].rates:
        price, cheapest = rate.steps[0].price, min(step.price for step in rate.steps)
        margin = None if cost is None else cheapest - cost
        yield Sold(prefix, rate.label, country_of(prefix), row, rate, price, cost, margin)
