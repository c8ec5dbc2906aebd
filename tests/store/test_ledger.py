"""The ledger: whatever is posted, all entries together are zero; and every posting has its shift."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from locutorio.core.books.posting import ACCOUNTS, Unbalanced
from locutorio.core.seal import FIRST_SEAL
from locutorio.store import ledger, shifts
from locutorio.store.engine import Store, Tx
from small_shop import NOON_MS

SOME = st.dictionaries(st.sampled_from(ACCOUNTS), st.integers(-(10**6), 10**6), min_size=1)


def post(tx: Tx, entries: dict[str, int], at_ms: int = NOON_MS) -> int:
    return ledger.post(tx, "paid_in", entries, at_ms=at_ms, person_id=None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=SOME)
def test_only_postings_that_sum_to_zero_are_taken(sqlite_store: Store, entries: dict[str, int]):
    balanced = sum(entries.values()) == 0
    try:
        with sqlite_store.begin() as tx:
            post(tx, entries)
        assert balanced
    except Unbalanced:
        assert not balanced
    with sqlite_store.read() as tx:
        assert sum(ledger.balances(tx).values()) == 0


def test_an_account_nobody_knows_is_refused(sqlite_store: Store):
    with pytest.raises(Unbalanced, match="no such account: pocket"), sqlite_store.begin() as tx:
        post(tx, {"pocket": 100, "sales_calls": -100})


def test_money_that_moves_while_no_shift_is_open_opens_one(store: Store):
    """By itself, with what is in the drawer; the one after a float that was counted differs by it."""
    with store.begin() as tx:
        post(tx, {"cash": 700, "paid_in": -700})
        first = shifts.current(tx)
        assert (first and first.id, first and first.person_id, first and first.float_minor) == (1, None, 0)
        assert ledger.cash(tx) == 700


def test_the_first_float_is_money_brought_in_and_a_later_one_is_over_or_short(store: Store):
    with store.begin() as tx:
        ledger.open_shift(tx, float_minor=1_000, at_ms=1, person_id=None)
        assert ledger.balances(tx) == {"cash": 1_000, "paid_in": -1_000}
        ledger.open_shift(tx, float_minor=900, at_ms=2, person_id=None)
        assert ledger.balances(tx) == {"cash": 900, "paid_in": -1_000, "over_short": 100}
        assert ledger.balances(tx, shift_id=2) == {"cash": -100, "over_short": 100}


def test_postings_are_numbered_and_chained(store: Store):
    with store.begin() as tx:
        made = [post(tx, {"cash": amount, "paid_in": -amount}, at_ms=amount) for amount in (5, 7)]
        assert made == [2, 3]  # the first opened the shift
        seal = FIRST_SEAL
        for posting, kept in ledger.chain(tx):
            seal = posting.seal(seal)
            assert seal == kept
        assert posting.entries == (("cash", 7), ("paid_in", -7))
