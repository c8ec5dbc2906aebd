"""A release goes to many booths in waves, and stops for the first that does not hold it."""

import pytest
from locutorio.core.waves import SILENCE_MS, BadWaves
from locutorio.desk import alarms, rollouts, updates
from locutorio.desk.errors import UnknownBooth
from locutorio.desk.rollouts import NoRollout, NothingToUpdate, Rollout, RolloutRunning
from locutorio.desk.updates import UnknownRelease
from locutorio.store import releases
from locutorio.store.engine import Store
from locutorio.store.releases import Release
from small_shop import NOON_MS, SaidBooth, furnish

FOUR = ("booth-1", "booth-2", "booth-3", "booth-4")
LATER_MS = NOON_MS + 2000


@pytest.fixture
def row(store: Store) -> dict[str, SaidBooth]:
    """Four booths on the line; releases 7 and 8 are kept."""
    furnish(store, *FOUR)
    with store.begin() as tx:
        for number in (7, 8):
            releases.add(tx, Release(number, "1", NOON_MS), {"manifest": b"signed"})
    said = {booth_id: SaidBooth(store, booth_id) for booth_id in FOUR}
    for booth in said.values():
        booth.hello()
        booth.state(0)
    return said


def begin(store: Store, **asked) -> int:
    return rollouts.begin(store, 7, operator_id=None, now_ms=NOON_MS, **asked)


def say(booth: SaidBooth, verdict: str, *, now_ms: int = LATER_MS) -> None:
    message = {"boot": booth.boot, "release": 7, "name": "", "offset": 0, "verdict": verdict}
    with booth.store.begin() as tx:
        updates.want(tx, booth.ear, booth.booth_id, message, now_ms=now_ms)
    rollouts.advance(booth.store, now_ms=now_ms)


def offered(store: Store) -> list[str]:
    return [order.booth_id for order in updates.offers(store, epoch=7, now_ms=LATER_MS)]


def newest(store: Store) -> Rollout:
    return rollouts.recent(store)[0]


def test_wave_by_wave_to_the_end(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="1, 25%, rest")
    assert offered(store) == ["booth-1"]
    say(row["booth-1"], "taken")
    assert (offered(store), newest(store).wave) == (["booth-1"], 1)
    say(row["booth-1"], "held")
    assert offered(store) == ["booth-2"]
    say(row["booth-2"], "held")
    assert offered(store) == ["booth-3", "booth-4"]
    for name in ("booth-3", "booth-4"):
        assert newest(store).row.outcome == ""
        say(row[name], "held")
    done = newest(store)
    assert (done.row.outcome, done.row.ended_ms, done.held, done.waves) == ("done", LATER_MS, 4, 3)


def test_a_booth_that_greets_with_the_release_holds_it(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="1, rest")
    again = SaidBooth(store, "booth-1", boot=2)
    for trial, then in ((True, 1), (False, 2)):
        again.hello(release=7, trial=trial)
        again.state(1000)
        rollouts.advance(store, now_ms=LATER_MS)
        assert newest(store).wave == then


def test_it_stops_for_the_first_that_fails_and_says_so(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="2, rest")
    say(row["booth-1"], "taken")
    say(row["booth-1"], "failed")
    stopped = newest(store)
    assert (stopped.row.outcome, stopped.row.outcome_booth_id) == ("failed", "booth-1")
    assert offered(store) == []
    [alarm] = alarms.recent(store, limit=1)
    assert (alarm.kind, alarm.booth_id, alarm.detail) == ("update", "booth-1", "release 7 stopped: failed")
    rollouts.advance(store, now_ms=LATER_MS)
    assert len(alarms.recent(store, limit=5)) == 1


def test_silence_of_half_an_hour_stops_it(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="1, rest")
    rollouts.advance(store, now_ms=NOON_MS + SILENCE_MS)
    assert newest(store).row.outcome == ""
    rollouts.advance(store, now_ms=NOON_MS + SILENCE_MS + 1)
    assert (newest(store).row.outcome, newest(store).row.outcome_booth_id) == ("silent", "booth-1")


def test_a_booth_on_trial_when_it_stops_ends_that_by_itself(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="2, rest")
    say(row["booth-1"], "taken")
    rollouts.stop(store, operator_id=None, now_ms=LATER_MS)
    assert newest(store).row.outcome == "by_hand"
    assert offered(store) == ["booth-1"]
    with pytest.raises(NoRollout):
        rollouts.stop(store, operator_id=None, now_ms=LATER_MS)


def test_another_release_for_one_of_its_booths_stops_it(store: Store, row: dict[str, SaidBooth]):
    begin(store, sizes="1, rest")
    updates.offer(store, 8, ["booth-1"])
    rollouts.advance(store, now_ms=LATER_MS)
    assert newest(store).row.outcome == "withdrawn"
    assert offered(store) == ["booth-1"]  # the other one stands


def test_only_some_booths_and_only_those_that_need_it(store: Store, row: dict[str, SaidBooth]):
    two = SaidBooth(store, "booth-2", boot=2)
    two.hello(release=7)
    two.state(0)
    begin(store, booth_ids=["booth-2", "booth-4", "booth-3"], sizes="1, rest")
    assert [member.booth_id for member in newest(store).members] == ["booth-3", "booth-4"]


def test_what_cannot_begin(store: Store, row: dict[str, SaidBooth]):
    with pytest.raises(UnknownRelease):
        rollouts.begin(store, 9, operator_id=None, now_ms=NOON_MS)
    with pytest.raises(UnknownBooth, match="no booth nobody"):
        begin(store, booth_ids=["nobody"])
    with pytest.raises(BadWaves):
        begin(store, sizes="1")
    assert rollouts.recent(store) == []
    one = SaidBooth(store, "booth-1", boot=2)
    one.hello(release=8)
    one.state(0)
    with pytest.raises(NothingToUpdate):
        begin(store, booth_ids=["booth-1"])
    begin(store)
    with pytest.raises(RolloutRunning):
        begin(store)
