"""What the hub has to say of its own prices before anybody misses it."""

from datetime import UTC, datetime

from carrier import add_deck, add_package, adopt, markup
from locutorio.desk.upkeep import look_after
from locutorio.store import alarms
from locutorio.store.engine import Store
from small_shop import furnish


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


def test_that_holidays_run_out_is_told_two_months_before(store: Store):
    """Written out in 2026 they reach to the end of 2030."""
    furnish(store, "booth-1")
    deck_id = add_deck(store, p34="0.10")
    add_package(store, markup("20"), deck_id=deck_id, name="Every day")
    by_feasts = add_package(store, markup("20"), deck_id=deck_id, name="Feasts")
    adopt(store, by_feasts, markup("20", rules=[{"period": {"holidays": "ES"}, "percent": "0"}]))
    for now_ms in (at(2030, 11, 1), at(2030, 11, 3), at(2031, 2, 1)):
        look_after(store, free_bytes=None, running_out=[], now_ms=now_ms)
    with store.read() as tx:
        told = [(row.kind, row.on, row.detail, row.at_ms) for row in alarms.recent(tx, limit=9)]
    assert told == [("holidays", True, "Feasts", at(2030, 11, 3))]
