"""Sheet 4: supply, relay drive, lamp, buzzer, tamper switch, display, test points."""

from hardware.circuit.board import TEST_POINTS
from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import box, coil, transistor


def draw(s: Sheet) -> None:
    with s.block(0, 0, "Supply"):
        _supply(s)
    with s.block(0, -9, "Relay drive"):
        _relay_drive(s)
    with s.block(18, -9, "Lamp"):
        _lamp(s)
    with s.block(27, -9, "Buzzer"):
        _buzzer(s)
    with s.block(18, 0, "Enclosure switch"):
        _tamper(s)
    with s.block(29, 0, "Display"):
        _display(s)
    with s.block(0, -19, "Test points"):
        for place, (reference, net) in enumerate(TEST_POINTS.items()):
            x, y = 5 * (place % 7), -2 * (place // 7)
            s.place(reference, box([], ["1"], width=2), (x - 2, y))
            s.name(net, (x, y))


def _supply(s: Sheet) -> None:
    s.place("J3", box([], ["1", "", "2"], width=2), (-2, 0), "5 V, 1 A")
    s.across("F3", "supply fuse", (0, 0), (2.5, 0), "1.1 A")
    s.wire((2.5, 0), (3.5, 0), (7, 0), (8, 0), (9, 0))
    s.wire((0, -2), (0, -3))
    s.ground((0, -3))
    s.across("D10", "zener", (3.5, -3), (3.5, 0), "SMAJ5.0A")
    s.ground((3.5, -3))
    s.across("C17", "electrolytic", (7, 0), (7, -3))
    s.ground((7, -3))
    s.name("+5V", (8, 0), "top")
    s.across("D11", "schottky", (9, 0), (11.5, 0), "SS14")
    s.name("VSYS", (11.5, 0))
    s.dot((3.5, 0), (7, 0))
    s.supply("+3V3", (9.5, -3))
    s.across("C21", "capacitor", (9.5, -3), (9.5, -5))
    s.ground((9.5, -5))


def _relay_drive(s: Sheet) -> None:
    s.name("RELAY", (-1, 0), "left")
    s.wire((-1, 0), (0, 0), (1.5, 0))
    s.across("R40", "resistor", (0, 0), (0, -2.5))
    s.ground((0, -2.5))
    s.place("JP5", box(["1", "2", "3"], [], width=2), (8, 0), "NO: 1-2   NC: 2-3")
    s.wire((1.5, 0), (8, 0))
    s.wire((1.5, 0), (1.5, -3), (2.5, -3))
    s.place("Q2", transistor(), (2.5, -3))
    s.ground((3.5, -4))
    s.wire((3.5, -2), (5, -2), (8, -2))
    s.across("R41", "resistor", (5, 0.8), (5, -2))
    s.supply("+3V3", (5, 0.8))
    s.wire((8, -1), (7, -1), (7, -4), (8, -4))
    s.across("R30", "resistor", (8, -4), (10.5, -4))
    s.wire((10.5, -4), (11.5, -4))
    s.across("R31", "resistor", (10.5, -4), (10.5, -6.5))
    s.ground((10.5, -6.5))
    s.place("Q1", transistor(), (11.5, -4))
    s.ground((12.5, -5))
    s.wire((12.5, -3), (12.5, -2), (14.5, -2))
    s.place("K1", coil(), (12.5, 0), "coil")
    s.across("D7", "diode", (14.5, -2), (14.5, 0), "1N4148W")
    s.wire((12.5, 0), (14.5, 0), (14.5, 0.5))
    s.name("+5V", (14.5, 0.5), "top")
    s.dot((0, 0), (1.5, 0), (5, -2), (10.5, -4), (12.5, -2), (14.5, 0))


def _lamp(s: Sheet) -> None:
    s.name("LAMP", (-1, -4), "left")
    s.wire((-1, -4), (0, -4), (2, -4))
    s.across("R42", "resistor", (0, -4), (0, -6.5))
    s.ground((0, -6.5))
    s.place("Q3", transistor(), (2, -4))
    s.ground((3, -5))
    s.wire((3, -3), (3, -1.5), (4, -1.5))
    s.place("J4", box(["1", "2"], [], width=2, step=1.5), (4, 0), "lamp")
    s.across("R43", "resistor", (0.5, 0), (4, 0))
    s.name("+5V", (0.5, 0), "left")
    s.dot((0, -4))


def _buzzer(s: Sheet) -> None:
    s.name("BUZZER", (-1, -4), "left")
    s.wire((-1, -4), (0, -4), (2, -4))
    s.across("R44", "resistor", (0, -4), (0, -6.5))
    s.ground((0, -6.5))
    s.place("Q4", transistor(), (2, -4))
    s.ground((3, -5))
    s.place("BZ1", box(["P", "", "N"], [], width=2), (5, 0), "5 V")
    s.wire((3, -3), (3, -2), (5, -2))
    s.across("D9", "diode", (3, -2), (3, 0), "1N4148W")
    s.wire((5, 0), (3, 0), (2, 0))
    s.name("+5V", (2, 0), "left")
    s.dot((0, -4), (3, 0), (3, -2))


def _tamper(s: Sheet) -> None:
    s.place("J5", box([], ["1", "", "2"], width=2), (-2, 0), "box")
    s.across("R46", "resistor", (0, 0), (2.5, 0))
    s.wire((2.5, 0), (4, 0), (6, 0), (7, 0))
    s.across("R45", "resistor", (4, 2.2), (4, 0))
    s.supply("+3V3", (4, 2.2))
    s.across("C16", "capacitor", (6, 0), (6, -2))
    s.ground((6, -2))
    s.ground((0, -2))
    s.name("TAMPER", (7, 0))
    s.dot((4, 0), (6, 0))


def _display(s: Sheet) -> None:
    s.place("J6", box(["1", "2", "3", "4"], [], width=2), (7, 0), "I2C")
    s.wire((7, 0), (6, 0))
    s.ground((6, 0))
    s.wire((7, -1), (5.5, -1), (5.5, 1), (4, 1), (2, 1))
    s.supply("+3V3", (2, 1))
    s.across("R47", "resistor", (4, 1), (4, -2))
    s.across("R48", "resistor", (2, 1), (2, -3))
    s.wire((7, -2), (4, -2), (1, -2))
    s.wire((7, -3), (2, -3), (1, -3))
    s.name("DISPLAY_SCL", (1, -2), "left")
    s.name("DISPLAY_SDA", (1, -3), "left")
    s.dot((4, 1), (4, -2), (2, -3))
