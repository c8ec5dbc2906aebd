"""What calls that were really made would have earned by other prices. Changes nothing."""

from decimal import Decimal
from typing import NamedTuple

from locutorio.core.package_tariff import COST_DECIMALS
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff
from locutorio.core.whatif import Repriced, WhatIf, compare
from locutorio.desk import packages, versions
from locutorio.desk.documents import Document, is_recipe, to_adopt
from locutorio.desk.repricing import Progress, Repricing, nobody_watches
from locutorio.store import decks, sold
from locutorio.store.engine import Store, Tx


class Offered(NamedTuple):
    """What a package sells by, and what it buys by if it has a carrier whose money is worth something."""

    tariff: Tariff
    carrier: Tariff | None


def offered(
    store: Store, shop: ShopProfile, package_id: int, *, at_ms: int, document: Document | None = None
) -> Offered:
    """As it is in force at `at_ms`; with a `document`, as if that were: its error if it could not be."""
    with store.read() as tx:
        package = packages.find(tx, package_id)
        if document is None:
            package = packages.with_prices(tx, package_id, now_ms=at_ms)
            standing = next(each for each in package.versions if each.in_force_from_ms <= at_ms)
            tariff = versions.tariff(tx, standing.id)
            document = versions.document(tx, standing.id)[0]
            return Offered(tariff, _carrier(tx, shop, package, document, at_ms))
    document = to_adopt(document, shop.currency, deck_currency=package.deck_currency, now_ms=at_ms)
    tariff = packages.draft_tariff(store, package_id, document, at_ms=at_ms)
    with store.read() as tx:
        return Offered(tariff, _carrier(tx, shop, package, document, at_ms))


def _carrier(
    tx: Tx, shop: ShopProfile, package: packages.Package, document: Document, at_ms: int
) -> Tariff | None:
    """By the sheet in force. Prices that are written out say nothing of another currency's worth."""
    if package.deck_id is None:
        return None
    sheet_id = decks.sheet_in_force(tx, package.deck_id, at_ms)
    is_alike = is_recipe(document) or package.deck_currency == shop.currency.code
    if sheet_id is None or not is_alike:
        return None
    return versions.carrier(tx, sheet_id, Decimal(str(document.get("exchange", "1"))))


def whatif(
    store: Store,
    shop: ShopProfile,
    tariff: Tariff,
    *,
    carrier: Tariff | None = None,
    from_ms: int,
    to_ms: int,
    package_id: int | None = None,
    progress: Progress = nobody_watches,
) -> WhatIf:
    """The calls answered from `from_ms` until before `to_ms`, of one package or (None) of all, as they were
    sold and as `tariff` would have sold them.

    `carrier` is what they would have been bought by; None = they would have cost the shop what they did.
    """
    with store.read() as tx:
        calls = sold.between(tx, from_ms=from_ms, to_ms=to_ms, package_id=package_id)
    repricing = Repricing(calls, shop.country, progress)
    costs = [call.carrier_cost for call in calls]
    if carrier:
        costs = [_money(units) for units in repricing.costs(carrier, decimals=COST_DECIMALS)]
    now = zip(
        calls,
        repricing.sales(tariff, decimals=shop.currency.decimals),
        repricing.destinations(tariff),
        costs,
        strict=True,
    )
    return compare(
        (
            Repriced(call, label=call.destination or label, price_minor=price_minor, carrier_cost=cost)
            for call, price_minor, label, cost in now
        ),
        decimals=shop.currency.decimals,
    )


def _money(units: int | None) -> Decimal | None:
    return None if units is None else Decimal(units).scaleb(-COST_DECIMALS)
