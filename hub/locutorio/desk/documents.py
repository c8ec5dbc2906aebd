"""Documents of prices as people write them: read, and made ready to be adopted. Before station 5.

A recipe sells by a carrier's sheet; any other document is a tariff, written out rate by rate.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from locutorio.core.money import Currency
from locutorio.core.package_check import package_for_shop
from locutorio.core.package_document import load_package, with_groups
from locutorio.core.package_tariff import package_tariff
from locutorio.core.sheet import Sheet
from locutorio.core.tariff import Tariff
from locutorio.core.tariff_document import for_shop, load_tariff
from locutorio.holidays import expand

Document = Mapping[str, object]


class Prices(NamedTuple):
    """What a document comes to. `exchange`: what one of the carrier's currency is worth in the shop's; 1
    where the document does not speak of a carrier."""

    tariff: Tariff
    exchange: Decimal


def is_recipe(document: Document) -> bool:
    return "decks" not in document


def prices(document: Document, sheet: Sheet | None) -> Prices:
    """By an adopted document; a recipe is for a sheet."""
    if sheet is None:
        return Prices(load_tariff(document), Decimal(1))
    package = load_package(document)
    return Prices(package_tariff(package, sheet), package.exchange)


def dated(document: Document, *, at_ms: int) -> Document:
    """The document with its holidays as days, from the year of `at_ms` on: what it says never changes."""
    return expand(document, from_year=datetime.fromtimestamp(at_ms / 1000, UTC).year)


def to_adopt(document: Document, currency: Currency, *, deck_currency: str, now_ms: int) -> Document:
    """The document as it is kept; TariffError or PackageError if a shop that counts in `currency` cannot
    sell by it what it buys in `deck_currency`."""
    document = dated(document, at_ms=now_ms)
    if is_recipe(document):
        package_for_shop(load_package(document), currency, deck_currency=deck_currency)
        return with_groups(document)
    for_shop(load_tariff(document), currency)
    return document
