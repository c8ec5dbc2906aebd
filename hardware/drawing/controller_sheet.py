"""Sheet 5: the controller's module. Which pad bears which name is written here a second time on purpose.

The circuit reads pinout.toml, this sheet does not: so a pinout that slipped by one is found by comparing.
"""

from hardware.circuit.controller import REFERENCE
from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import box
from hardware.parts.modules import MODULES

NAMES = {
    "pico_w": {
        "GP2": "LOOP_A", "GP3": "LOOP_B", "GP4": "RING", "GP6": "DTMF_Q1", "GP7": "DTMF_Q2", "GP8": "DTMF_Q3",
        "GP9": "DTMF_Q4", "GP10": "DTMF_STD", "GP11": "METER", "GP12": "RELAY_SENSE", "GP13": "TAMPER",
        "GP14": "RELAY", "GP15": "LAMP", "GP16": "BUZZER", "GP17": "HOOK", "GP18": "LINE_VOLTS",
        "GP20": "DISPLAY_SDA", "GP21": "DISPLAY_SCL",
        "3V3": "+3V3", "VSYS": "VSYS", "GND": "GND", "AGND": "GND",
    },
    "esp32": {
        "IO32": "LOOP_A", "IO33": "LOOP_B", "IO25": "RING", "IO26": "DTMF_Q1", "IO27": "DTMF_Q2",
        "IO35": "DTMF_Q3", "IO34": "DTMF_Q4", "IO13": "DTMF_STD", "IO16": "METER", "IO17": "RELAY_SENSE",
        "IO18": "TAMPER", "IO19": "RELAY", "IO21": "LAMP", "IO22": "BUZZER", "IO23": "HOOK",
        "IO4": "LINE_VOLTS", "IO5": "DISPLAY_SDA", "IO15": "DISPLAY_SCL",
        "3V3": "+3V3", "5V": "VSYS", "GND": "GND",
    },
}  # fmt: skip


def draw(s: Sheet, board: str) -> None:
    module = MODULES[board]
    half = len(module.pads) // 2
    left = _once(module.pads[:half], set())
    right = _once(module.pads[: half - 1 : -1], set(left))
    s.place(REFERENCE, box(left, right, width=6), (0, 0), module.above)
    names = NAMES[board]
    for pads, x, out, side in ((left, 0, -1, "left"), (right, 6, 7, "right")):
        for row, pad in enumerate(pads):
            if pad in names:
                s.wire((x, -row), (out, -row))
                s.name(names[pad], (out, -row), side)
            elif pad:
                s.unused(REFERENCE, pad)


def _once(pads: tuple[str, ...], seen: set[str]) -> list[str]:
    """A supply that has several pads is named at its first; the others stay free in the drawing."""
    kept = []
    for pad in pads:
        kept.append("" if pad in seen else pad)
        seen.add(pad)
    return kept
