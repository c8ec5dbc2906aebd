"""Sheet 3: the metering filter and its comparator, the DTMF decoder."""

from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import amplifier, box


def draw(s: Sheet) -> None:
    with s.block(-2, -9, "Half the supply, and the threshold"):
        _middle(s)
    with s.block(6, 0, "Metering pulses: two band-pass stages, links of JP2 for 16 kHz"):
        s.name("AUDIO", (0, 0), "left")
        s.across("C4", "capacitor", (0, 0), (2, 0))
    _stage(s, 8, ("R14", "R15", "R16", "R17", "C6", "C7"), "A", 1)
    _stage(s, 19, ("R18", "R19", "R20", "R21", "C8", "C9"), "B", 2)
    with s.block(31, -1):
        _comparator(s)
    with s.block(8, -12, "Keys"):
        _keys(s)


def _middle(s: Sheet) -> None:
    s.supply("+3V3", (0, 2))
    s.across("R12", "resistor", (0, 2), (0, -0.5))
    s.across("R22", "resistor", (0, -0.5), (0, -3))
    s.across("R13", "resistor", (0, -3), (0, -5.5))
    s.ground((0, -5.5))
    s.wire((0, -0.5), (1, -0.5))
    s.name("TRIP", (1, -0.5))
    s.wire((0, -3), (2, -3), (2.5, -3))
    s.name("MID", (2.5, -3))
    s.across("C5", "capacitor", (2, -3), (2, -5.5))
    s.ground((2, -5.5))
    s.dot((0, -0.5), (0, -3), (2, -3))


def _stage(s: Sheet, x: float, parts: tuple[str, ...], half: str, number: int) -> None:
    """A multiple-feedback band-pass: in at (0, 0), out at (11, -1) of the block."""
    first, middle, beside, feedback, near, far = parts
    with s.block(x, 0):
        s.across(first, "resistor", (0, 0), (3, 0))
        s.across(middle, "resistor", (3, 0), (3, -4))
        s.name("MID", (3, -4), "left")
        s.wire((3, 0), (4.5, 0), (4.5, -1.5))
        s.across(beside, "resistor", (4.5, -1.5), (4.5, -4))
        s.place("JP2", box([str(2 * number - 1), str(2 * number)], [], width=2), (5, -4), "link")
        s.wire((4.5, -4), (5, -4))
        s.wire((5, -5), (3, -5), (3, -4))
        s.across(far, "capacitor", (4.5, 0), (6.5, 0))
        s.wire((6.5, 0), (7, 0))
        s.place("U4", amplifier(f"{half}+", f"{half}-", f"{half}O"), (7, 0), half, label=(1.2, -2.6))
        s.wire((7, -2), (6.8, -2))
        s.name("MID", (6.8, -2), "left")
        s.wire((6.5, 0), (6.5, 1.3))
        s.across(feedback, "resistor", (6.5, 1.3), (10.5, 1.3))
        s.wire((4.5, 0), (4.5, 2.4))
        s.across(near, "capacitor", (4.5, 2.4), (10.5, 2.4))
        s.wire((10.5, 2.4), (10.5, 1.3), (10.5, -1))
        s.wire((10, -1), (10.5, -1), (11, -1))
        if number == 1:
            s.wire((11, -1), (11, 0))
        s.dot((3, 0), (4.5, 0), (6.5, 0), (10.5, 1.3), (10.5, -1), (3, -4))


def _comparator(s: Sheet) -> None:
    s.wire((-1, 0), (0, 0))
    s.place("U7", amplifier("P", "N", "OUT"), (0, 0))
    s.wire((-0.3, -2), (0, -2))
    s.name("TRIP", (-0.3, -2), "left")
    s.across("R24", "resistor", (4, 1), (4, -1))
    s.supply("+3V3", (4, 1))
    s.across("C10", "capacitor", (5.5, -1), (5.5, -3))
    s.ground((5.5, -3))
    s.wire((3, -1), (4, -1), (5.5, -1), (6.5, -1))
    s.dot((4, -1), (5.5, -1))
    s.name("METER", (6.5, -1))
    for x, reference, capacitor in ((-3, "U4", "C18"), (2, "U7", "C19")):
        with s.block(31 + x, -8):
            s.place(reference, box(["VDD", "", "VSS"], [], width=2), (0, 0), "supply")
            s.wire((-1.2, 0), (0, 0))
            s.wire((-1.2, -2), (0, -2))
            s.supply("+3V3", (-1.2, 0))
            s.across(capacitor, "capacitor", (-1.2, 0), (-1.2, -2))
            s.ground((-1.2, -2))


def _keys(s: Sheet) -> None:
    left = ["IN+", "VREF", "IN-", "", "GS", "INH", "PWDN", "OSC1", "", "OSC2"]
    right = ["VDD", "TOE", "StGt", "", "ESt", "StD", "Q1", "Q2", "Q3", "Q4", "VSS"]
    s.place("U8", box(left, right, width=4), (8, 0), "3.3 V type")
    s.wire((8, 0), (7.5, 0), (7.5, -1), (8, -1))
    s.name("AUDIO", (0, -2), "left")
    s.across("C13", "capacitor", (0, -2), (2, -2))
    s.across("R37", "resistor", (2, -2), (5, -2))
    s.wire((5, -2), (6, -2), (8, -2))
    s.across("R38", "resistor", (6, -2), (6, -4))
    s.wire((6, -4), (8, -4))
    s.wire((8, -5), (7.5, -5), (7.5, -6), (8, -6))
    s.wire((7.5, -6), (7, -6))
    s.ground((7, -6))
    s.wire((8, -7), (5.5, -7))
    s.wire((8, -9), (5.5, -9))
    s.across("Y1", "crystal", (5.5, -7), (5.5, -9), "3.58 MHz")
    s.wire((12, 0), (13, 0), (13, -1), (12, -1))
    s.wire((13, 0), (15, 0), (18, 0))
    s.supply("+3V3", (15, 0))
    s.across("C14", "capacitor", (15, 0), (15, -2))
    s.wire((12, -2), (15, -2))
    s.across("R39", "resistor", (15, -2), (15, -4))
    s.wire((15, -4), (12, -4))
    s.across("C15", "capacitor", (18, 0), (18, -2))
    s.ground((18, -2))
    s.dot((6, -2), (13, 0), (15, 0), (15, -2), (7.5, -6))
    for row, net in enumerate(("DTMF_STD", "DTMF_Q1", "DTMF_Q2", "DTMF_Q3", "DTMF_Q4"), start=5):
        s.wire((12, -row), (13, -row))
        s.name(net, (13, -row))
    s.wire((12, -10), (13, -10))
    s.ground((13, -10))
