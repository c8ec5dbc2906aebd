"""A call is its latest record, in whatever order they came."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.booked import BookedCall
from locutorio.core.call import Call, latest

ENDED = Call(
    booth_id="booth-1", boot=1, seq=9, call=2, visit_id="v", state="ended", digits="0034911234567",
    dialled_ms=10_000, answered_ms=20_000, ended_ms=80_999, talk_ms=60_999, evidence="reversal", pulses=0,
    flashes=0, ending="hangup", emergency=False,
)  # fmt: skip
BOOKED = BookedCall(
    id=5, booth_label="Booth 1", call=ENDED, anchor_ms=1_000_000, charged_at_ms=None, seconds=None,
    destination="", cost_minor=None, detail="", decided_minor=None,
)  # fmt: skip


@given(st.permutations([replace(ENDED, seq=seq, talk_ms=seq) for seq in range(1, 8)] * 2))
def test_the_highest_number_is_the_call(records: list[Call]):
    assert latest(records).talk_ms == 7


def test_only_completed_seconds_count():
    assert ENDED.talk_s == 60


def test_an_unanswered_call_costs_nothing_an_answered_one_waits_for_its_price():
    unanswered = replace(ENDED, answered_ms=None, talk_ms=0, evidence="")
    assert replace(BOOKED, call=unanswered).due_minor == 0
    assert BOOKED.due_minor is None
    assert replace(BOOKED, cost_minor=126).due_minor == 126
    assert replace(BOOKED, decided_minor=50).due_minor == 50


def test_a_booked_call_on_the_bill():
    billed = BOOKED.billed("ES")
    assert (billed.answered_at_ms, billed.duration_s, billed.cost_minor) == (1_020_000, 60, None)
    assert (billed.number, billed.country) == ("+34 911 23 45 67", "ES")
    settled = replace(BOOKED, charged_at_ms=1_019_000, seconds=30, cost_minor=40).billed("ES")
    assert (settled.answered_at_ms, settled.duration_s, settled.cost_minor) == (1_019_000, 30, 40)


def test_the_working_is_shown_where_it_is_wanted_and_made_the_price():
    step = {"increments": 1, "increment_s": 60, "price": "0.1", "per_s": 60}
    detail = json.dumps({"steps": [step], "connect_fee": "0", "min_cost": "0", "max_cost": None})
    charged = replace(BOOKED, cost_minor=10, detail=detail)
    assert charged.billed("ES").working is None
    assert charged.billed("ES", steps=True).working.runs[0].increment_s == 60
    assert replace(charged, decided_minor=5).billed("ES", steps=True).working is None
    emergency = replace(charged, call=replace(ENDED, emergency=True))
    assert emergency.billed("ES", steps=True).working is None


def test_an_unanswered_call_began_with_its_first_digit():
    assert replace(BOOKED, call=replace(ENDED, answered_ms=None)).began_at_ms == 1_010_000


def test_finished_means_that_nothing_can_be_added():
    running = replace(ENDED, state="talking", ended_ms=None)
    assert BOOKED.is_finished
    assert not replace(BOOKED, call=running).is_finished
    assert replace(BOOKED, call=running, cost_minor=10).is_finished
