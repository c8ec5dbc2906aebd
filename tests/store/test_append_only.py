"""Facts and money are only ever added to: the database itself refuses the rest, whoever asks."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from full_books import FullBooks
from locutorio.core.sheet import Row, Sheet
from locutorio.desk import decks
from locutorio.desk.verify import verify
from locutorio.store import alarms
from locutorio.store.engine import Store, StoreError
from locutorio.store.tables import APPEND_ONLY
from small_shop import NOON_MS, SPAIN
from sqlalchemy import text

TABLES = [table.name for table in APPEND_ONLY]


@pytest.fixture
def books(store: Store, tmp_path: Path) -> FullBooks:
    return filled(store, tmp_path)


def filled(store: Store, tmp_path: Path) -> FullBooks:
    """At least one row in every append-only table."""
    full = FullBooks(store, tmp_path)
    full.fill()
    at_ms = full.at_ms + 100_000
    full.booth.state(at_ms)
    full.booth.unlock(full.owner, at_ms)
    full.booth.state(at_ms, line="talking", relay=True, call=90, digits=SPAIN, talk_ms=1_000)
    full.booth.alarm(at_ms, "no_line")
    who = {"operator_id": full.owner.id, "now_ms": NOON_MS}
    deck_id = decks.add_deck(store, name="Telco Sur", currency="EUR", **who)
    decks.adopt_sheet(
        store, deck_id=deck_id, sheet=Sheet.of([Row("34", "Spain", Decimal("0.01"))]), mapping="",
        file_name="sur.csv", in_force_from_ms=NOON_MS, **who,
    )  # fmt: skip
    with store.begin() as tx:
        alarms.mark_seen(tx, 1, person_id=full.owner.id, at_ms=NOON_MS)
    return full


def test_no_row_of_the_books_can_be_changed_or_taken_out(books: FullBooks):
    for table in TABLES:
        with books.store.read() as tx:
            before = tx.execute(text(f"SELECT * FROM {table}")).all()
            column = next(iter(tx.execute(text(f"SELECT * FROM {table}")).keys()))
        assert before, f"{table} is empty: this test would prove nothing"
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(StoreError, match="only ever added to"), books.store.begin() as tx:
                tx.execute(text(statement))
        with books.store.read() as tx:
            assert tx.execute(text(f"SELECT * FROM {table}")).all() == before


def test_nor_by_replacing_it_on_sqlite_or_truncating_it_on_postgresql(books: FullBooks):
    for table in TABLES:
        with books.store.read() as tx:
            sqlite = tx.dialect.name == "sqlite"
        replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        with pytest.raises(StoreError, match="only ever added to"), books.store.begin() as tx:
            tx.execute(text(replace if sqlite else f"TRUNCATE {table} CASCADE"))


def test_nor_by_replacing_it_on_a_connection_of_a_stranger(sqlite_store: Store, tmp_path: Path):
    """Triggers that fire for others only if these say so are no protection."""
    filled(sqlite_store, tmp_path)
    with closing(sqlite3.connect(tmp_path / "shop.db")) as stranger:
        for table in TABLES:
            row = stranger.execute(f"SELECT * FROM {table}").fetchone()
            places = ", ".join("?" for _ in row)
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                stranger.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            stranger.execute(
                "INSERT OR REPLACE INTO receipt SELECT 99, kind, bill_id, corrects, issued_ms, document,"
                " seal, signature, key_version FROM receipt WHERE number = 1"
            )


def test_a_forger_who_takes_the_triggers_away_is_found_by_the_seals(books: FullBooks):
    with books.store.read() as tx:
        sqlite = tx.dialect.name == "sqlite"
    assert verify(books.store, books.shop) == ()
    with books.store.begin() as tx:
        tx.execute(text("DROP TRIGGER receipt_no_UPDATE" if sqlite else
                        "DROP TRIGGER receipt_no_change ON receipt"))  # fmt: skip
        tx.execute(text("UPDATE receipt SET document = replace(document, 'Ana', 'Eve') WHERE number = 2"))
    first = verify(books.store, books.shop)[0]
    assert (first.table, first.key, first.what) == ("receipt", "2", "seal")
