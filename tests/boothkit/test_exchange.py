"""The model of telephone and line: what reaches the pins, and when."""

import doctest

import pytest
from boothkit import exchange
from boothkit.exchange import Exchange
from boothkit.wire import DTMF_KEYS, Edge
from hypothesis import given
from hypothesis import strategies as st

LOOPS = ("loop_a", "loop_b")


def open_line(convention: str = "on_answer") -> Exchange:
    """A booth unlocked at 0 and lifted at 100; the exchange has answered by 1000."""
    line = Exchange(convention)
    line.relay(0, True)
    line.off_hook(100)
    line.advance(1000)
    return line


def named(edges: list[Edge], *pins: str) -> list[Edge]:
    return [edge for edge in edges if edge.pin in pins]


def spans(edges: list[Edge], pin: str) -> list[tuple[int, int]]:
    """(from, length) of each time the pin was active."""
    times = [edge.at_ms for edge in named(edges, pin)]
    return [(on, off - on) for on, off in zip(times[::2], times[1::2], strict=True)]


def test_the_example_at_its_head_is_true():
    assert doctest.testmod(exchange) == (0, 3)


def test_current_flows_only_through_a_closed_relay_and_a_lifted_handset():
    line = Exchange()
    assert named(line.off_hook(100), *LOOPS) == []
    assert named(line.relay(200, True), *LOOPS) == [Edge(200, "loop_a", True)]
    assert named(line.relay(300, False), *LOOPS) == [Edge(300, "loop_a", False)]
    assert named(line.relay(400, True), *LOOPS) == [Edge(400, "loop_a", True)]
    assert named(line.on_hook(500), *LOOPS) == [Edge(500, "loop_a", False)]


def test_the_handset_shows_at_the_rest_contacts_while_the_relay_is_open():
    line = Exchange()
    assert named(line.off_hook(100), "hook") == [Edge(100, "hook", True)]
    assert named(line.relay(200, True), "hook") == [Edge(200, "hook", False)]
    assert named(line.relay(300, False), "hook") == [Edge(300, "hook", True)]
    assert named(line.on_hook(400), "hook") == [Edge(400, "hook", False)]


def test_a_lifted_handset_draws_the_voltage_down_and_a_failing_battery_takes_it_away():
    line = Exchange()
    assert line.connect(0) == [Edge(0, "line_volts", True)]
    line.relay(0, True)
    edges = line.off_hook(100) + line.on_hook(2000) + line.interrupt(9000, 500) + line.advance(10000)
    assert named(edges, "line_volts") == [
        Edge(100, "line_volts", False),
        Edge(2000, "line_volts", True),
        Edge(9000, "line_volts", False),
        Edge(9500, "line_volts", True),
    ]


def test_a_bridged_relay_lets_current_through_while_it_is_open():
    line = Exchange()
    line.bypass(0, "on")
    assert named(line.off_hook(100), *LOOPS) == [Edge(100, "loop_a", True)]
    assert named(line.bypass(200, "off"), *LOOPS) == [Edge(200, "loop_a", False)]


@pytest.mark.parametrize(
    ("key", "bits"),
    [("1", "0001"), ("7", "0111"), ("0", "1010"), ("*", "1011"), ("#", "1100"), ("D", "0000")],
)
def test_the_decoder_shows_the_key_before_it_strobes(key: str, bits: str):
    line = open_line()
    edges = line.dial(1000, key)
    shown = {edge.pin for edge in edges if edge.active}
    assert shown == {f"dtmf_q{4 - place}" for place, bit in enumerate(bits) if bit == "1"} | {"dtmf_std"}
    assert edges[-1] == Edge(1000, "dtmf_std", True)


def test_keys_are_held_and_spaced_for_70_ms():
    line = open_line()
    edges = line.dial(1000, DTMF_KEYS) + line.advance(9000)
    assert spans(edges, "dtmf_std") == [(1000 + 140 * place, 70) for place in range(16)]


def test_no_tone_is_heard_over_an_open_relay():
    line = open_line()
    edges = line.dial(1000, "11") + line.relay(1100, False) + line.advance(2000)
    assert spans(edges, "dtmf_std") == [(1000, 70)]


def test_rotary_digits_are_pulses_with_a_pause_between():
    line = open_line()
    edges = named(line.rotary(1000, "20") + line.advance(9000), "loop_a")
    breaks = [edge.at_ms for edge in edges if not edge.active]
    assert breaks == [1000, 1100, *range(2000, 3000, 100)]
    assert all(back.at_ms - gone.at_ms == 60 for gone, back in zip(edges[::2], edges[1::2], strict=True))


def test_answer_turns_the_polarity_and_release_turns_it_back():
    line = open_line()
    edges = line.answer(2000) + line.release(5000) + line.advance(6000)
    assert named(edges, *LOOPS) == [
        Edge(2000, "loop_a", False),
        Edge(2003, "loop_b", True),
        Edge(5000, "loop_b", False),
        Edge(5003, "loop_a", True),
    ]


def test_a_soft_reversal_leaves_both_inputs_dark_for_a_while():
    line = open_line()
    assert named(line.answer(2000, 80) + line.advance(3000), *LOOPS) == [
        Edge(2000, "loop_a", False),
        Edge(2080, "loop_b", True),
    ]


def test_the_other_convention_turns_when_seized_and_again_at_the_answer():
    line = Exchange("on_idle")
    line.relay(0, True)
    edges = line.off_hook(100) + line.advance(1000) + line.answer(2000) + line.advance(3000)
    assert [edge.pin for edge in edges if edge.active] == ["loop_a", "loop_b", "loop_a"]


def test_metering_pulses_come_every_n_seconds_until_the_line_is_given_up():
    line = open_line("on_answer")
    edges = line.answer_pulse(2000, 10) + line.on_hook(25000) + line.advance(60000)
    assert spans(edges, "meter") == [(2000, 120), (12000, 120), (22000, 120)]


def test_the_next_call_is_not_metered_by_the_one_before():
    line = open_line()
    line.answer_pulse(2000, 10)
    line.on_hook(5000)
    edges = line.off_hook(9000) + line.advance(60000)
    assert named(edges, "meter") == []


def test_a_metering_pulse_does_not_outlast_the_relay():
    line = open_line()
    edges = line.answer_pulse(2000) + line.relay(2050, False) + line.advance(3000)
    assert spans(edges, "meter") == [(2000, 50)]


def test_who_hangs_up_while_dialling_dials_no_further():
    line = open_line()
    edges = line.dial(1000, "123") + line.on_hook(1100) + line.off_hook(1150) + line.advance(3000)
    assert spans(edges, "dtmf_std") == [(1000, 70)]


def test_a_flash_and_a_failing_battery_are_breaks_of_their_length():
    line = open_line()
    edges = line.flash(2000) + line.advance(3000) + line.interrupt(4000, 15) + line.advance(5000)
    edges = named(edges, *LOOPS)
    assert [edge.at_ms for edge in edges] == [2000, 2100, 4000, 4015]


def test_after_a_hang_up_the_line_is_idle_again_and_knocks_at_the_ring_detector():
    line = open_line()
    line.answer(2000)
    edges = line.on_hook(5000) + line.advance(9000)
    assert spans(edges, "ring") == [(5900, 110)]
    assert named(line.off_hook(10000), *LOOPS) == [Edge(10000, "loop_a", True)]


def test_a_flash_is_too_short_for_the_exchange_to_give_the_line_up():
    line = open_line()
    line.answer(2000)
    line.advance(3000)
    edges = line.flash(5000, 700) + line.advance(9000)
    assert named(edges, *LOOPS) == [Edge(5000, "loop_b", False), Edge(5700, "loop_b", True)]


def test_ringing_lights_the_loop_inputs_by_turns_through_a_closed_relay():
    line = Exchange()
    line.relay(0, True)
    edges = line.ring(1000, 200) + line.advance(2000)
    assert spans(edges, "ring") == [(1000, 200)]
    assert spans(edges, "loop_a") == [(1000 + 40 * wave, 15) for wave in range(5)]
    assert spans(edges, "loop_b") == [(1020 + 40 * wave, 15) for wave in range(5)]


def test_a_locked_booth_hears_the_ringing_at_the_detector_only():
    line = Exchange()
    assert named(line.ring(1000) + line.advance(3000), *LOOPS) == []


def test_lifting_the_handset_trips_the_ringing():
    line = Exchange()
    line.relay(0, True)
    edges = line.ring(1000) + line.off_hook(1250) + line.advance(3000)
    assert spans(edges, "ring") == [(1000, 250)]


def test_a_pin_can_be_forced():
    line = open_line()
    assert line.pin(2000, "tamper", True) == [Edge(2000, "tamper", True)]
    assert line.pin(3000, "loop_a", False) == [Edge(3000, "loop_a", False)]


def test_two_reversals_that_overlap_never_light_both_legs():
    line = Exchange("on_idle")
    line.relay(0, True)
    line.off_hook(0)
    line.answer(153, 901)
    line.answer(153, 1055)
    both = [edge for edge in line.advance(5000) if edge.at_ms == 1208]
    assert both == [Edge(1208, "loop_b", False), Edge(1208, "loop_a", True)]


ACTS = st.one_of(
    st.tuples(st.just("relay"), st.booleans()),
    st.tuples(st.just("bypass"), st.sampled_from(["on", "off"])),
    st.tuples(st.sampled_from(["off_hook", "on_hook", "release", "busy", "answer", "flash", "ring"])),
    st.tuples(st.just("answer_pulse"), st.integers(1, 9)),
    st.tuples(st.sampled_from(["answer", "interrupt", "flash"]), st.integers(1, 2000)),
    st.tuples(st.sampled_from(["dial", "rotary"]), st.text("0123456789", max_size=5)),
)


@given(
    st.sampled_from(["on_answer", "on_idle"]), st.lists(st.tuples(st.integers(0, 3000), ACTS), max_size=20)
)
def test_whatever_happens_edges_come_in_order_and_tell_the_levels(convention: str, story):
    line, at_ms = Exchange(convention), 0
    edges = line.connect(0)
    for wait_ms, (action, *arguments) in story:
        at_ms += wait_ms
        edges += getattr(line, action)(at_ms, *arguments)
    edges += line.advance(at_ms + 60000)
    high: set[str] = set()
    for edge in edges:
        assert edge.active != (edge.pin in high), "an edge changes its pin"
        high ^= {edge.pin}
        assert not high.issuperset(LOOPS), "current flows one way"
    assert [edge.at_ms for edge in edges] == sorted(edge.at_ms for edge in edges)
