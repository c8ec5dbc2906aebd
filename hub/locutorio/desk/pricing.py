"""Pricing by a package, with the tariff versions the books know. Station 5 of the way of a call.

The running price on a tile and the price that is billed come from here, by the same function. Must not
know who asks.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from locutorio.core.board import Shown
from locutorio.core.money import InexactMoney
from locutorio.core.numbers import understand
from locutorio.core.rates import Tariff
from locutorio.core.rating import NoRate, price_call
from locutorio.core.shop import ShopProfile
from locutorio.desk import versions
from locutorio.store import tariffs
from locutorio.store.engine import Tx
from locutorio.store.tariffs import Version


@dataclass(frozen=True, slots=True)
class Priced:
    """A charge as the books keep it; `detail` is the whole of it as JSON."""

    tariff_id: int
    destination: str
    cost_minor: int
    detail: str


class Pricing:
    """A package's tariffs as of one transaction; None: there is no package. What nobody asks for is not
    read."""

    def __init__(self, tx: Tx, shop: ShopProfile, package_id: int | None) -> None:
        self._tx = tx
        self._shop = shop
        self._package_id = package_id

    def tariff_at(self, answered_at_ms: int) -> Tariff | None:
        """The version in force for a call answered then; None before the first."""
        version = self._version_at(answered_at_ms)
        return versions.tariff(self._tx, version.id) if version else None

    def price(self, digits: str, answered_at_ms: int, seconds: int) -> Priced | None:
        """What a call costs by the version in force at its answer; None if it cannot be priced."""
        version = self._version_at(answered_at_ms)
        if version is None:
            return None
        tariff = versions.tariff(self._tx, version.id)
        number = understand(digits, self._shop.country).e164_digits
        try:
            charge = price_call(tariff, number, answered_at_ms=answered_at_ms, seconds=seconds)
            cost_minor = self._shop.currency.to_minor(charge.cost)
        except (NoRate, InexactMoney):
            return None
        detail = json.dumps(charge.to_dict(), ensure_ascii=False)
        return Priced(version.id, charge.label, cost_minor, detail)

    def show(self, digits: str, answered_at_ms: int, seconds: int) -> Shown:
        """A dialled number with what it comes to so far."""
        number = understand(digits, self._shop.country)
        priced = self.price(digits, answered_at_ms, seconds)
        destination, cost_minor = (priced.destination, priced.cost_minor) if priced else ("", None)
        return Shown(number.display, number.country, destination, cost_minor)

    def _version_at(self, at_ms: int) -> Version | None:
        return next((version for version in self._versions if version.in_force_from_ms <= at_ms), None)

    @cached_property
    def _versions(self) -> list[Version]:
        return [] if self._package_id is None else tariffs.versions(self._tx, self._package_id)
