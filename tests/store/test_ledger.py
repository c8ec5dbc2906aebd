"""The ledger: whatever is posted, all entries together are zero."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from locutorio.store import ledger
from locutorio.store.engine import Store
from small_shop import NOON_MS
from sqlalchemy import text

ACCOUNTS = st.sampled_from([*ledger.HOLDING, *ledger.EARNING])


@pytest.fixture
def sold(sqlite_store: Store) -> Store:
    """A receipt for entries to point at."""
    with sqlite_store.begin() as tx:
        tx.execute(text("INSERT INTO booth VALUES ('b', 'B', 'reversal', '00', 1, 1, NULL)"))
        tx.execute(text("INSERT INTO visit VALUES ('v', 'b', 1, 1, 0, 1, NULL, NULL, NULL)"))
        tx.execute(text("INSERT INTO receipt VALUES (1, 'v', 1, '{}', 'seal')"))
    return sqlite_store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.dictionaries(ACCOUNTS, st.integers(-(10**6), 10**6), min_size=1))
def test_only_postings_that_sum_to_zero_are_taken(sold: Store, entries: dict[str, int]):
    balanced = sum(entries.values()) == 0
    try:
        with sold.begin() as tx:
            ledger.post(tx, entries, receipt_number=1, at_ms=NOON_MS)
        assert balanced
    except ledger.Unbalanced:
        assert not balanced
    with sold.read() as tx:
        assert sum(ledger.balances(tx).values()) == 0
        assert ledger.unbalanced_postings(tx) == []


def test_an_account_nobody_knows_is_refused(sold: Store):
    with pytest.raises(ledger.Unbalanced, match="no such account: pocket"), sold.begin() as tx:
        ledger.post(tx, {"pocket": 100, "sales_calls": -100}, receipt_number=1, at_ms=NOON_MS)


def test_a_posting_written_past_the_ledger_is_found(sold: Store):
    with sold.begin() as tx:
        tx.execute(text("INSERT INTO entry (posting, at_ms, account, amount_minor, receipt_number) "
                        "VALUES (7, 1, 'cash', 500, 1)"))  # fmt: skip
    with sold.read() as tx:
        assert ledger.unbalanced_postings(tx) == [7]
