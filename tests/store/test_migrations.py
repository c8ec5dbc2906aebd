"""Books of an earlier version of the program are carried over whole."""

from pathlib import Path

import locutorio.store
import pytest
from alembic import command
from alembic.config import Config
from locutorio.store import booths, calls, packages, standing, tariffs
from locutorio.store.engine import Store, StoreError
from postgres import PostgresServer
from sqlalchemy import text

MIGRATIONS = Path(locutorio.store.__file__).parent / "migrations"
RECORD = """
    INSERT INTO {table} ({key} booth_id, boot, seq, call, visit_id, state, digits, dialled_ms, answered_ms,
    ended_ms, talk_ms, evidence, pulses, flashes, ending {more})
    VALUES ({one} 'b', 4, 9, 1, 'v', 'ended', '112', 1, 2, 3, 1, 'reversal', 0, 0, 'hangup' {last})
"""
FIRST_BOOKS = (
    "INSERT INTO booth VALUES ('b', 'B', 'reversal', '00', 1, 1)",
    "INSERT INTO visit VALUES ('v', 'b', 1, NULL, false, NULL)",
    "INSERT INTO boot VALUES ('b', 4, 'ff', 1, '', '', '', 5, false, 6, 9, 9)",
    "INSERT INTO report VALUES ('b', 4, 7, 8, 'idle', true, 3, 'v', 0, '', 0, 4, true, 9, 'two_controllers')",
    "INSERT INTO desired VALUES ('b', 3, true, 'v', 60, 1)",
    RECORD.format(table="record", key="", more=", received_ms", one="", last=", 1"),
    RECORD.format(table="call", key="id,", more="", one="1,", last=""),
    "INSERT INTO tariff (in_force_from_ms, adopted_ms, document) VALUES (5, 6, '{}')",
    "INSERT INTO tariff (in_force_from_ms, adopted_ms, document)"
    """ VALUES (7, 8, '{"name"\\: "Barri 2026"}')""",
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def first_books(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store as the first version left it, with a booth in the middle of a visit."""
    url = f"sqlite:///{tmp_path}/shop.db"
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.new_database()
    store = Store(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001")
        for statement in FIRST_BOOKS:
            tx.execute(text(statement))
    return store


def test_a_visit_goes_on_in_books_that_are_carried_over(first_books: Store):
    first_books.create_or_upgrade()
    with first_books.read() as tx:
        now = booths.now(tx, "b")
        assert now is not None
        assert (now.visit_id, now.budget_minor, now.phase) == ("v", None, "open")
        assert (now.report.conditions, now.report.lease, now.report.epoch) == ("two_controllers", "none", 0)
        assert (now.wanted.ctr, now.wanted.limit_s, now.wanted.unlocked) == (3, 60, True)
        known = standing.find_boot(tx, "b", 4)
        assert known is not None
        assert (known.nonce, known.stored_seq, known.anchor_ms) == ("ff", 9, 5)
        (booked,) = calls.of_visits(tx, ["v"])["v"]
        assert (booked.call.digits, booked.call.emergency) == ("112", False)
    first_books.close()


def test_its_tariffs_are_the_first_package(first_books: Store):
    """By the name of the last one; the calls of a visit that goes on are sold by it."""
    first_books.create_or_upgrade()
    with first_books.read() as tx:
        (package,) = packages.every(tx)
        assert (package.name, package.is_default, package.deck_id) == ("Barri 2026", True, None)
        assert [(each.id, each.in_force_from_ms) for each in package.versions] == [(2, 7), (1, 5)]
        assert packages.of_visit(tx, "b", "v") == packages.of_visit(tx, "b", "") == package.id
        assert [each.id for each in tariffs.of_visit(tx, "b", "v")] == [2, 1]
    with pytest.raises(StoreError, match="only ever added to"), first_books.begin() as tx:
        tx.execute(text("UPDATE tariff SET package_id = NULL"))
    first_books.close()
