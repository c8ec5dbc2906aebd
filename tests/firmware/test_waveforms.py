"""Circuit and firmware meet: what the simulated line does to the pins, played through the real booth."""

import pytest
from booth.booth import Booth
from booth.profile import load
from booth_bench import NONCE, desired

from hardware.spice import waveforms
from hardware.spice.waveforms import PinEdge, pin_edges

pytestmark = pytest.mark.xdist_group("simulations")

AWAKE_MS = 3000  # the booth has rested, its line is through
EDGE_MS = 3  # so exactly does a pin show what happened on the line


def played(edges: list[PinEdge], length_s: float, profile: str = "reversal") -> Booth:
    """An unlocked booth that has felt these edges; its records are still to be taken."""
    booth = Booth(load(profile), 1, NONCE)
    booth.edge("line_volts", True, 0)
    assert booth.hear("desired", desired(1, True), 10) == ""
    booth.advance(AWAKE_MS - 100)
    booth.edge("relay_sense", True, AWAKE_MS - 100)
    for pin, active, at_ms in edges:
        booth.edge(pin, active, AWAKE_MS + at_ms)
    booth.advance(AWAKE_MS + round(1000 * length_s) + 2000)
    return booth


def told(booth: Booth) -> list[tuple[str, dict]]:
    return booth.take_records()


@pytest.mark.parametrize(
    ("line", "ctr", "slope_s"),
    [("long line, 21 mA", "weakest", 0.15), ("short line, 60 mA", "strongest", 0.005)],
    ids=["a soft reversal on a long line", "a hard one on a short line"],
)
def test_a_simulated_call_is_the_call_that_was_made(line: str, ctr: str, slope_s: float):
    edges = pin_edges(waveforms.call(line, ctr, slope_s, pulses=3))
    booth = played(edges, waveforms.LENGTH_S)
    kinds = told(booth)
    assert {kind for kind, _ in kinds} == {"record"}
    call = kinds[-1][1]
    assert (call["digits"], call["evidence"], call["ending"]) == ("3", "reversal", "released")
    assert call["flashes"] == 1
    talk_ms = 1000 * (waveforms.RELEASE_S - waveforms.ANSWER_S)
    assert abs(call["talk_ms"] - talk_ms) <= EDGE_MS
    assert booth.line.state == "idle"


def test_ringing_through_three_telephones_lifts_no_handset():
    edges = pin_edges(waveforms.ringing(90, 25, 3, "strongest"))
    assert {pin for pin, _, _ in edges} == {"loop_a", "loop_b", "ring"}
    assert len(edges) > 40  # the loop inputs do flicker
    booth = played(edges, 1.6)
    assert (booth.line.state, told(booth)) == ("idle", [])


def test_a_metering_pulse_under_speech_answers_the_call():
    pulse = pin_edges(waveforms.metering_pulse(12), ("meter",))
    assert [active for _, active, _ in pulse] == [True, False]
    lifted = [("loop_a", True, 0), ("loop_a", False, 1000), ("loop_a", True, 1060)]
    edges = [*lifted, *((pin, active, 2000 + at_ms) for pin, active, at_ms in pulse), ("loop_a", False, 4000)]
    call = told(played(edges, 6.0, "metering"))[-1][1]
    assert (call["digits"], call["evidence"], call["pulses"]) == ("1", "metering", 1)
    assert abs(call["talk_ms"] - 1980) <= EDGE_MS
