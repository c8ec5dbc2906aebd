"""Ingest against real brokers: whatever comes in, goes away or comes back, no call is lost or doubled."""

import random

from boothwire import WIRE_VERSION
from locutorio.desk import board, problems
from locutorio.desk.lock import lock
from locutorio.desk.unlock import unlock
from locutorio.store import calls
from small_shop import SHOP
from sqlalchemy import text
from waiting import wait_for


def stored_seqs(running) -> list[int]:
    with running.store.read() as tx:
        return list(tx.execute(text("SELECT seq FROM record ORDER BY seq")).scalars())


def tile(running, booth_id: str = "booth-1"):
    return board.tile(running.store, SHOP, booth_id=booth_id, now_ms=running.clock())


def test_a_booth_that_greets_is_online_and_its_records_are_acknowledged(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    wait_for(lambda: "booth-1" in running.changed)
    booth.record(1)
    wait_for(lambda: booth.acked == 1)
    assert stored_seqs(running) == [1]


def test_doubled_and_shuffled_records_are_stored_once_and_acknowledged_to_the_last(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    numbers = list(range(1, 201)) * 2
    random.Random(1).shuffle(numbers)
    for seq in numbers:
        booth.record(seq, call=(seq + 1) // 2, state="ended" if seq % 2 == 0 else "talking",
                     ended_ms=None if seq % 2 else 80_000, ending="" if seq % 2 else "hangup")  # fmt: skip
    wait_for(lambda: booth.acked == 200)
    assert stored_seqs(running) == list(range(1, 201))


def test_an_ack_stops_before_a_gap(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    for seq in (1, 2, 4):
        booth.record(seq, call=seq)
    wait_for(lambda: stored_seqs(running) == [1, 2, 4])
    booth.record(2, call=2)
    wait_for(lambda: booth.acked == 2)
    booth.record(3, call=3)
    wait_for(lambda: booth.acked == 4)


def test_rubbish_is_put_aside_and_the_next_message_is_taken(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    name = booth.topic("record")
    booth.shout(name, b"")
    booth.shout(name, b"\xff\x00" * 300)
    booth.shout(name, b"0" * 64 + b" {}")
    booth.shout(name, b"x" * 10_000)
    booth.shout(name.replace("booth-1", "nobody"), b"hello")
    booth.shout(name.replace("/booth-1/", "//"), b"hello")
    booth.shout(name.replace(f"/{WIRE_VERSION}/", "/9/"), b"later words")
    booth.record(1)
    wait_for(lambda: booth.acked == 1)
    found = wait_for(lambda: len(seen := problems.problems(running.store, SHOP).quarantined) == 7 and seen)
    assert {"no signature", "the signature does not fit", "there is no booth nobody"} <= {
        message.reason for message in found
    }
    assert all(len(message.payload) <= 1024 for message in found)
    assert tile(running).trouble == "needs_flashing"
    assert running.ingest.healthy()


def test_what_is_wanted_reaches_the_booth_and_is_said_again_until_it_obeys(running):
    booth = running.booth()
    booth.obeys = False
    wait_for(lambda: tile(running).online)
    unlock(running.store, SHOP, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    running.ingest.push({"booth-1"})
    wait_for(lambda: booth.desired)
    assert tile(running).phase == "opening"
    heard = len(booth.desired)
    booth.obeys = True
    wait_for(lambda: len(booth.desired) > heard)  # by itself: nobody pushed
    wait_for(lambda: tile(running).phase == "open")
    lock(running.store, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    running.ingest.push({"booth-1"})
    wait_for(lambda: tile(running).phase == "settling")


def test_a_rebooted_booth_is_told_again_with_its_new_nonce(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    unlock(running.store, SHOP, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    running.ingest.push({"booth-1"})
    wait_for(lambda: tile(running).phase == "open")
    booth.close()
    again = running.booth(boot=2, reset="watchdog")
    wait_for(lambda: again.obeyed["unlocked"])
    wait_for(lambda: tile(running).phase == "open")
    assert again.desired[0]["nonce"] == again.nonce


def test_the_broker_dies_and_comes_back(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    booth.record(1)
    wait_for(lambda: booth.acked == 1)
    running.broker.kill()
    running.broker.start()
    wait_for(lambda: (booth.record(2, call=2), booth.acked == 2)[1], within_s=30)
    wait_for(running.ingest.healthy)
    assert stored_seqs(running) == [1, 2]


def test_a_hub_that_missed_the_greeting_learns_the_boot_from_its_presence(running):
    running.ingest.stop()
    booth = running.booth(boot=7)
    wait_for(booth.is_connected)
    running.new_ingest()
    wait_for(lambda: (booth.state(), tile(running).online)[1])
    unlock(running.store, SHOP, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    running.ingest.push({"booth-1"})
    wait_for(lambda: booth.obeyed["unlocked"])


def test_a_message_that_cannot_be_stored_takes_no_other_down(running):
    """A foreign key, a full disk, a bug: whatever one message meets, the ones beside it are kept."""
    with running.store.begin() as tx:
        tx.execute(text("CREATE TRIGGER poison BEFORE INSERT ON record WHEN NEW.call = 13 "
                        "BEGIN SELECT RAISE(ABORT, 'poison'); END"))  # fmt: skip
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    for seq in (1, 2, 3):
        booth.record(seq, call={2: 13}.get(seq, seq))
    wait_for(lambda: stored_seqs(running) == [1, 3])
    reasons = wait_for(lambda: [m.reason for m in problems.problems(running.store, SHOP).quarantined])
    assert "poison" in reasons[0]
    booth.record(1, call=1)
    wait_for(lambda: booth.acked == 1)
    assert running.ingest.healthy()


def test_whoever_is_told_of_changes_cannot_stop_ingest(running):
    running.ingest._on_changed = lambda booth_ids: 1 / 0
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    for seq in (1, 2):
        booth.record(seq, call=seq)
    wait_for(lambda: booth.acked == 2)
    assert running.ingest.healthy()


def test_late_records_of_an_old_boot_are_calls_like_any_other(running):
    """They are acknowledged to the boot that holds them now."""
    booth = running.booth(boot=2)
    wait_for(lambda: (booth.record(1), booth.acked == 1)[1])
    booth.record(1, boot=1)
    wait_for(lambda: {"boot": 1, "seq": 1}.items() <= booth.heard["ack"][-1].items())
    with running.store.begin() as tx:
        found = tx.execute(text("SELECT boot FROM call ORDER BY boot")).scalars()
        assert list(found) == [1, 2]
        assert calls.rebuild(tx) == 2
