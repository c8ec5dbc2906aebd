"""The exchange's side of the lock: protection, loop and polarity, ringing, voltage, and the lock itself.

Everything here is as dangerous as the line. Names of nets and parts are those of the simulations.
"""

from hardware.circuit.wiring import Wiring


def protection(w: Wiring) -> None:
    """A fuse and a few ohms in each leg, a thyristor across the pair: what lightning is left passes it."""
    w.add("terminal 2", "J1")
    w.add("fuse", "F1", "F2")
    w.add("resistor", "R1", "R2")
    w.add("thyristor", "RV1")
    w.wire("LINE_A", "J1.1", "F1.1")
    w.wire("LINE_B", "J1.2", "F2.1")
    w.wire("LA0", "F1.2", "R1.1")
    w.wire("LB0", "F2.2", "R2.1")
    w.wire("A_IN", "R1.2", "RV1.1")
    w.wire("B_IN", "R2.2", "RV1.2")


def loop(w: Wiring) -> None:
    """Two LEDs, one each way, in leg A: the current and its direction, and nothing across the line."""
    w.add("resistor", "R3", "R4", "R5", "R6", "R7")
    w.add("suppressor", "D2")
    w.add("optocoupler", "U1", "U2")
    w.wire("A_IN", "R3.1", "D2.1", "R4.1", "U2.K")
    w.wire("U1_LED", "R4.2", "U1.A")
    w.wire("U2_LED", "R5.2", "U2.A")
    w.wire("A_LOOP", "R3.2", "D2.2", "R5.1", "U1.K")
    w.wire("LOOP_A", "U1.C", "R6.2")
    w.wire("LOOP_B", "U2.C", "R7.2")
    w.wire("+3V3", "R6.1", "R7.1")
    w.wire("GND", "U1.E", "U2.E")


def ringing(w: Wiring) -> None:
    w.add("capacitor", "C1", "C2")
    w.add("resistor", "R8", "R9")
    w.add("bridge", "D4")
    w.add("diode", "D3")
    w.add("optocoupler", "U3")
    w.wire("A_IN", "C1.1")
    w.wire("RING_C", "C1.2", "R8.1")
    w.wire("RING_R", "R8.2", "D4.AC1")
    w.wire("B_IN", "D4.AC2")
    w.wire("RING_P", "D4.P", "D3.K")
    w.wire("RING_Z", "D3.A", "U3.A")
    w.wire("RING_N", "D4.N", "U3.K")
    w.wire("RING", "U3.C", "R9.2", "C2.1")
    w.wire("+3V3", "R9.1")
    w.wire("GND", "U3.E", "C2.2")


def line_volts(w: Wiring) -> None:
    """Some 20 uA from a line at rest, whichever way round: an optocoupler made for so little."""
    w.add("resistor", "R27", "R28", "R29")
    w.add("bridge", "D6")
    w.add("low-current optocoupler", "U6")
    w.add("capacitor", "C20")
    w.wire("A_IN", "R27.1")
    w.wire("VOLTS_A", "R27.2", "D6.AC1")
    w.wire("VOLTS_B", "D6.AC2", "R28.1")
    w.wire("B_IN", "R28.2")
    w.wire("VOLTS_P", "D6.P", "U6.A")
    w.wire("VOLTS_N", "D6.N", "U6.K")
    w.wire("LINE_VOLTS", "U6.C", "R29.2")
    w.wire("+3V3", "R29.1")
    w.wire("+5V", "U6.VCC", "C20.1")
    w.wire("GND", "U6.E", "C20.2")


def lock(w: Wiring) -> None:
    """K1 cuts both legs. JP1 and JP3 choose which of its contacts is the line's and which the local feed's.

    Jumpers 1-2 and 4-5: the line is on the working contacts, open without power; 2-3 and 5-6: on the others.
    """
    w.add("relay", "K1")
    w.add("header 2x3", "JP1", "JP3")
    w.add("terminal 2", "J2")
    w.wire("A_LOOP", "JP1.2")
    w.wire("B_IN", "JP3.2")
    w.wire("KA_NO", "K1.NO1", "JP1.1", "JP1.6")
    w.wire("KA_NC", "K1.NC1", "JP1.3", "JP1.4")
    w.wire("KB_NO", "K1.NO2", "JP3.1", "JP3.6")
    w.wire("KB_NC", "K1.NC2", "JP3.3", "JP3.4")
    w.wire("FEED_A", "JP1.5")
    w.wire("FEED_N", "JP3.5")
    w.wire("TEL_A", "K1.COM1", "J2.1")
    w.wire("TEL_B", "K1.COM2", "J2.2")
