"""The safe side: supply, relay drive, lamp, buzzer, tamper switch, display."""

from hardware.circuit.wiring import Wiring


def supply(w: Wiring) -> None:
    """5 V from a certified supply; the controller has a diode, so that its USB may be plugged at any time."""
    w.add("supply terminal", "J3")
    w.add("supply fuse", "F3")
    w.add("diode", "D10")
    w.add("supply diode", "D11")
    w.add("electrolytic", "C17")
    w.add("capacitor", "C21")
    w.wire("5V_IN", "J3.1", "F3.1")
    w.wire("+5V", "F3.2", "D10.K", "C17.P", "D11.A")
    w.wire("VSYS", "D11.K")
    w.wire("+3V3", "C21.1")
    w.wire("GND", "J3.2", "D10.A", "C17.N", "C21.2")


def relay_drive(w: Wiring) -> None:
    """Pin high: the line is through. JP5 goes with JP1, JP3 and JP4: 1-2 drives straight, 2-3 inverted."""
    w.add("transistor", "Q1", "Q2")
    w.add("resistor", "R30", "R31", "R40", "R41")
    w.add("diode", "D7")
    w.add("header 1x3", "JP5")
    w.wire("RELAY", "R40.1", "JP5.1", "Q2.G")
    w.wire("INVERTED", "Q2.D", "R41.2", "JP5.3")
    w.wire("DRIVE", "JP5.2", "R30.1")
    w.wire("GATE", "R30.2", "R31.1", "Q1.G")
    w.wire("COIL", "Q1.D", "D7.A", "K1.C2")
    w.wire("+5V", "K1.C1", "D7.K")
    w.wire("+3V3", "R41.1")
    w.wire("GND", "Q1.S", "Q2.S", "R31.2", "R40.2")


def lamp_and_buzzer(w: Wiring) -> None:
    w.add("transistor", "Q3", "Q4")
    w.add("resistor", "R42", "R43", "R44")
    w.add("terminal 2", "J4")
    w.add("buzzer", "BZ1")
    w.add("diode", "D9")
    w.wire("LAMP", "Q3.G", "R42.1")
    w.wire("LAMP_P", "R43.2", "J4.1")
    w.wire("LAMP_N", "J4.2", "Q3.D")
    w.wire("BUZZER", "Q4.G", "R44.1")
    w.wire("BUZZ_N", "BZ1.N", "D9.A", "Q4.D")
    w.wire("+5V", "R43.1", "BZ1.P", "D9.K")
    w.wire("GND", "Q3.S", "Q4.S", "R42.2", "R44.2")


def tamper(w: Wiring) -> None:
    """A switch that the closed box holds down: a cut wire reads as open."""
    w.add("terminal 2", "J5")
    w.add("resistor", "R45", "R46")
    w.add("capacitor", "C16")
    w.wire("BOX", "J5.1", "R46.1")
    w.wire("TAMPER", "R46.2", "R45.2", "C16.1")
    w.wire("+3V3", "R45.1")
    w.wire("GND", "J5.2", "C16.2")


def display(w: Wiring) -> None:
    w.add("header 1x4", "J6")
    w.add("resistor", "R47", "R48")
    w.wire("GND", "J6.1")
    w.wire("+3V3", "J6.2", "R47.1", "R48.1")
    w.wire("DISPLAY_SCL", "J6.3", "R47.2")
    w.wire("DISPLAY_SDA", "J6.4", "R48.2")
