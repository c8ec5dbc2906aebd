"""Versions as the books keep them, read into what prices calls: tariffs, carriers' sheets. Station 5.

They never change, so a process reads each once. Must not know which of them is in force.
"""

import json
from decimal import Decimal

from locutorio.core.imports import parse_sheet
from locutorio.core.package_tariff import cost_tariff
from locutorio.core.sheet import Sheet
from locutorio.core.tariff import Tariff
from locutorio.desk.documents import Document, Prices, prices
from locutorio.desk.errors import UnknownTariff
from locutorio.store import decks, tariffs
from locutorio.store.engine import Tx, kept


def tariff(tx: Tx, tariff_id: int) -> Tariff:
    return sold_by(tx, tariff_id).tariff


def sold_by(tx: Tx, tariff_id: int) -> Prices:
    """The tariff of a version with what its document says of the carrier."""
    return kept(tx).get(("tariff", tariff_id), lambda: _read(tx, tariff_id))


def carrier(tx: Tx, deck_version_id: int, exchange: Decimal) -> Tariff:
    """What the carrier charges by a sheet, in the shop's currency."""
    key = ("carrier", deck_version_id, exchange)
    return kept(tx).get(key, lambda: cost_tariff(sheet(tx, deck_version_id), exchange=exchange))


def sheet(tx: Tx, deck_version_id: int) -> Sheet:
    key = ("sheet", deck_version_id)
    return kept(tx).get(key, lambda: parse_sheet(decks.sheet_text(tx, deck_version_id)))


def document(tx: Tx, tariff_id: int) -> tuple[Document, int | None]:
    """What a version says, and the sheet its recipe is for."""
    found = tariffs.document(tx, tariff_id)
    if found is None:
        raise UnknownTariff(f"there is no tariff {tariff_id}", tariff_id=tariff_id)
    text, deck_version_id = found
    return json.loads(text), deck_version_id


def _read(tx: Tx, tariff_id: int) -> Prices:
    says, deck_version_id = document(tx, tariff_id)
    return prices(says, None if deck_version_id is None else sheet(tx, deck_version_id))
