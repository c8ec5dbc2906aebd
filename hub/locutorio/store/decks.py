"""Carriers' decks: their sheets over time, and the sheets that were sent but are not adopted yet."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import deck, deck_version, person, upload


@dataclass(frozen=True, slots=True)
class DeckVersion:
    """A sheet, in force from a moment on. `person_name` is "" where nobody was logged in."""

    id: int
    deck_id: int
    in_force_from_ms: int
    adopted_ms: int
    file_name: str
    row_count: int
    person_name: str


@dataclass(frozen=True, slots=True)
class Deck:
    """`mapping` says which column of the carrier's sheets is what, as JSON; "" before the first import.
    `versions` by falling beginning."""

    id: int
    name: str
    currency: str
    mapping: str
    versions: tuple[DeckVersion, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    id: int
    deck_id: int
    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload as it is named where somebody may go on with it."""

    id: int
    file_name: str
    at_ms: int
    person_name: str


_VERSIONS = (
    select(
        deck_version.c.id,
        deck_version.c.deck_id,
        deck_version.c.in_force_from_ms,
        deck_version.c.adopted_ms,
        deck_version.c.file_name,
        deck_version.c.row_count,
        func.coalesce(person.c.name, ""),
    )
    .outerjoin(person, person.c.id == deck_version.c.person_id)
    .order_by(deck_version.c.in_force_from_ms.desc(), deck_version.c.id.desc())
)


def every(tx: Tx) -> list[Deck]:
    versions: dict[int, list[DeckVersion]] = {}
    for row in tx.execute(_VERSIONS):
        version = DeckVersion(*row)
        versions.setdefault(version.deck_id, []).append(version)
    rows = tx.execute(select(deck).order_by(deck.c.name_key))
    return [
        Deck(row.id, row.name, row.currency, row.mapping, tuple(versions.get(row.id, ()))) for row in rows
    ]


def find(tx: Tx, deck_id: int) -> Deck | None:
    return next((each for each in every(tx) if each.id == deck_id), None)


def id_of_name(tx: Tx, name_key: str) -> int | None:
    return tx.execute(select(deck.c.id).where(deck.c.name_key == name_key)).scalar_one_or_none()


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, deck, **values)


def change(tx: Tx, deck_id: int, **values: Any) -> None:
    tx.execute(update(deck).where(deck.c.id == deck_id).values(**values))


# --- sheets -------------------------------------------------------------------------------------------------


def sheets(tx: Tx, deck_id: int) -> list[tuple[int, int]]:
    """The moment each sheet is in force from, and its id, in the order they were adopted."""
    query = select(deck_version.c.in_force_from_ms, deck_version.c.id).order_by(deck_version.c.id)
    rows = tx.execute(query.where(deck_version.c.deck_id == deck_id))
    return [(row.in_force_from_ms, row.id) for row in rows]


_IN_FORCE = (
    select(deck_version.c.id)
    .where(deck_version.c.deck_id == bindparam("deck"), deck_version.c.in_force_from_ms <= bindparam("at_ms"))
    .order_by(deck_version.c.in_force_from_ms.desc(), deck_version.c.id.desc())
    .limit(1)
)


def sheet_in_force(tx: Tx, deck_id: int, at_ms: int) -> int | None:
    """The id of the sheet that holds at a moment; None before the first."""
    return tx.execute(_IN_FORCE, {"deck": deck_id, "at_ms": at_ms}).scalar_one_or_none()


def add_version(tx: Tx, **values: Any) -> int:
    return add_row(tx, deck_version, **values)


def sheet_text(tx: Tx, deck_version_id: int) -> str:
    """Of a version that exists."""
    query = select(deck_version.c.sheet).where(deck_version.c.id == deck_version_id)
    return str(tx.execute(query).scalar_one())


# --- uploads ------------------------------------------------------------------------------------------------


def add_upload(tx: Tx, *, deck_id: int, **values: Any) -> int:
    """In the place of the deck's earlier ones."""
    tx.execute(delete(upload).where(upload.c.deck_id == deck_id))
    return add_row(tx, upload, deck_id=deck_id, **values)


def find_upload(tx: Tx, upload_id: int) -> Upload | None:
    query = select(upload.c.id, upload.c.deck_id, upload.c.file_name, upload.c.data)
    row = tx.execute(query.where(upload.c.id == upload_id)).one_or_none()
    return Upload(*row) if row else None


def newest_upload(tx: Tx, deck_id: int) -> Waiting | None:
    """The deck's upload, without its content."""
    query = select(upload.c.id, upload.c.file_name, upload.c.at_ms, person.c.name)
    query = query.join(person, person.c.id == upload.c.person_id).where(upload.c.deck_id == deck_id)
    row = tx.execute(query).one_or_none()
    return Waiting(*row) if row else None


def drop_upload(tx: Tx, upload_id: int) -> bool:
    """False if it is gone already."""
    return bool(tx.execute(delete(upload).where(upload.c.id == upload_id)).rowcount)
