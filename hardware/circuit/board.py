"""The whole board, for one controller: every circuit in its place."""

from functools import cache
from typing import Any

from hardware.circuit import controller, line_side, logic_side, telephone_side, tones
from hardware.circuit.netlist import Netlist
from hardware.circuit.wiring import Wiring

CIRCUITS = (
    line_side.protection,
    line_side.loop,
    line_side.ringing,
    line_side.line_volts,
    line_side.lock,
    telephone_side.local_feed,
    telephone_side.read_back,
    telephone_side.ear,
    tones.middle,
    tones.metering,
    tones.keys,
    logic_side.supply,
    logic_side.relay_drive,
    logic_side.lamp_and_buzzer,
    logic_side.tamper,
    logic_side.display,
)
# Where a technician holds the probe.
TEST_POINTS = {
    "TP1": "A_IN",
    "TP2": "B_IN",
    "TP3": "A_LOOP",
    "TP4": "TEL_A",
    "TP5": "TEL_B",
    "TP6": "FEED_P",
    "TP7": "FEED_N",
    "TP8": "GND",
    "TP9": "+5V",
    "TP10": "+3V3",
    "TP11": "MID",
    "TP12": "AUDIO",
    "TP13": "TRIP",
}


def build(board: str, table: dict[str, Any] | None = None) -> Wiring:
    """The circuit for a controller of pinout.toml, which may be another than the file's."""
    w = Wiring()
    for circuit in CIRCUITS:
        circuit(w)
    controller.controller(w, table or controller.pinout(), board)
    w.add("test point", *TEST_POINTS)
    for point, net in TEST_POINTS.items():
        w.wire(net, f"{point}.1")
    return w


@cache
def netlist(board: str) -> Netlist:
    return build(board).netlist()
