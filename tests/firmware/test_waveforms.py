"""Circuit and firmware meet: what the simulated line does to the pins, played through the real booth."""

import json
from pathlib import Path
from typing import Any

import pytest
from booth_bench import NONCE, desired
from boothkit import exchange
from onboard import on_micropython
from play import play

from hardware.spice import loop, waveforms
from hardware.spice.signals import edges, gap_s, longest_low
from hardware.spice.waveforms import PinEdge, pin_edges

AWAKE_MS = 3000  # the booth has rested, its line is through
EDGE_MS = 3  # so exactly does a pin show what happened on the line
SOFT_ON_A_LONG_LINE = ("long line, 21 mA", "weakest", 0.15)
HARD_ON_A_SHORT_LINE = ("short line, 60 mA", "strongest", 0.005)


def rows(felt: list[PinEdge], length_s: float, profile: str = "reversal") -> list[list[Any]]:
    """What an unlocked booth is told, with these edges in it."""
    told = [
        ["boot", profile, 1, NONCE],
        ["edge", "line_volts", True, 0],
        ["hear", "desired", desired(1, True), 10],
    ]
    told += [["edge", "relay_sense", True, AWAKE_MS - 100]]
    told += [["edge", pin, active, AWAKE_MS + at_ms] for pin, active, at_ms in felt]
    return [*told, ["advance", AWAKE_MS + round(1000 * length_s) + 2000]]


@pytest.mark.parametrize("line", [SOFT_ON_A_LONG_LINE, HARD_ON_A_SHORT_LINE], ids=["soft", "hard"])
def test_a_simulated_call_is_the_call_that_was_made(line: tuple[str, str, float], tmp_path: Path):
    told = rows(pin_edges(waveforms.call(*line, pulses=3)), waveforms.LENGTH_S)
    played = play(told)
    assert {kind for kind, _ in played["told"]} == {"record"}
    call = played["told"][-1][1]
    assert (call["digits"], call["evidence"], call["ending"]) == ("3", "reversal", "released")
    assert call["flashes"] == 1
    talk_ms = 1000 * (waveforms.RELEASE_S - waveforms.ANSWER_S)
    assert abs(call["talk_ms"] - talk_ms) <= EDGE_MS
    assert played["states"][-1] == "idle"
    file = tmp_path / "told.json"
    file.write_text(json.dumps(told), "utf-8")
    assert on_micropython("play.py", str(file)) == json.loads(json.dumps(played))


def test_ringing_through_three_telephones_lifts_no_handset():
    felt = pin_edges(waveforms.ringing(90, 25, 3, "strongest"))
    assert len([pin for pin, _, _ in felt if pin != "ring"]) > 40  # the loop inputs do flicker
    played = play(rows(felt, 1.6))
    assert (played["told"], played["states"]) == ([], ["locked", "idle"])


def test_a_metering_pulse_under_speech_answers_the_call():
    pulse = pin_edges(waveforms.metering_pulse(12), ("meter",))
    assert [active for _, active, _ in pulse] == [True, False]
    dialled = [("loop_a", True, 0), ("loop_a", False, 1000), ("loop_a", True, 1060)]
    felt = [*dialled, *((pin, active, 2000 + at_ms) for pin, active, at_ms in pulse), ("loop_a", False, 4000)]
    call = play(rows(felt, 6.0, "metering"))["told"][-1][1]
    assert (call["digits"], call["evidence"], call["pulses"]) == ("1", "metering", 1)
    assert abs(call["talk_ms"] - 1990) <= EDGE_MS


def test_the_exchange_of_virtual_booths_moves_the_pins_as_the_circuit_does():
    turned = loop.turned(0.005, 1740.0, 0.5)
    gap_ms = 1e3 * gap_s(*(edges(turned["x"], turned[pin]) for pin in loop.PINS))
    assert round(gap_ms) == exchange.HARD_GAP_MS
    rung = waveforms.ringing(90, 25, 3, "weakest")
    assert abs(exchange.RING_LIT_MS - 1e3 * longest_low(rung["x"], rung["v(loop_a)"])) <= EDGE_MS
