"""The sample shop's prices: a carrier's sheet as it was sent, and two packages made from it.

The sheet that comes next is there to be imported: most rows as before, some dearer, cheaper, new or gone, one
that no package earns from, and one with a letter in its prefix.
"""

import json
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from locutorio.core.imports import guess, read_sheet
from locutorio.core.money import Currency
from locutorio.desk import customers, decks, packages
from locutorio.sheet_files import read_grid
from locutorio.store.engine import Store

CARRIER = "Telco Sur"
SHEET, NEXT_SHEET = "telco-sur.csv", "telco-sur-next.csv"
PACKAGE = "Barri"
FRIENDS, FRIENDS_PERCENT = "Amigos", "12"
FRIEND = "Amadou Diallo"


def tariff_document() -> dict[str, Any]:
    """What the package sells for, written out rate by rate."""
    return _document("tariff.json")


def package_document() -> dict[str, Any]:
    return _document("package.json")


def furnish_prices(
    store: Store, currency: Currency, *, operator_id: int, in_force_from_ms: int, now_ms: int
) -> None:
    """The carrier's sheet, what the shop makes of it for everybody and for its friends, and one of those."""
    by = {"operator_id": operator_id, "now_ms": now_ms}
    deck_id = decks.add_deck(store, name=CARRIER, currency=currency.code, **by)
    adopt_sheet(store, deck_id, in_force_from_ms=in_force_from_ms, **by)
    everybodys = package_document()
    terms = everybodys["terms"] | {"percent": FRIENDS_PERCENT}
    for name, document in ((PACKAGE, everybodys), (FRIENDS, everybodys | {"name": FRIENDS, "terms": terms})):
        package_id = packages.add_package(store, name=name, deck_id=deck_id, **by)
        packages.adopt_package(
            store,
            package_id=package_id,
            document=document,
            currency=currency,
            in_force_from_ms=in_force_from_ms,
            **by,
        )
    customers.add_customer(
        store, name=FRIEND, note="", package_id=package_id, operator_id=operator_id, now_ms=now_ms
    )


def adopt_sheet(store: Store, deck_id: int, *, in_force_from_ms: int, operator_id: int, now_ms: int) -> None:
    """As its import does it: every column of the sheet is recognised, and no row rejected."""
    grid = read_grid(sheet_file(SHEET), SHEET)
    mapping = guess(grid).mapping
    reading = read_sheet(grid, mapping, zone=ZoneInfo("Europe/Madrid"), now_ms=now_ms)
    decks.adopt_sheet(
        store,
        deck_id=deck_id,
        sheet=reading.sheet,
        mapping=mapping.to_json(),
        file_name=SHEET,
        in_force_from_ms=in_force_from_ms,
        operator_id=operator_id,
        now_ms=now_ms,
    )


def sheet_file(name: str) -> bytes:
    return (files(__package__) / name).read_bytes()


def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((files(__package__) / name).read_text("utf-8"))
    return document
