"""What a record says of its call."""

from booth.call import Call, ended_by_restart
from boothwire.messages import check


def answered_call() -> Call:
    call = Call(1, "v", 1000, 30000)
    call.dial("9")
    call.answer(5000, "reversal")
    return call


def test_a_talking_call_counts_to_the_moment_asked_and_an_ended_one_to_its_end():
    call = answered_call()
    assert call.talk_ms(7500) == 2500
    call.end(9000, "hangup")
    assert call.talk_ms(99999) == 4000


def test_an_end_dated_before_the_answer_is_a_call_of_no_length():
    call = answered_call()
    call.end(4800, "hangup")
    assert call.snapshot(6000)["talk_ms"] == 0
    assert call.snapshot(6000)["ended_ms"] == 5000


def test_checkpoints_come_at_even_distance_however_late_they_are_taken():
    call = answered_call()
    assert call.advance(35400) == [35000]
    assert call.due_ms == 65000


def test_digits_past_what_the_wire_takes_are_dropped():
    call = Call(1, "", 0, 30000)
    for _ in range(70):
        call.dial("1")
    assert len(call.digits) == 64


def test_the_closing_record_after_a_power_cut_ends_where_the_journal_does():
    record = {**answered_call().snapshot(35000), "boot": 3, "seq": 2}
    closing = ended_by_restart(record, 7)
    check("record", closing)
    assert (closing["boot"], closing["seq"], closing["ending"]) == (3, 7, "restart")
    assert (closing["ended_ms"], closing["talk_ms"]) == (35000, 30000)
