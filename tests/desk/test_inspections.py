"""Technicians ask booths in service; one is asked until it answers, and its answer is kept to the letter."""

import json

import pytest
from locutorio.core.inspection import GIVEN_UP_MS, VITALS_EVERY_MS
from locutorio.desk import acts, inspection_wire, inspections
from locutorio.desk.errors import BoothOffline, NotOurBooth, UnknownBooth
from locutorio.desk.heard import STALE, Heard
from locutorio.desk.inspection_wire import TRACES_KEPT_MS
from locutorio.desk.inspections import BoothBusy, UnknownInspection
from locutorio.store.engine import Store
from small_shop import NOON_MS, SaidBooth
from told_inspections import told_checkup, told_trace

SOON_MS = NOON_MS + 2000


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    said = SaidBooth(store)
    said.hello()
    said.state(0)
    return said


def ask(booth: SaidBooth, owner, want: str = "checkup", for_s: int = 0) -> int:
    return inspections.ask(
        booth.store, booth.booth_id, want, for_s=for_s, operator_id=owner.id, now_ms=NOON_MS
    )


def said(store: Store, *, epoch: int = 7) -> list[tuple[object, ...]]:
    return [(order.booth_id, *order.fields.values()) for order in inspection_wire.orders(store, epoch=epoch)]


def tell(booth: SaidBooth, message: dict[str, object], *, booth_id: str = "") -> Heard:
    handler = inspection_wire.trace if "part" in message else inspection_wire.checkup
    with booth.store.begin() as tx:
        return handler(tx, booth.ear, booth_id or booth.booth_id, message, now_ms=SOON_MS)


def test_it_is_asked_until_it_answers(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner)
    assert said(store) == said(store) == [("booth-1", n, "checkup", 0)]
    assert said(store, epoch=6) == []  # it listens to a later hub
    assert tell(booth, told_checkup(n)).changed
    assert said(store) == []
    found = inspections.find(store, n)
    assert (found.verdict, found.ended_ms) == ("done", SOON_MS)
    assert json.loads(found.answer) == told_checkup(n)
    assert acts.recent(store, 1)[0].kind == "diagnose"


def test_an_answer_counts_once_and_only_from_the_booth_that_was_asked(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner)
    assert tell(booth, told_checkup(n), booth_id="booth-2") == STALE
    assert tell(booth, told_checkup(0)) == tell(booth, told_checkup(n + 1)) == STALE
    tell(booth, told_checkup(n))
    assert tell(booth, told_checkup(n, heap_free=1)) == STALE
    assert "90000" in inspections.find(store, n).answer


def test_what_a_watched_booth_does_comes_part_by_part(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner, "trace", 30)
    assert said(store) == [("booth-1", n, "trace", 30)]
    first = told_trace(n, 1, ("loop_a", 1, 900))
    assert tell(booth, first).changed
    assert tell(booth, first) == STALE  # doubled on the way
    assert said(store) == []
    tell(booth, told_trace(n, 2))
    assert [part.part for part in inspections.parts(store, n)] == [1, 2]
    assert json.loads(inspections.parts(store, n)[0].document)["edges"] == [["loop_a", 1, 900]]
    assert [part.part for part in inspections.parts(store, n, after=1)] == [2]
    inspections.stop(store, n)
    assert said(store) == [("booth-1", n, "stop", 0)]
    tell(booth, told_trace(n, 3, over=True))
    assert (said(store), inspections.find(store, n).verdict) == ([], "done")
    inspections.stop(store, n)
    assert said(store) == []


def test_what_nobody_answers_is_given_up(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner)
    inspection_wire.keep_up(store, now_ms=NOON_MS + GIVEN_UP_MS)
    assert inspections.find(store, n).goes_on
    inspection_wire.keep_up(store, now_ms=NOON_MS + GIVEN_UP_MS + 1)
    assert (said(store), inspections.find(store, n).verdict) == ([], "unanswered")


def test_a_watched_booth_has_the_time_it_was_given(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner, "trace", 30)
    tell(booth, told_trace(n, 1))
    inspection_wire.keep_up(store, now_ms=NOON_MS + 30_000 + GIVEN_UP_MS)
    assert inspections.find(store, n).goes_on
    inspection_wire.keep_up(store, now_ms=NOON_MS + 30_001 + GIVEN_UP_MS)
    assert inspections.find(store, n).verdict == "unanswered"


def test_what_was_watched_is_forgotten_after_a_day(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner, "trace", 30)
    tell(booth, told_trace(n, 1, over=True))
    kept = []
    for later_ms in (TRACES_KEPT_MS, TRACES_KEPT_MS + VITALS_EVERY_MS):
        booth.state(later_ms)
        inspection_wire.keep_up(store, now_ms=SOON_MS + later_ms)
        kept.append(len(inspections.parts(store, n)))
        tell(booth, told_checkup(n + len(kept)))
    assert kept == [1, 0]


def test_a_newer_one_takes_the_place_of_an_older(store: Store, booth: SaidBooth, owner):
    older, newer = ask(booth, owner, "trace", 30), ask(booth, owner)
    assert inspections.find(store, older).verdict == "replaced"
    assert said(store) == [("booth-1", newer, "checkup", 0)]


def test_nobody_is_disturbed(store: Store, booth: SaidBooth, owner):
    booth.unlock(owner, 100)
    with pytest.raises(BoothBusy):
        ask(booth, owner)
    assert ask(booth, owner, "vitals")
    assert ask(booth, owner, "trace", 60)


def test_the_booth_has_the_last_word(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner)
    tell(booth, told_checkup(n, verdict="busy"))
    assert inspections.find(store, n).verdict == "busy"


def test_what_cannot_be_asked(store: Store, booth: SaidBooth, owner):
    for want, for_s in (("stop", 0), ("trace", 0), ("trace", 601), ("checkup", 5)):
        with pytest.raises(UnknownInspection):
            ask(booth, owner, want, for_s)
    with pytest.raises(UnknownBooth):
        inspections.ask(store, "nobody", "checkup", operator_id=owner.id, now_ms=NOON_MS)
    with pytest.raises(BoothOffline):
        inspections.ask(store, "booth-2", "checkup", operator_id=owner.id, now_ms=NOON_MS)
    with pytest.raises(UnknownInspection):
        inspections.find(store, 99)
    booth.state(500, epoch=8)
    with pytest.raises(NotOurBooth):
        ask(booth, owner)


def test_the_hub_asks_each_booth_on_the_line_how_it_is(store: Store, booth: SaidBooth, owner):
    inspection_wire.keep_up(store, now_ms=SOON_MS)
    [(booth_id, first, want, _)] = said(store)
    assert (booth_id, want) == ("booth-1", "vitals")
    tell(booth, told_checkup(first))
    for after_ms, expected in ((VITALS_EVERY_MS - 1, []), (VITALS_EVERY_MS, [("booth-1", first + 1)])):
        booth.state(after_ms)
        inspection_wire.keep_up(store, now_ms=SOON_MS + after_ms)
        assert [each[:2] for each in said(store)] == expected
    tell(booth, told_checkup(first + 1))
    assert [each.id for each in inspections.recent(store, "booth-1", ["vitals"])] == [first + 1]


def test_it_does_not_ask_into_somebodys_work(store: Store, booth: SaidBooth, owner):
    n = ask(booth, owner, "trace", 60)
    inspection_wire.keep_up(store, now_ms=SOON_MS)
    assert said(store) == [("booth-1", n, "trace", 60)]
