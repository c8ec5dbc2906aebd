"""When the bill starts, by each profile."""

from booth.answer import Answer
from booth.profile import load


def answer_by(name: str, **figures) -> Answer:
    return Answer(load({"base": name, **figures}))


def test_the_first_reversal_after_a_digit_answers_and_the_next_releases():
    answer = answer_by("reversal")
    assert answer.reversal(500) == []  # the exchange's own, when it took the line
    answer.digit(1000)
    assert answer.reversal(5000) == [("answer", 5000, "reversal")]
    assert answer.reversal(9000) == [("release", 9000, "")]


def test_dialling_is_complete_so_long_after_the_last_digit():
    answer = answer_by("reversal", digits_done_s=4)
    answer.digit(1000)
    answer.digit(2000)
    assert answer.advance(5999) == []
    assert answer.advance(6000) == [("digits_done", 6000, "")]
    assert answer.due_ms is None


def test_a_metering_pulse_answers_once_and_a_reversal_does_not():
    answer = answer_by("metering")
    assert answer.metering_pulse(500) == []
    answer.digit(1000)
    assert answer.reversal(3000) == []
    assert answer.metering_pulse(4000) == [("answer", 4000, "metering")]
    assert answer.metering_pulse(5000) == []


def test_a_delay_counts_from_the_last_digit():
    answer = answer_by("delay", answer_delay_s=3, digits_done_s=5)
    answer.digit(1000)
    answer.digit(2000)
    assert answer.advance(5000) == [("answer", 5000, "delay")]
    assert answer.due_ms is None


def test_after_the_end_nothing_is_due():
    answer = answer_by("delay")
    answer.digit(1000)
    answer.stop()
    assert answer.due_ms is None
    assert answer.reversal(2000) == []
