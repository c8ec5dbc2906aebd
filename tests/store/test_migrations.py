"""Books of an earlier version of the program are carried over whole."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import locutorio.store
import pytest
from alembic import command
from alembic.config import Config
from locutorio.core.books.charge import Charge
from locutorio.core.seal import FIRST_SEAL
from locutorio.store import booked, booths, ledger, packages, standing, tariffs
from locutorio.store.engine import Store, StoreError, add_row
from locutorio.store.tables import bill
from postgres import PostgresServer
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

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


SALES = (
    "INSERT INTO booth VALUES ('b', 'B', 'reversal', '00', 1, 1, NULL)",
    "INSERT INTO person VALUES (4, 'Ana', 'ana', 'operator', true, '', 1)",
    """INSERT INTO act (at_ms, person_id, kind, booth_id, visit_id, detail)
    VALUES (2, 4, 'unlock', 'b', 'v2', '')""",
    "INSERT INTO visit VALUES ('v1', 'b', 1, 8, false, 9, 700, NULL, NULL)",
    "INSERT INTO visit VALUES ('v2', 'b', 2, 8, false, 19, NULL, NULL, NULL)",
    "INSERT INTO visit VALUES ('v3', 'b', 20, NULL, false, NULL, NULL, NULL, NULL)",
    """INSERT INTO record
    VALUES (7, 'b', 4, 9, 1, 'v1', 'ended', '112', 1, 2, 3, 1, 'reversal', 0, 0, 'hangup', 1, false)""",
    "INSERT INTO receipt VALUES (1, 'v2', 9, '{\"number\"\\: 1}', 'first')",
    "INSERT INTO receipt VALUES (2, 'v1', 19, '{\"number\"\\: 2, \"ü\"\\: \"é\"}', 'second')",
    "INSERT INTO payment VALUES (1, 'key-1', 'hash-1', 'cash', 500, 380, 4, 9)",
    "INSERT INTO payment VALUES (2, 'key-2', 'hash-2', 'card', 60, 0, 4, 19)",
    "INSERT INTO billed_extra VALUES (1, 1, 'Coffee', 1, 120)",
    "INSERT INTO billed_call VALUES (2, 7, 58)",
    *(
        f"INSERT INTO entry (posting, at_ms, account, amount_minor, receipt_number) VALUES {values}"
        for values in (
            "(1, 9, 'cash', 120, 1)", "(1, 9, 'sales_extras', -120, 1)",
            "(2, 19, 'card', 60, 2)", "(2, 19, 'sales_calls', -58, 2)", "(2, 19, 'rounding', -2, 2)",
        )
    ),
    "INSERT INTO print_job VALUES (5, 2, 1, 'sent', 19, 1, 0, '', 20)",
    "INSERT INTO tariff (in_force_from_ms, adopted_ms, document) VALUES (5, 6, '{}')",
    "INSERT INTO charge VALUES (7, 1, 2, 3, 'Spain', 58, '{}', 4, NULL, NULL)",
    "INSERT INTO rerating (at_ms, person_id, reason, tariff_id) VALUES (30, 4, 'asked', 1)",
    "INSERT INTO rerated VALUES (1, 7, 58, 40, 2, '', '{}')",
)  # fmt: skip

CHARGE = Charge(7, 1, 2, 3, "Spain", 58, "{}", 4, None, None)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store without a table."""
    url = f"sqlite:///{tmp_path}/shop.db"
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.new_database()
    store = Store(url)
    yield store
    store.close()


def as_of(store: Store, version: str, statements: Iterable[str]) -> None:
    """The tables as that version of the program left them, with these rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, version)
        for statement in statements:
            tx.execute(text(statement))


@pytest.fixture
def first_books(empty: Store) -> Store:
    """A store as the first version left it, with a booth in the middle of a visit."""
    as_of(empty, "0001", FIRST_BOOKS)
    return empty


@pytest.fixture
def sold_books(empty: Store) -> Store:
    """A store with two sales, before there were bills and shifts."""
    as_of(empty, "0004", SALES)
    return empty


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
        (call,) = booked.of_visit(tx, "v")
        assert (call.call.digits, call.call.emergency) == ("112", False)


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


def test_receipts_keep_every_byte_and_belong_to_the_bill_of_their_visit(sold_books: Store):
    sold_books.create_or_upgrade()
    with sold_books.read() as tx:
        receipts = tx.execute(text("SELECT number, kind, document, seal, signature FROM receipt ORDER BY 1"))
        assert [tuple(row) for row in receipts] == [
            (1, "sale", '{"number": 1}', "first", ""),
            (2, "sale", '{"number": 2, "ü": "é"}', "second", ""),
        ]
        bills = tx.execute(text("""
            SELECT visit.id, person_id, budget_minor, bill.closed_ms, receipt.number FROM visit
            JOIN bill ON bill.id = visit.bill_id LEFT JOIN receipt ON receipt.bill_id = bill.id ORDER BY 1
        """))  # fmt: skip
        assert [tuple(row) for row in bills] == [
            ("v1", None, 700, 9, 2),
            ("v2", 4, None, 19, 1),
            ("v3", None, None, None, None),
        ]
        payments = tx.execute(text("SELECT * FROM payment ORDER BY receipt_number"))
        assert [tuple(row) for row in payments] == [(1, 1, "cash", 120, 500), (2, 1, "card", 60, 60)]
        requests = tx.execute(text("SELECT key, hash, outcome FROM request ORDER BY key"))
        assert [tuple(row) for row in requests] == [
            ("key-1", "hash-1", "receipt 1"), ("key-2", "hash-2", "receipt 2"),
        ]  # fmt: skip
        (job,) = tx.execute(text("SELECT id, kind, receipt_number, copy, state FROM print_job"))
        assert tuple(job) == (5, "receipt", 2, 1, "sent")


def test_what_was_booked_is_the_postings_of_a_first_shift(sold_books: Store):
    sold_books.create_or_upgrade()
    with sold_books.read() as tx:
        (shift,) = tx.execute(text("SELECT * FROM shift"))
        assert tuple(shift) == (1, 9, None, 0)
        assert ledger.balances(tx) == {
            "cash": 120, "card": 60, "sales_extras": -120, "sales_calls": -58, "rounding": -2,
        }  # fmt: skip
        postings = tx.execute(
            text("SELECT id, kind, at_ms, person_id, receipt_number FROM posting ORDER BY 1")
        )
        assert [tuple(row) for row in postings] == [
            (1, "float", 9, None, None), (2, "sale", 9, 4, 1), (3, "sale", 19, 4, 2),
        ]  # fmt: skip
        seal = FIRST_SEAL
        for posting, kept in ledger.sealed(tx):
            seal = posting.seal(seal)
            assert seal == kept


def test_charges_are_sealed_as_they_were(sold_books: Store):
    sold_books.create_or_upgrade()
    with sold_books.read() as tx:
        assert tx.execute(text("SELECT seal FROM charge")).scalar() == CHARGE.seal()
    with pytest.raises(StoreError, match="only ever added to"), sold_books.begin() as tx:
        tx.execute(text("UPDATE charge SET seal = ''"))


def test_books_that_were_carried_over_still_point_where_they_should(sold_books: Store):
    """Rows that point nowhere are refused again, and numbering goes on after what is there."""
    sold_books.create_or_upgrade()
    for wrong in (
        "INSERT INTO billed_extra VALUES (9, 1, 'Tea', 1, 100)",
        "INSERT INTO rerated VALUES (1, 7, 58, 40, 9, '', '{}')",
        "INSERT INTO receipt VALUES (3, 'sale', 99, NULL, 1, '', '', '', 0)",
    ):
        with pytest.raises(IntegrityError), sold_books.begin() as tx:
            tx.execute(text(wrong))
    with sold_books.begin() as tx:
        assert add_row(tx, bill, name="", opened_ms=1) == 4
