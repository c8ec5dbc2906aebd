"""A draft looked through: what would lose money, and what becomes of the prices there are."""

from decimal import Decimal
from typing import Any

from locutorio.core.sheet import Row, Sheet
from locutorio.desk import decks, packages
from locutorio.desk.review import review
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP

SHEET = Sheet.of(
    [
        Row("33", "France", Decimal("0.10")),
        Row("34", "Spain", Decimal("0.10")),
        Row("35", "Elsewhere", Decimal("0.10"), forbidden=True),
    ]
)


def recipe(percent: str, *rules: dict[str, Any]) -> dict[str, Any]:
    terms = {"percent": percent, "rounding": {"mode": "up", "decimals": 2}}
    return {"timezone": "Europe/Madrid", "on_period_change": "split", "terms": terms, "rules": list(rules)}


def package(store: Store) -> int:
    who = {"operator_id": None, "now_ms": NOON_MS}
    deck_id = decks.add_deck(store, name="Telco Sur", currency="EUR", **who)
    decks.adopt_sheet(
        store, deck_id=deck_id, sheet=SHEET, mapping="", file_name="", in_force_from_ms=NOON_MS, **who
    )
    return packages.add_package(store, name="Barri", deck_id=deck_id, **who)


def test_losses_come_first_and_everything_is_counted(store: Store) -> None:
    package_id = package(store)
    dear = {"where": {"prefixes": ["34"]}, "price": "0.04"}
    seen = review(store, package_id=package_id, document=recipe("10", dear), at_ms=NOON_MS)
    assert (seen.count, seen.barred, seen.new, seen.dearer, seen.cheaper) == (3, 1, 2, 0, 0)
    assert [(sold.prefix, sold.margin) for sold in seen.losing] == [("34", Decimal("-0.06"))]


def test_against_what_is_in_force(store: Store) -> None:
    package_id = package(store)
    packages.adopt_package(
        store, package_id=package_id, document=recipe("20"), currency=SHOP.currency,
        in_force_from_ms=NOON_MS, operator_id=None, now_ms=NOON_MS,
    )  # fmt: skip
    document = recipe("10", {"where": {"prefixes": ["34"]}, "percent": "50"})
    told: list[tuple[int, int]] = []
    seen = review(
        store, package_id=package_id, document=document, at_ms=NOON_MS,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert (seen.new, seen.dearer, seen.cheaper, seen.losing) == (0, 1, 1, ())
    assert told == [(0, 3)]


def test_hours_are_held_against_the_same_hours(store: Store) -> None:
    package_id = package(store)
    document = recipe("20", {"period": {"from": "20:00"}, "percent": "5"})
    packages.adopt_package(
        store, package_id=package_id, document=document, currency=SHOP.currency,
        in_force_from_ms=NOON_MS, operator_id=None, now_ms=NOON_MS,
    )  # fmt: skip
    same = review(store, package_id=package_id, document=document, at_ms=NOON_MS)
    assert (same.dearer, same.cheaper, same.new) == (0, 0, 0)
    evening = recipe("20", {"period": {"from": "20:00"}, "percent": "1"})
    assert review(store, package_id=package_id, document=evening, at_ms=NOON_MS).cheaper == 2
