"""The hub speaks with its epoch, is heard now and then, and is quiet once another hub has been started."""

import pytest
from boothwire.messages import encode
from locutorio.desk import board, problems
from locutorio.desk.errors import NotOurBooth
from locutorio.desk.unlock import unlock
from locutorio.ingest.client import Ingest
from locutorio.store import alarms
from small_shop import SHOP, SPAIN
from sqlalchemy import text
from waiting import wait_for
from wired_booth import WiredBooth


def tile(running):
    return board.tile(running.store, SHOP, booth_id="booth-1", now_ms=running.clock())


def open_booth(running) -> WiredBooth:
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    unlock(running.store, SHOP, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    running.ingest.push({"booth-1"})
    wait_for(lambda: tile(running).phase == "open")
    return booth


def test_the_hub_is_heard_without_having_anything_to_say(running):
    booth = running.booth()
    beats = wait_for(lambda: (booth.state(), booth.heard.get("beat"))[1])
    wait_for(lambda: (booth.state(), len(beats) > 1)[1])
    assert [beat["n"] for beat in beats] == sorted({beat["n"] for beat in beats})
    assert abs(beats[-1]["unix_ms"] - running.clock()) < 60_000


def test_a_call_gets_its_grant(running):
    booth = open_booth(running)
    grants = wait_for(
        lambda: (booth.state(line="talking", call=1, digits=SPAIN), booth.heard.get("grant"))[1]
    )
    assert (grants[0]["call"], grants[0]["n"], grants[0]["fate"], grants[0]["label"]) == (
        1,
        1,
        "priced",
        "Zone 34",
    )
    wait_for(lambda: (booth.state(line="talking", call=1, digits=SPAIN, granted=1), tile(running).fate)[1])
    assert tile(running).limit_s == 0
    said = len(grants)
    booth.record(1, visit=tile(running).visit_id)
    wait_for(lambda: booth.acked == 1)
    assert len(grants) == said, "the booth has it: nobody says it again"


def test_an_alarm_is_acknowledged_like_a_record(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    booth.say("alarm", {"boot": 1, "seq": 1, "at_ms": 5, "fault": "bypass", "on": True, "detail": ""})
    wait_for(lambda: booth.acked == 1)
    with running.store.read() as tx:
        assert [row.kind for row in alarms.recent(tx, limit=5)] == ["bypass"]


def test_the_hub_started_last_is_in_charge_and_the_first_falls_silent(running):
    booth = open_booth(running)
    first, first_epoch = running.ingest, booth.epoch
    second = Ingest(
        running.store,
        SHOP,
        broker_url=running.broker.url,
        on_changed=running.changed.update,
        clock=running.clock,
    )
    second.start()
    try:
        wait_for(lambda: first.fenced)
        assert not second.fenced
        wait_for(lambda: (booth.state(), booth.epoch > first_epoch)[1])
        wait_for(lambda: (booth.record(1), booth.acked == 1)[1])
        epochs = [message["epoch"] for messages in booth.heard.values() for message in messages]
        assert {first_epoch, booth.epoch} == set(epochs)
    finally:
        second.stop()


def test_a_hub_that_booths_have_outgrown_says_so_and_commands_nothing(running):
    """It comes from another machine's books: its epoch is no match."""
    booth = running.booth()
    booth.epoch = 9_000_000_000
    wait_for(lambda: (booth.state(), "fenced" in tile(running).conditions)[1])
    with pytest.raises(NotOurBooth):
        unlock(running.store, SHOP, booth_id="booth-1", operator_id=running.owner.id, now_ms=running.clock())
    booth.record(1)
    wait_for(lambda: problems.problems(running.store, SHOP).never_billed)
    assert booth.heard == {}
    assert tile(running).trouble == "fenced"


def test_a_new_key_is_known_within_seconds(running):
    """Its controller was stolen: what that one says is refused, what the new one says is taken."""
    stolen = running.booth()
    wait_for(lambda: tile(running).online)
    with running.store.begin() as tx:
        tx.execute(text("UPDATE booth SET key_hex = :key WHERE id = 'booth-1'"), {"key": "5a" * 32})
    again = running.booth(boot=2)
    wait_for(lambda: (again.greet(), again.record(1), again.acked == 1)[2])
    stolen.record(1)
    again.record(2, call=2)
    wait_for(lambda: again.acked == 2)
    assert stolen.acked == 0


def test_a_forged_message_is_an_alarm_of_its_booth(running):
    booth = running.booth()
    wait_for(lambda: tile(running).online)
    name = booth.topic("record")
    message = {"boot": 1, "nonce": "0" * 32, "online": True}
    booth.shout(name, encode(booth.topic("presence"), message, booth.key))

    def forged() -> str:
        with running.store.read() as tx:
            found = alarms.latest(tx, "booth-1", "forged")
        return found.detail if found else ""

    assert wait_for(forged) == "the signature does not fit"
