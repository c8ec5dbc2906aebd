"""The telephone's side of the lock: the local feed of a locked booth, the read-back, and the ear on the pair.

Still the line's side of the barrier: the telephone is on the line whenever the lock is closed.
"""

from hardware.circuit.wiring import Wiring


def local_feed(w: Wiring) -> None:
    """12 V of its own for the telephone of a locked booth, so that a lifted handset is seen."""
    w.add("isolated converter", "PS1")
    w.add("resistor", "R25", "R26", "R36")
    w.add("capacitor", "C12")
    w.add("optocoupler", "U5")
    w.add("diode", "D8")
    w.wire("+5V", "PS1.VIN")
    w.wire("GND", "PS1.GND")
    w.wire("FEED_P", "PS1.VOUT", "C12.1", "R36.1", "R25.1")
    w.wire("FEED_N", "PS1.0V", "C12.2", "R36.2")
    w.wire("U5_LED", "R25.2", "U5.A", "D8.K")
    w.wire("FEED_A", "U5.K", "D8.A")
    w.wire("HOOK", "U5.C", "R26.2")
    w.wire("+3V3", "R26.1")
    w.wire("GND", "U5.E")


def read_back(w: Wiring) -> None:
    """The third pole of K1 says what the armature did. JP4 goes with JP1 and JP3.

    It carries the local feed, never a logic level: two poles of a relay are no safe distance apart.
    """
    w.add("resistor", "R35", "R32")
    w.add("optocoupler", "U9")
    w.add("header 1x3", "JP4")
    w.wire("FEED_P", "R35.1")
    w.wire("U9_LED", "R35.2", "U9.A")
    w.wire("SENSE", "U9.K", "JP4.2")
    w.wire("SENSE_NO", "JP4.1", "K1.NO3")
    w.wire("SENSE_NC", "JP4.3", "K1.NC3")
    w.wire("FEED_N", "K1.COM3")
    w.wire("RELAY_SENSE", "U9.C", "R32.2")
    w.wire("+3V3", "R32.1")
    w.wire("GND", "U9.E")


def ear(w: Wiring) -> None:
    """T1 listens on the telephone's pair for keys and metering pulses, above 10 kohm at any tone."""
    w.add("capacitor", "C3", "C11")
    w.add("resistor", "R10", "R34", "R11")
    w.add("transformer", "T1")
    w.add("clamp", "D5")
    w.wire("TEL_A", "C3.1")
    w.wire("EAR_A", "C3.2", "R10.1")
    w.wire("EAR_1", "R10.2", "T1.P1")
    w.wire("EAR_2", "T1.P2", "R34.1")
    w.wire("EAR_B", "R34.2", "C11.1")
    w.wire("TEL_B", "C11.2")
    w.wire("AUDIO", "T1.S2", "R11.1", "D5.COM")
    w.wire("MID", "T1.S1", "R11.2")
    w.wire("GND", "D5.A")
    w.wire("+3V3", "D5.K")
