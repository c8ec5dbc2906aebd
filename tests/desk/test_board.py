"""The tiles: what the counter sees, at any moment, with few questions to the store."""

import pytest
from locutorio.desk import board
from locutorio.store.engine import Store
from small_shop import NOON_MS, NOWHERE, SHOP, SPAIN, SaidBooth, furnish
from sqlalchemy import event

PREMIUM = "806123456"  # and no rate of the small shop's is for such


def tile(store: Store, at_ms: int):
    return board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + at_ms)


@pytest.fixture
def booth(store: Store) -> SaidBooth:
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    booth.unlock(owner, 1_000)
    return booth


def test_a_booth_never_heard(store: Store):
    furnish(store, "booth-1")
    seen = tile(store, 0)
    assert (seen.label, seen.key, seen.online, seen.line, seen.seen_ago_s) == (
        "Booth-1", "1", False, "unknown", None,
    )  # fmt: skip


def test_the_running_call_costs_what_it_would_cost_if_it_ended_now(store: Store, booth: SaidBooth):
    booth.state(5_000, line="dialling", relay=True, call=1, digits="0034")
    assert (tile(store, 5_000).number, tile(store, 5_000).cost_minor) == ("+34", 0)
    booth.state(30_000, line="talking", relay=True, call=1, digits=SPAIN, talk_ms=10_000)
    seen = tile(store, 35_000)
    assert (seen.talk_s, seen.cost_minor, seen.visit_minor) == (15, 15, 15)
    assert (seen.number, seen.country, seen.destination) == ("+34 911 23 45 67", "ES", "Zone 34")
    booth.state(80_000, line="ended", relay=True, call=1, digits=SPAIN, talk_ms=60_000)
    before = tile(store, 81_000)
    booth.record(81_000)
    after = tile(store, 81_000)
    assert before.visit_minor == after.visit_minor == 60, "no jump between the report and the record"
    assert (after.calls_count, after.talk_s) == (1, 0)


def test_the_running_time_stops_at_the_limit(store: Store, booth: SaidBooth):
    booth.state(30_000, line="talking", relay=True, call=1, digits=SPAIN, talk_ms=10_000, limit_s=900)
    assert tile(store, 30_000 + 2 * 3_600_000).talk_s == 900


def test_a_number_without_a_price_shows_as_such(store: Store, booth: SaidBooth):
    booth.state(30_000, line="talking", relay=True, call=1, digits=NOWHERE, talk_ms=10_000)
    assert tile(store, 30_000).cost_minor is None
    booth.record(90_000, digits=NOWHERE)
    booth.state(90_000, line="idle", relay=True)
    assert (tile(store, 90_000).unpriced_count, tile(store, 90_000).visit_minor) == (1, 0)


def test_a_barred_call_says_why_until_the_line_has_moved_on(store: Store, booth: SaidBooth):
    heard = {"call": 1, "digits": PREMIUM, "relay": True}
    booth.state(30_000, line="ringing_out", **heard)
    assert (tile(store, 30_000).fate, tile(store, 30_000).why) == ("barred", "premium")
    booth.record(31_000, digits=PREMIUM, answered_ms=None, talk_ms=0, evidence="", ending="barred")
    booth.state(31_000, line="ended", **heard)
    assert (tile(store, 31_000).fate, tile(store, 31_000).why) == ("barred", "premium")
    booth.state(33_000, line="idle", relay=True)
    assert (tile(store, 33_000).fate, tile(store, 33_000).why) == ("", "")


def test_a_call_nobody_answered_costs_nothing(store: Store, booth: SaidBooth):
    booth.record(90_000, digits=NOWHERE, answered_ms=None, talk_ms=0, evidence="")
    seen = tile(store, 90_000)
    assert (seen.calls_count, seen.unpriced_count, seen.visit_minor) == (1, 0, 0)


def test_trouble(store: Store, booth: SaidBooth):
    assert tile(store, 2_000).trouble == ""
    booth.state(7_000, relay=False, ctr=0)
    assert tile(store, 7_000).trouble == "no_answer"
    booth.hello(8_000, nonce="f" * 32)
    assert tile(store, 8_000).trouble == "two_controllers"


def test_offline_after_three_missed_heartbeats(store: Store, booth: SaidBooth):
    assert tile(store, 16_000).online
    seen = tile(store, 16_001)
    assert (seen.online, seen.seen_ago_s) == (False, 15)


@pytest.mark.parametrize("count", [2, 12])
def test_the_questions_do_not_grow_with_the_booths(sqlite_store: Store, count: int):
    ids = [f"booth-{number}" for number in range(1, count + 1)]
    owner = furnish(sqlite_store, *ids)
    for booth_id in ids:
        booth = SaidBooth(sqlite_store, booth_id=booth_id)
        booth.hello()
        booth.unlock(owner, 1_000)
        booth.record(90_000)
        booth.state(95_000, line="talking", relay=True, call=2, digits=SPAIN, talk_ms=5_000)
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(sqlite_store._engine, "before_cursor_execute", note)
    tiles = board.tiles(sqlite_store, SHOP, now_ms=NOON_MS + 95_000)
    assert [seen.visit_minor for seen in tiles] == [65] * count
    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= 5
