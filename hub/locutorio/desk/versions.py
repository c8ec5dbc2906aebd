"""Versions as the books keep them, read into what prices calls: tariffs, carriers' sheets. Station 5.

They never change, so a process reads each once. Must not know which of them is in force.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from locutorio.core.money import Currency
from locutorio.core.rates import Tariff
from locutorio.core.sheet import Row, Sheet
from locutorio.core.succession import at
from locutorio.core.tariff import for_shop, load_tariff
from locutorio.desk.errors import UnknownTariff
from locutorio.holidays import expand
from locutorio.store import decks, tariffs
from locutorio.store.engine import Tx, kept

Document = Mapping[str, object]


def sheet_text(sheet: Sheet) -> str:
    return json.dumps(sheet.rows, default=str)


def parse_sheet(text: str) -> Sheet:
    rows = (Row(*row) for row in json.loads(text))
    return Sheet(
        tuple(row._replace(price=Decimal(row.price), connect_fee=Decimal(row.connect_fee)) for row in rows)
    )


def tariff(tx: Tx, tariff_id: int) -> Tariff:
    return kept(tx).get(("tariff", tariff_id), lambda: _read_tariff(tx, tariff_id))


def sheet(tx: Tx, deck_version_id: int) -> Sheet:
    return kept(tx).get(
        ("sheet", deck_version_id), lambda: parse_sheet(decks.sheet_text(tx, deck_version_id))
    )


def document(tx: Tx, tariff_id: int) -> tuple[Document, int | None]:
    """What a version says, and the sheet its recipe is for."""
    found = tariffs.document(tx, tariff_id)
    if found is None:
        raise UnknownTariff(f"there is no tariff {tariff_id}", tariff_id=tariff_id)
    text, deck_version_id = found
    return json.loads(text), deck_version_id


def is_recipe(document: Document) -> bool:
    """Made for a carrier's sheet; any other document is written out rate by rate."""
    return "decks" not in document


def made_of(document: Document, sheet: Sheet | None) -> Tariff:
    """The tariff a document describes; a recipe that of `sheet`."""
    return load_tariff(document)


def dated(document: Document, *, now_ms: int) -> Document:
    """The document with its holidays as days, so that what it says never changes."""
    return expand(document, from_year=datetime.fromtimestamp(now_ms / 1000, UTC).year)


def check(tariff: Tariff, currency: Currency) -> None:
    """TariffError unless a shop that counts in `currency` can sell by it."""
    for_shop(tariff, currency)


def sheet_in_force(tx: Tx, deck_id: int, at_ms: int) -> int | None:
    return at(sorted(dict(decks.sheets(tx, deck_id)).items()), at_ms)


def _read_tariff(tx: Tx, tariff_id: int) -> Tariff:
    says, deck_version_id = document(tx, tariff_id)
    return made_of(says, None if deck_version_id is None else sheet(tx, deck_version_id))
