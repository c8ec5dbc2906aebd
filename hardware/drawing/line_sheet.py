"""Sheet 1: protection, loop and polarity, ringing, line voltage, the lock."""

from hardware.drawing.blocks import optocoupler_out
from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import box, bridge, contact


def draw(s: Sheet) -> None:
    with s.block(0, 0, "Protection"):
        _protection(s)
    with s.block(16, 0, "Loop current and its direction"):
        _loop(s)
    with s.block(0, -9, "Line voltage"):
        _line_volts(s)
    with s.block(0, -17, "Ringing"):
        _ringing(s)
    with s.block(16, -17, "The lock, drawn without current in the coil"):
        _lock(s)


def _protection(s: Sheet) -> None:
    s.place("J1", box(["", ""], ["1", "2"], width=2, step=3), (-2, 0), "line")
    s.name("LINE_A", (0.5, 0), "top")
    s.name("LINE_B", (0.5, -3), "top")
    s.wire((0, 0), (1, 0))
    s.wire((0, -3), (1, -3))
    s.across("F1", "fuse", (1, 0), (3.5, 0), "1.25 A")
    s.across("R1", "resistor", (3.5, 0), (6, 0))
    s.across("F2", "fuse", (1, -3), (3.5, -3), "1.25 A")
    s.across("R2", "resistor", (3.5, -3), (6, -3))
    s.wire((6, 0), (7.5, 0), (9, 0))
    s.wire((6, -3), (7.5, -3), (9, -3))
    s.dot((7.5, 0), (7.5, -3))
    s.across("RV1", "thyristor", (7.5, 0), (7.5, -3), "275 V")
    s.name("A_IN", (9, 0))
    s.name("B_IN", (9, -3))


def _loop(s: Sheet) -> None:
    s.wire((0, 2), (0, 0.5))
    s.wire((4, 2), (4, 0.5))
    s.across("D2", "suppressor", (0, 2), (4, 2), "SMAJ5.0CA")
    s.across("R3", "resistor", (0, 0.5), (4, 0.5))
    s.name("A_IN", (0, 0.5), "left")
    s.name("A_LOOP", (4, 0.5))
    for y, reference, first, other, led, pull_up, pin in (
        (-2, "U1", "A_IN", "A_LOOP", "R4", "R6", "LOOP_A"),
        (-7, "U2", "A_LOOP", "A_IN", "R5", "R7", "LOOP_B"),
    ):
        with s.block(16, y):
            s.name(first, (0.5, 0), "left")
            s.across(led, "resistor", (0.5, 0), (4, 0))
            s.wire((3, -2), (4, -2))
            s.name(other, (3, -2), "left")
            optocoupler_out(s, reference, pull_up, pin)


def _line_volts(s: Sheet) -> None:
    s.name("A_IN", (-3.5, 0), "left")
    s.across("R27", "resistor", (-3.5, 0), (-1, 0))
    s.name("B_IN", (-3.5, -2), "left")
    s.across("R28", "resistor", (-1, -2), (-3.5, -2))
    s.place("D6", bridge(), (-1, 0))
    s.wire((2, 0), (4, 0))
    s.wire((2, -2), (4, -2))
    optocoupler_out(s, "U6", "R29", "LINE_VOLTS", low_current=True)
    s.wire((6, -3), (6, -3.5), (8.5, -3.5))
    s.name("+5V", (8.5, -3.5))
    s.across("C20", "capacitor", (7.5, -3.5), (7.5, -5))
    s.dot((7.5, -3.5))
    s.ground((7.5, -5))


def _ringing(s: Sheet) -> None:
    s.name("A_IN", (-7, 0), "left")
    s.across("C1", "capacitor", (-7, 0), (-5, 0))
    s.across("R8", "resistor", (-5, 0), (-2, 0))
    s.name("B_IN", (-3, -2), "left")
    s.wire((-3, -2), (-2, -2))
    s.place("D4", bridge(), (-2, 0))
    s.across("D3", "zener", (4, 0), (1, 0))
    s.wire((1, -2), (4, -2))
    optocoupler_out(s, "U3", "R9", "RING")
    s.across("C2", "capacitor", (9.5, 0), (9.5, -2))
    s.dot((9.5, 0))
    s.ground((9.5, -2))


def _lock(s: Sheet) -> None:
    for y, jumper, line, feed, poles, pair, pin in (
        (0, "JP1", "A_LOOP", "FEED_A", ("COM1", "NO1", "NC1"), "TEL_A", 0),
        (-5, "JP3", "B_IN", "FEED_N", ("COM2", "NO2", "NC2"), "TEL_B", 1),
    ):
        with s.block(16, -17 + y):
            s.place(jumper, box(["1", "2", "3"], ["4", "5", "6"]), (0, 1), "NO: 1-2, 4-5   NC: 2-3, 5-6")
            working, rest = f"K{'AB'[pin]}_NO", f"K{'AB'[pin]}_NC"
            for net, row in ((working, 1), (line, 0), (rest, -1)):
                s.name(net, (-0.2, row), "left")
                s.wire((-0.2, row), (0, row))
            for net, row in ((rest, 1), (feed, 0), (working, -1)):
                s.name(net, (3.2, row))
                s.wire((3, row), (3.2, row))
            s.place("K1", contact(*poles), (7.5, 0), f"pole {pin + 1}")
            s.wire((9.5, 1), (10, 1))
            s.wire((9.5, -1), (10, -1))
            s.name(working, (10, 1))
            s.name(rest, (10, -1))
            s.wire((6.5, 0), (7.5, 0))
            s.name(pair, (6.5, 0), "left")
    s.place("J2", box(["", ""], ["1", "2"], width=2, step=2), (13, 0), "telephone")
    s.wire((15, 0), (15.5, 0))
    s.wire((15, -2), (15.5, -2))
    s.name("TEL_A", (15.5, 0))
    s.name("TEL_B", (15.5, -2))
    s.place("K1", box(["COM4"], ["NO4", "NC4"], width=4), (13, -5), "pole 4, unused")
    s.unused("K1", "COM4", "NO4", "NC4")
