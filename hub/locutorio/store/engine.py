"""Opening the store: SQLite by default, PostgreSQL by URL, with the same promises on both.

One writer at a time on either database (SQLite by its nature, PostgreSQL by an advisory lock), so a use
case that looks and then writes needs no further thought about others. Readers see one moment and never
wait. A commit that returned has reached the disk.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    RowMapping,
    Table,
    create_engine,
    event,
    insert,
    make_url,
    text,
)
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from locutorio.core.errors import ShopError
from locutorio.store.kept import Kept

StoreError = SQLAlchemyError  # the database failed, not the person
Tx = Connection  # one transaction, as desk hands it to the query modules
Row = RowMapping  # a row as its column names and values

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITERS_LOCK = 0x10C0_7010
_BUSY_TIMEOUT_MS = 10_000
_CONNECTIONS = 16
_KEPT = 32


class StoreDown(ShopError):
    """The database did not take it: its disk is full, it is locked for too long, or gone."""

    code = "store_down"


class Store:
    """`url` as SQLAlchemy writes it: sqlite:///shop.db or postgresql://user@host/shop."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        is_sqlite = parsed.get_backend_name() == "sqlite"
        self._engine = _sqlite(parsed) if is_sqlite else _postgres(parsed)
        self._engine.update_execution_options(kept=Kept(_KEPT))
        # At SQLite's door writers do not queue: each looks again now and then, and the unlucky one never gets
        # in while others are quick. Those of this process queue here.
        self._queue = Lock() if is_sqlite else None
        # SQLite's readers see one moment by themselves.
        self._one_moment: dict[str, Any] = {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """A writing transaction: all of it is kept, or none; StoreDown if the books cannot be written."""
        try:
            with self._turn(), self._writing() as connection:
                yield connection
        except OperationalError as error:
            raise StoreDown(
                "the books cannot be written; nothing was changed. Is the disk full? Free some room, "
                f"then try again ({error.orig})"
            ) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._queue is None:
            yield
            return
        if not self._queue.acquire(timeout=_BUSY_TIMEOUT_MS / 1000):
            raise StoreDown("the books are being written for too long; nothing was changed. Try again")
        try:
            yield
        finally:
            self._queue.release()

    @contextmanager
    def _writing(self) -> Iterator[Tx]:
        with self._engine.connect().execution_options(writer=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            yield connection

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A reading transaction: several questions, answered as of one moment."""
        with self._engine.connect().execution_options(**self._one_moment) as connection, connection.begin():
            yield connection

    def create_or_upgrade(self) -> None:
        """Bring the tables to what this version of the program expects. Safe to call at every start."""
        self._keep_private()
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        with self.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def healthy(self) -> bool:
        """True if a question is answered."""
        try:
            with self.read() as connection:
                connection.execute(text("SELECT 1"))
        except StoreError:
            return False
        return True

    def free_bytes(self) -> int | None:
        """Room left where the books lie; None if that is another machine."""
        file = self._engine.url.database
        if self._engine.dialect.name != "sqlite" or not file:
            return None
        return shutil.disk_usage(Path(file).parent).free

    def _keep_private(self) -> None:
        """The books hold the booths' keys: for their owner only, like the files SQLite lays beside them."""
        file = Path(self._engine.url.database or "")
        if self._engine.dialect.name == "sqlite" and file.name and file.parent.is_dir():
            file.touch(mode=0o600)

    def close(self) -> None:
        self._engine.dispose()


def add_row(tx: Tx, table: Table, **values: Any) -> int:
    """A new row of a table that numbers its rows itself. Returns its id."""
    result = tx.execute(insert(table).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def kept(tx: Tx) -> Kept:
    """What this process remembers of the store that `tx` speaks to."""
    remembered: Kept = tx.get_execution_options()["kept"]
    return remembered


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, pool_size=_CONNECTIONS, max_overflow=_CONNECTIONS * 4)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours to begin, not the driver's
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses commits at a power cut
        "foreign_keys = ON",
        "recursive_triggers = ON",  # or INSERT OR REPLACE deletes from append-only tables
        f"busy_timeout = {_BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader can be refused half-way; IMMEDIATE waits its turn at the door.
    writer = connection.get_execution_options().get("writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _postgres(url: URL) -> Engine:
    return create_engine(url, pool_size=_CONNECTIONS, max_overflow=_CONNECTIONS, pool_pre_ping=True)
