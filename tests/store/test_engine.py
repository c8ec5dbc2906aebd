"""What the store promises on both databases: tables as migrated, whole transactions, one writer at a time."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from locutorio.store import extras
from locutorio.store.engine import Store, StoreDown
from locutorio.store.tables import metadata
from sqlalchemy import text


def test_the_migrations_make_what_the_tables_say(store: Store):
    with store.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx, opts={"compare_type": True}), metadata) == []


def test_upgrading_again_changes_nothing(store: Store):
    with store.begin() as tx:
        extras.add(tx, text="Coffee", amount_minor=120, added_ms=1)
    store.create_or_upgrade()
    with store.read() as tx:
        assert len(extras.every(tx)) == 1


def test_a_transaction_that_fails_leaves_nothing(store: Store):
    def add_and_fail() -> None:
        with store.begin() as tx:
            extras.add(tx, text="Coffee", amount_minor=120, added_ms=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with store.read() as tx:
        assert extras.every(tx) == []


def test_a_reader_sees_one_moment_and_does_not_wait(store: Store):
    with store.read() as reader:
        assert extras.every(reader) == []
        with store.begin() as tx:
            extras.add(tx, text="Coffee", amount_minor=120, added_ms=1)
        assert extras.every(reader) == []


def test_writers_take_turns_so_that_looking_before_writing_is_enough(store: Store):
    def add_next() -> None:
        for _ in range(10):
            with store.begin() as tx:
                extras.add(tx, text=str(len(extras.every(tx))), amount_minor=1, added_ms=1)

    threads = [threading.Thread(target=add_next) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as tx:
        assert [extra.text for extra in extras.every(tx)] == [str(n) for n in range(40)]


def test_sqlite_is_set_up_to_keep_what_it_committed(sqlite_store: Store):
    with sqlite_store.read() as tx:
        for pragma, wanted in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
        ):
            assert tx.execute(text(f"PRAGMA {pragma}")).scalar() == wanted


def test_a_store_that_is_gone_is_not_healthy(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/no/such/folder/shop.db")
    assert not store.healthy()
    store.close()


def test_the_books_are_for_their_owner_only(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path}/books.db")
    store.create_or_upgrade()
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    store.close()


def test_full_books_refuse_clearly_and_keep_nothing_half(sqlite_store: Store):
    def fill() -> None:
        with sqlite_store.begin() as tx:
            pages = tx.execute(text("PRAGMA page_count")).scalar_one()
            tx.execute(text(f"PRAGMA max_page_count = {pages}"))
            for _ in range(1_000):
                extras.add(tx, text="Coffee" * 1_000, amount_minor=120, added_ms=1)

    with pytest.raises(StoreDown, match=r"nothing was changed\. Is the disk full"):
        fill()
    with sqlite_store.read() as tx:
        assert extras.every(tx) == []


def test_room_is_told_where_the_books_lie(store: Store):
    free_bytes = store.free_bytes()
    with store.read() as tx:
        assert (free_bytes is None) == (tx.dialect.name == "postgresql")
