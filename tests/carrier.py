"""A carrier for the tests of desk and panel: what it charges, and a package made from that."""

from decimal import Decimal
from typing import Any

from locutorio.core.sheet import Row, Sheet
from locutorio.desk import decks, packages
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP

HOUR_MS = 3_600_000


def sheet_of(**prices: str) -> Sheet:
    """What the carrier charges for a minute, by the second: sheet_of(p34="0.10")."""
    rows = (
        Row(prefix[1:], f"Carrier's {prefix[1:]}", Decimal(price), first_s=1, next_s=1)
        for prefix, price in prices.items()
    )
    return Sheet.of(rows)


def markup(percent: str, **more: Any) -> dict[str, Any]:
    """A recipe: what the carrier charges and so many percent."""
    terms = {"percent": percent, "rounding": {"mode": "half_up", "decimals": 2}}
    return {
        "timezone": "Europe/Madrid", "on_period_change": "split", "terms": terms, "rules": [], **more
    }  # fmt: skip


def adopt_sheet(
    store: Store, deck_id: int, *, from_ms: int = NOON_MS, now_ms: int = NOON_MS, **prices: str
) -> int:
    return decks.adopt_sheet(
        store, deck_id=deck_id, sheet=sheet_of(**prices), mapping="", file_name="sur.csv",
        in_force_from_ms=from_ms, operator_id=None, now_ms=now_ms,
    )  # fmt: skip


def adopt(
    store: Store, package_id: int, document: dict[str, Any], *, from_ms: int = NOON_MS, now_ms: int = NOON_MS
) -> int:
    return packages.adopt_package(
        store, package_id=package_id, document=document, currency=SHOP.currency, in_force_from_ms=from_ms,
        operator_id=None, now_ms=now_ms,
    )  # fmt: skip


def add_deck(store: Store, *, name: str = "Telco Sur", currency: str = "EUR", **prices: str) -> int:
    """A carrier with a sheet in force."""
    deck_id = decks.add_deck(store, name=name, currency=currency, operator_id=None, now_ms=NOON_MS)
    adopt_sheet(store, deck_id, **prices)
    return deck_id


def add_package(
    store: Store, document: dict[str, Any], *, name: str = "Barri", deck_id: int | None = None
) -> int:
    """A package with prices in force."""
    package_id = packages.add_package(store, name=name, deck_id=deck_id, operator_id=None, now_ms=NOON_MS)
    adopt(store, package_id, document)
    return package_id
