"""Alarms in the books: numbered in one row with the records, stored once, and acted on."""

from dataclasses import replace

import pytest
from locutorio.core.alarm import Alarm
from locutorio.core.rules import EMERGENCY, BoothRules
from locutorio.desk import acts, board, command, problems, record
from locutorio.desk.raise_alarm import keep_up, raise_now_and_then
from locutorio.desk.upkeep import ROOM_BYTES, look_after
from locutorio.store import alarms, booked
from locutorio.store.engine import Store
from paid_counter import pay, show
from small_shop import NOON_MS, NOWHERE, SHOP, SPAIN, SaidBooth


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    booth = SaidBooth(store)
    booth.hello()
    return booth


def told(store: Store) -> list[tuple[str, str, bool, str]]:
    """Oldest first."""
    with store.read() as tx:
        rows = alarms.recent(tx, limit=100)
    return [(row.booth_id, row.kind, row.on, row.detail) for row in reversed(rows)]


def test_alarms_and_records_are_numbered_in_one_row(booth: SaidBooth):
    assert booth.alarm(1_000, "no_line").ack == (1, 1)
    assert booth.record(90_000).ack == (1, 2)
    assert booth.record(95_000, seq=4, call=2).ack == (1, 2), "there is a gap"
    assert booth.alarm(2_000, "no_line", seq=3, on=False).ack == (1, 4)
    assert booth.alarm(3_000, "guard", seq=6).ack == (1, 4)
    assert booth.record(96_000, seq=5, call=3).ack == (1, 6), "the alarm was there before"
    assert record.rebuild(booth.store) == 3, "and no call is made of an alarm"


def test_an_alarm_is_stored_once_with_its_own_time(store: Store, booth: SaidBooth):
    for _ in range(2):
        assert booth.alarm(30_000, "bypass", seq=1, detail="x").ack == (1, 1)
    heard = booth.alarm(30_000, "bypass", seq=1, detail="y")
    assert "stored with other content" in heard.refused
    with store.read() as tx:
        (row,) = alarms.recent(tx, limit=9)
        assert (row.at_ms, row.boot, row.seq, row.on) == (NOON_MS + 30_000, 1, 1, True)
        assert alarms.count_between(tx, NOON_MS, NOON_MS + 30_001) == {"bypass": 1}
        assert alarms.count_between(tx, NOON_MS + 30_001, NOON_MS + 60_000) == {}


def test_alarms_are_new_until_somebody_has_seen_them(store: Store, booth: SaidBooth, owner):
    booth.alarm(1_000, "enclosure")
    booth.alarm(2_000, "enclosure", on=False)
    booth.alarm(3_000, "guard")
    with store.begin() as tx:
        assert alarms.unseen_count(tx) == 2, "what is over is no alarm of its own"
        alarms.mark_seen(tx, 2, person_id=owner.id, at_ms=NOON_MS)
        assert (alarms.unseen_count(tx), alarms.seen_up_to(tx)) == (1, 2)


def test_the_books_tell_by_whom_a_booth_was_locked_after_a_power_cut(store: Store, booth: SaidBooth, owner):
    booth.unlock(owner, 1_000)
    again = SaidBooth(store, boot=2, began_ms=NOON_MS + 60_000)
    again.hello()
    assert told(store) == [
        ("booth-1", "restarted", True, "power"),
        ("booth-1", "hub_fallback", True, "power_idle"),
    ]
    assert (acts.recent(store, 1)[0].name, acts.recent(store, 1)[0].detail) == ("", "power_idle")
    again.state(1_000, ctr=2)
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 61_000).phase == "settling"


def test_where_the_owner_chose_so_the_new_boot_gets_the_lease_again(store: Store, owner):
    shop = replace(SHOP, rules=BoothRules(power_idle=EMERGENCY))
    booth = SaidBooth(store, shop=shop)
    booth.hello()
    visit_id = booth.unlock(owner, 1_000)
    again = SaidBooth(store, shop=shop, boot=2, began_ms=NOON_MS + 60_000)
    again.hello()
    (order,) = command.due(store, shop, epoch=7, now_ms=NOON_MS + 60_000).orders
    assert (order.nonce, order.fields["unlocked"], order.fields["visit"]) == (again.nonce, True, visit_id)


def test_a_lease_the_booth_ended_is_locked_and_the_visit_can_be_paid(store: Store, booth: SaidBooth, owner):
    booth.unlock(owner, 1_000)
    booth.record(90_000)
    assert booth.state(91_000, lease="over").owes
    booth.leased = False
    booth.state(92_000, ctr=2)
    assert told(store) == [("booth-1", "hub_fallback", True, "lease_over")]
    assert pay(store, booth.bill_id, owner, now_ms=NOON_MS + 93_000).due_minor == 60


def test_an_emergency_call_costs_nothing_and_is_no_problem(store: Store, booth: SaidBooth, owner):
    """Made in a visit it stands on the bill; made on a locked booth it belongs to nobody."""
    booth.record(50_000, digits=NOWHERE, emergency=True)
    booth.state(59_000)
    visit_id = booth.unlock(owner, 60_000)
    booth.record(90_000, call=2, digits=SPAIN, emergency=True)
    booth.record(91_000, call=3)
    booth.lock(owner, 100_000)
    bill = show(store, booth.bill_id).bill
    assert [(call.destination, call.cost_minor) for call in bill.calls] == [("Emergency", 0), ("Zone 34", 60)]
    with store.read() as tx:
        assert [call.cost_minor for call in booked.of_visit(tx, visit_id)] == [None, 60]
    found = problems.problems(store, SHOP)
    assert (found.unpriced, found.never_billed) == ((), ())


def test_an_emergency_call_on_a_locked_booth_is_shown_and_hinders_no_checkout(
    store: Store, booth: SaidBooth, owner
):
    booth.shop = replace(SHOP, rules=BoothRules(emergency_numbers=("112",)))
    booth.unlock(owner, 1_000)
    booth.lock(owner, 2_000)
    booth.state(60_000, line="guarded", relay=True)
    assert board.tile(store, booth.shop, booth_id="booth-1", now_ms=NOON_MS + 60_000).phase == "settling"
    booth.state(70_000, line="talking", relay=True, call=1, digits="112", talk_ms=5_000)
    tile = board.tile(store, booth.shop, booth_id="booth-1", now_ms=NOON_MS + 70_000)
    assert (tile.phase, tile.emergency, tile.destination, tile.cost_minor) == (
        "settling",
        True,
        "Emergency",
        0,
    )


def test_lost_records_are_told(store: Store, booth: SaidBooth):
    booth.record(90_000, seq=4)
    booth.state(91_000, seq=4, oldest_seq=3)
    assert told(store) == [("booth-1", "lost_records", True, "1 1 2")]


def test_a_flood_of_forged_messages_is_told_once_a_minute(store: Store, booth: SaidBooth):
    with store.begin() as tx:
        for at_ms in range(0, 130_000, 1_000):
            raise_now_and_then(tx, "booth-1", Alarm("forged", detail=str(at_ms)), now_ms=NOON_MS + at_ms)
    assert [detail for *_, detail in told(store)] == ["0", "60000", "120000"]


def test_the_hubs_own_conditions_are_told_when_they_change(store: Store):
    for free_bytes in (ROOM_BYTES, ROOM_BYTES - 1, 10, ROOM_BYTES, None):
        look_after(store, free_bytes=free_bytes, running_out=[], now_ms=NOON_MS)
    look_after(store, free_bytes=None, running_out=["booth-1"], now_ms=NOON_MS)
    look_after(store, free_bytes=None, running_out=["booth-1"], now_ms=NOON_MS)
    assert told(store) == [
        ("", "disk", True, "199 MB"),
        ("", "disk", False, ""),
        ("", "certificate", True, "booth-1"),
    ]


def test_what_never_was_is_not_told_to_be_over(store: Store):
    with store.begin() as tx:
        keep_up(tx, [Alarm("disk", on=False)], now_ms=NOON_MS)
    assert told(store) == []
