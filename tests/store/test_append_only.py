"""Facts and money are only ever added to: the database itself refuses the rest, whoever asks."""

from decimal import Decimal

import pytest
from locutorio.core.bill import BilledExtra
from locutorio.core.sheet import Row, Sheet
from locutorio.desk import checkout, decks, receipts, unpriced
from locutorio.store import alarms, reratings
from locutorio.store.engine import Store, StoreError
from locutorio.store.tables import APPEND_ONLY
from small_shop import NOON_MS, NOWHERE, SHOP, SPAIN, SaidBooth, furnish
from sqlalchemy import text

TABLES = [table.name for table in APPEND_ONLY]


@pytest.fixture
def full_store(store: Store) -> Store:
    """At least one row in every append-only table."""
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    visit_id = booth.unlock(owner, 1_000)
    booth.record(90_000)
    booth.state(15_000, line="talking", relay=True, call=3, digits=SPAIN, talk_ms=1_000)
    booth.record(95_000, call=2, digits=NOWHERE)
    booth.alarm(96_000, "no_line")
    deck_id = decks.add_deck(store, name="Telco Sur", currency="EUR", operator_id=owner.id, now_ms=NOON_MS)
    decks.adopt_sheet(
        store, deck_id=deck_id, sheet=Sheet.of([Row("34", "Spain", Decimal("0.01"))]), mapping="",
        file_name="sur.csv", in_force_from_ms=NOON_MS, operator_id=owner.id, now_ms=NOON_MS,
    )  # fmt: skip
    with store.begin() as tx:
        alarms.mark_seen(tx, 1, person_id=owner.id, at_ms=NOON_MS)
        again = {"call_id": 1, "old_minor": 60, "new_minor": 60, "destination": "", "detail": "{}"}
        reratings.add(tx, [again], at_ms=NOON_MS, person_id=owner.id, reason="asked", tariff_id=1)
    booth.lock(owner, 100_000)
    call_id = checkout.show(store, SHOP, visit_id=visit_id, now_ms=NOON_MS).bill.unpriced[0].call_id
    unpriced.decide(
        store, call_id=call_id, amount_minor=40, note="asked", operator_id=owner.id, now_ms=NOON_MS
    )
    checkout.pay(
        store, SHOP, visit_id=visit_id, extras=(BilledExtra("Coffee", 1, 120),), paid_minor=500,
        method="cash", request_key="once", operator_id=owner.id, print_it=False, expected_due_minor=220,
        now_ms=NOON_MS,
    )  # fmt: skip
    return store


def test_no_row_of_the_books_can_be_changed_or_taken_out(full_store: Store):
    for table in TABLES:
        with full_store.read() as tx:
            before = tx.execute(text(f"SELECT * FROM {table}")).all()
            column = next(iter(tx.execute(text(f"SELECT * FROM {table}")).keys()))
        assert before, f"{table} is empty: this test would prove nothing"
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(StoreError, match="only ever added to"), full_store.begin() as tx:
                tx.execute(text(statement))
        with full_store.read() as tx:
            assert tx.execute(text(f"SELECT * FROM {table}")).all() == before


def test_nor_by_replacing_it_on_sqlite_or_truncating_it_on_postgresql(full_store: Store):
    for table in TABLES:
        with full_store.read() as tx:
            sqlite = tx.dialect.name == "sqlite"
        replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        with pytest.raises(StoreError, match="only ever added to"), full_store.begin() as tx:
            tx.execute(text(replace if sqlite else f"TRUNCATE {table} CASCADE"))


def test_a_forger_who_takes_the_triggers_away_is_found_by_the_seals(full_store: Store):
    with full_store.read() as tx:
        sqlite = tx.dialect.name == "sqlite"
    assert receipts.verify(full_store) == []
    with full_store.begin() as tx:
        tx.execute(text("DROP TRIGGER receipt_no_UPDATE" if sqlite else
                        "DROP TRIGGER receipt_no_change ON receipt"))  # fmt: skip
        tx.execute(text("UPDATE receipt SET document = replace(document, 'Ana', 'Eve')"))
    assert receipts.verify(full_store) == ["receipt 1 does not fit its seal"]
