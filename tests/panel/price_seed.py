"""A shop that buys from a carrier and sells by a package: few prices, easy to reckon by hand."""

from decimal import Decimal
from typing import Any

from locutorio.core.sheet import Row, Sheet
from locutorio.desk import decks, packages
from locutorio.store.engine import Store
from seed import MONDAY_MS, SHOP

SHEET = Sheet.of(
    [
        Row("34", "Spain", Decimal("0.0100"), first_s=1, next_s=1),
        Row("346", "Spain, mobile", Decimal("0.0500"), first_s=1, next_s=1),
        Row("33", "France", Decimal("0.0150"), first_s=60, next_s=60),
        Row("212", "Morocco", Decimal("0.2000"), Decimal("0.0500"), first_s=60, next_s=1),
        Row("2126", "Morocco, mobile", Decimal("0.3000"), first_s=60, next_s=1),
        Row("221", "Senegal", Decimal("0.1800"), first_s=60, next_s=60),
        Row("1", "United States", Decimal("0.0050"), first_s=6, next_s=6),
        Row("53", "Cuba", Decimal("0.6000"), forbidden=True),
    ]
)
RECIPE: dict[str, Any] = {
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 2}},
    "rules": [
        {"where": {"countries": ["FR"]}, "price": "0.10", "connect_fee": "0.15"},
        {"where": {"countries": ["FR"]}, "period": {"from": "20:00"}, "price": "0.05"},
    ],
}


def add_carrier(store: Store, *, now_ms: int = MONDAY_MS, operator_id: int | None = None) -> int:
    deck_id = decks.add_deck(store, name="Telco Sur", currency="EUR", operator_id=operator_id, now_ms=now_ms)
    decks.adopt_sheet(
        store,
        deck_id=deck_id,
        sheet=SHEET,
        mapping="",
        file_name="march.csv",
        in_force_from_ms=now_ms,
        operator_id=operator_id,
        now_ms=now_ms,
    )
    return deck_id


def add_package(
    store: Store,
    name: str = "Barri",
    *,
    deck_id: int | None,
    recipe: dict[str, Any] | None = None,
    now_ms: int = MONDAY_MS,
) -> int:
    """A package with `recipe` in force from now on; without one, one without prices."""
    package_id = packages.add_package(store, name=name, deck_id=deck_id, operator_id=None, now_ms=now_ms)
    if recipe is not None:
        packages.adopt_package(
            store,
            package_id=package_id,
            document=recipe,
            currency=SHOP.currency,
            in_force_from_ms=now_ms,
            operator_id=None,
            now_ms=now_ms,
        )
    return package_id
