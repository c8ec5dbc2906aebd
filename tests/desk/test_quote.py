"""Asking what a number costs of the prices a shop has adopted."""

import pytest
from locutorio.core.fates import PRICED, UNPRICED
from locutorio.desk import packages, tariffs
from locutorio.desk.errors import UnknownPackage
from locutorio.desk.quote import quote
from locutorio.store.engine import Store
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SPAIN, tariff_of

HOUR_MS = 3_600_000


def adopt(store: Store, at_ms: int, **prices: str) -> None:
    tariffs.adopt(
        store, document=tariff_of(**prices), currency=SHOP.currency, in_force_from_ms=at_ms, now_ms=NOON_MS
    )


def test_by_the_shops_default_package(store: Store, owner):
    said = quote(store, SHOP, SPAIN, at_ms=NOON_MS)
    assert (said.fate, said.label, said.lengths) == (PRICED, "Zone 34", ((60, 60), (300, 300), (600, 600)))
    assert said.amounts == ((100, 100), (200, 200), (500, 500), (1000, 1000))
    assert said.offer
    assert (said.offer.package, said.offer.since_ms) == ("Standard", 0)
    assert quote(store, SHOP, NOWHERE, at_ms=NOON_MS).fate == UNPRICED


def test_before_there_are_prices(store: Store):
    assert quote(store, SHOP, SPAIN, at_ms=NOON_MS).fate == UNPRICED


def test_each_package_has_its_own(store: Store, owner):
    cheap = packages.add_package(store, name="Friends", deck_id=None, operator_id=owner.id, now_ms=NOON_MS)
    packages.adopt_package(
        store, package_id=cheap, document=tariff_of(p34="0.06"), currency=SHOP.currency,
        in_force_from_ms=NOON_MS, operator_id=owner.id, now_ms=NOON_MS,
    )  # fmt: skip
    said = quote(store, SHOP, SPAIN, at_ms=NOON_MS, package_id=cheap)
    assert (said.offer.package, said.lengths[0]) == ("Friends", (60, 6))
    assert quote(store, SHOP, SPAIN, at_ms=NOON_MS - 1, package_id=cheap).fate == UNPRICED
    assert quote(store, SHOP, FRANCE, at_ms=NOON_MS).lengths[0] == (60, 120)
    with pytest.raises(UnknownPackage):
        quote(store, SHOP, SPAIN, at_ms=NOON_MS, package_id=99)


def test_what_was_adopted_for_later_is_told(store: Store, owner):
    adopt(store, NOON_MS + HOUR_MS, p34="0.90", p33="1.20")
    now = quote(store, SHOP, SPAIN, at_ms=NOON_MS)
    assert now.change
    assert (now.change.at_ms, now.lengths[0]) == (NOON_MS + HOUR_MS, (60, 60))
    assert quote(store, SHOP, FRANCE, at_ms=NOON_MS).change is None
    later = quote(store, SHOP, SPAIN, at_ms=NOON_MS + HOUR_MS)
    assert (later.lengths[0], later.change) == ((60, 90), None)
