"""Pricing by a package, with the tariff versions the books know. Station 5 of the way of a call.

The running price on a tile and the price that is billed come from here, by the same function. Must not
know who asks.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from locutorio.core.board import Shown
from locutorio.core.money import InexactMoney, plain
from locutorio.core.numbers import understand
from locutorio.core.rating import NoRate, cost_of, price_call
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff
from locutorio.desk import versions
from locutorio.store import decks
from locutorio.store.engine import Tx
from locutorio.store.tariffs import Version


@dataclass(frozen=True, slots=True)
class Priced:
    """A charge as the books keep it; `detail` is the whole of it as JSON."""

    tariff_id: int
    destination: str
    cost_minor: int
    detail: str


@dataclass(frozen=True, slots=True)
class CarrierCost:
    """What a call costs the shop, exact, in its own currency; as text, for the books."""

    deck_version_id: int
    amount: str


def price_by(
    tx: Tx, shop: ShopProfile, tariff_id: int, *, digits: str, answered_at_ms: int, seconds: int
) -> Priced | None:
    """What a call costs by that version, whether it was in force or not; None if it has no price for it."""
    number = understand(digits, shop.country)
    try:
        charge = price_call(
            versions.tariff(tx, tariff_id),
            number.e164_digits,
            answered_at_ms=answered_at_ms,
            seconds=seconds,
            premium=number.is_premium,
        )
        cost_minor = shop.currency.to_minor(charge.cost)
    except (NoRate, InexactMoney):
        return None
    return Priced(tariff_id, charge.label, cost_minor, json.dumps(charge.to_dict(), ensure_ascii=False))


class Pricing:
    """By a package's versions as of one transaction, the one that wins first."""

    def __init__(self, tx: Tx, shop: ShopProfile, known: Sequence[Version]) -> None:
        self._tx = tx
        self._shop = shop
        self._known = known

    def tariff_at(self, answered_at_ms: int) -> Tariff | None:
        """The version in force for a call answered then; None before the first."""
        version = self._version_at(answered_at_ms)
        return versions.tariff(self._tx, version.id) if version else None

    def price(self, digits: str, answered_at_ms: int, seconds: int) -> Priced | None:
        """What a call costs by the version in force at its answer; None if it cannot be priced."""
        version = self._version_at(answered_at_ms)
        if version is None:
            return None
        return price_by(
            self._tx, self._shop, version.id, digits=digits, answered_at_ms=answered_at_ms, seconds=seconds
        )

    def carrier_cost(self, digits: str, answered_at_ms: int, seconds: int) -> CarrierCost | None:
        """What a call costs the shop, by the sheet of its package's carrier that was in force at its answer;
        None if there is none, or it does not know the number."""
        found = self._sheet_at(answered_at_ms)
        if found is None:
            return None
        deck_version_id, exchange = found
        number = understand(digits, self._shop.country).e164_digits
        carrier = versions.carrier(self._tx, deck_version_id, exchange)
        try:
            units, decimals = cost_of(carrier, number, answered_at_ms=answered_at_ms, seconds=seconds)
        except NoRate:
            return None
        return CarrierCost(deck_version_id, plain(Decimal(f"{units}E-{decimals}")))

    def show(self, digits: str, answered_at_ms: int, seconds: int) -> Shown:
        """A dialled number with what it comes to so far."""
        number = understand(digits, self._shop.country)
        priced = self.price(digits, answered_at_ms, seconds)
        destination, cost_minor = (priced.destination, priced.cost_minor) if priced else ("", None)
        return Shown(number.display, number.country, destination, cost_minor)

    def _sheet_at(self, answered_at_ms: int) -> tuple[int, Decimal] | None:
        """The carrier's sheet, and what its currency is worth. A recipe says both; of prices that are written
        out it is the sheet of the package's carrier, if that charges in the shop's currency."""
        version = self._version_at(answered_at_ms)
        if version is None:
            return None
        if version.deck_version_id is not None:
            return version.deck_version_id, versions.sold_by(self._tx, version.id).exchange
        if version.deck_id is None or version.deck_currency != self._shop.currency.code:
            return None
        sheet_id = decks.sheet_in_force(self._tx, version.deck_id, answered_at_ms)
        return None if sheet_id is None else (sheet_id, Decimal(1))

    def _version_at(self, at_ms: int) -> Version | None:
        return next((version for version in self._known if version.in_force_from_ms <= at_ms), None)
