"""Carriers and their sheets: sent in, looked at, adopted. Every package on the deck follows. Station 5.

A sheet holds from now or later on, never from before: calls keep what they were priced by.
"""

from locutorio.core.imports import sheet_text
from locutorio.core.sheet import Sheet
from locutorio.desk import names, versions
from locutorio.desk.adopting import succeed
from locutorio.desk.errors import BadCurrency, InThePast, NameTaken, UnknownDeck, UnknownUpload
from locutorio.store import decks as rows
from locutorio.store import packages, people
from locutorio.store.decks import Deck, DeckVersion, Upload, Waiting
from locutorio.store.engine import Store, Tx

__all__ = ["Deck", "DeckVersion", "Upload", "Waiting"]


def decks(store: Store) -> list[Deck]:
    with store.read() as tx:
        return rows.every(tx)


def deck(store: Store, deck_id: int) -> Deck:
    with store.read() as tx:
        return _find(tx, deck_id)


def add_deck(store: Store, *, name: str, currency: str, operator_id: int | None, now_ms: int) -> int:
    """A carrier whose sheets are in `currency` (three letters). Returns the deck's id."""
    name, currency = names.shown(name), currency.strip().upper()
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        raise BadCurrency("write the currency of the sheets by its three letters, like EUR")
    with store.begin() as tx:
        if rows.id_of_name(tx, names.key(name)) is not None:
            raise NameTaken(f"there is a {name} already; choose another name", name=name)
        deck_id = rows.add(
            tx, name=name, name_key=names.key(name), currency=currency, mapping="", added_ms=now_ms
        )
        people.log(tx, "add_deck", person_id=operator_id, at_ms=now_ms, detail=f"{name} ({currency})")
        return deck_id


def keep_upload(
    store: Store, *, deck_id: int, file_name: str, data: bytes, operator_id: int, now_ms: int
) -> int:
    """A sheet as it was sent, in the place of the deck's earlier ones. Returns its id."""
    with store.begin() as tx:
        _find(tx, deck_id)
        return rows.add_upload(
            tx, deck_id=deck_id, person_id=operator_id, at_ms=now_ms, file_name=file_name, data=data
        )


def upload(store: Store, upload_id: int) -> Upload:
    with store.read() as tx:
        found = rows.find_upload(tx, upload_id)
    if found is None:
        raise _gone(upload_id)
    return found


def waiting_upload(store: Store, deck_id: int) -> Waiting | None:
    """The deck's sheet that somebody sent and nobody has adopted yet."""
    with store.read() as tx:
        return rows.newest_upload(tx, deck_id)


def drop_upload(store: Store, upload_id: int) -> None:
    with store.begin() as tx:
        rows.drop_upload(tx, upload_id)


def sheet(store: Store, deck_version_id: int) -> Sheet:
    with store.read() as tx:
        return versions.sheet(tx, deck_version_id)


def sheet_at(store: Store, deck_id: int, at_ms: int) -> Sheet | None:
    """The deck's sheet in force at a moment; None before its first."""
    with store.read() as tx:
        deck_version_id = rows.sheet_in_force(tx, deck_id, at_ms)
        return None if deck_version_id is None else versions.sheet(tx, deck_version_id)


def adopt_sheet(
    store: Store,
    *,
    deck_id: int,
    sheet: Sheet,
    mapping: str,
    file_name: str,
    in_force_from_ms: int,
    operator_id: int | None,
    now_ms: int,
    upload_id: int | None = None,
) -> int:
    """Put a sheet in force; every package on the deck sells by it from then on. Returns its id.

    With `upload_id` that upload must still be there, and is dropped: nobody adopts it twice.
    """
    text = sheet_text(sheet)  # before anybody has to wait for this transaction
    with store.begin() as tx:
        found = _find(tx, deck_id)
        if upload_id is not None and not rows.drop_upload(tx, upload_id):
            raise _gone(upload_id)
        if found.versions and in_force_from_ms < now_ms:
            raise InThePast("a sheet holds from now or later on; choose another moment")
        version_id = rows.add_version(
            tx, deck_id=deck_id, in_force_from_ms=in_force_from_ms, adopted_ms=now_ms,
            person_id=operator_id, file_name=file_name, row_count=len(sheet.rows), sheet=text,
        )  # fmt: skip
        rows.change(tx, deck_id, mapping=mapping)
        for package in packages.every(tx):
            if package.deck_id == deck_id:
                succeed(tx, package, from_ms=in_force_from_ms, person_id=operator_id, now_ms=now_ms)
        people.log(
            tx, "adopt_sheet", person_id=operator_id, at_ms=now_ms,
            detail=f"{found.name}: {file_name}, {len(sheet.rows)} rows",
        )  # fmt: skip
        return version_id


def _find(tx: Tx, deck_id: int) -> Deck:
    found = rows.find(tx, deck_id)
    if found is None:
        raise UnknownDeck(f"there is no deck {deck_id}", deck_id=deck_id)
    return found


def _gone(upload_id: int) -> UnknownUpload:
    return UnknownUpload("that sheet is adopted or replaced already; look at the deck", upload_id=upload_id)
