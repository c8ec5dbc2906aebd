"""What is heard behind the barrier: the metering filter with its comparator, and the DTMF decoder."""

from hardware.circuit.wiring import Wiring

# Input net; resistors: in, to the middle, beside that, feedback; capacitors; U4's half; JP2's link.
STAGES = {
    "S1": ("METER_IN", "R14", "R15", "R16", "R17", "C6", "C7", "A", ("1", "2")),
    "S2": ("S1_OUT", "R18", "R19", "R20", "R21", "C8", "C9", "B", ("3", "4")),
}


def middle(w: Wiring) -> None:
    """One string gives half the supply (MID) and, a little above it, the comparator's threshold (TRIP)."""
    w.add("resistor", "R12", "R22", "R13")
    w.add("capacitor", "C5")
    w.wire("+3V3", "R12.1")
    w.wire("TRIP", "R12.2", "R22.1")
    w.wire("MID", "R22.2", "R13.1", "C5.1")
    w.wire("GND", "R13.2", "C5.2")


def metering(w: Wiring) -> None:
    """Two band-pass stages at 12 kHz, or 16 kHz with both jumpers of JP2, then a comparator."""
    w.add("capacitor", "C4", "C10", "C18", "C19")
    w.add("operational amplifier", "U4")
    w.add("comparator", "U7")
    w.add("header 2x2", "JP2")
    w.add("resistor", "R24")
    w.wire("AUDIO", "C4.1")
    w.wire("METER_IN", "C4.2")
    for name in STAGES:
        _stage(w, name)
    w.wire("MID", "U4.A+", "U4.B+")
    w.wire("+3V3", "U4.VDD", "U7.VDD", "C18.1", "C19.1", "R24.1")
    w.wire("GND", "U4.VSS", "U7.VSS", "C18.2", "C19.2", "C10.2")
    w.wire("TRIP", "U7.P")
    w.wire("S2_OUT", "U7.N")
    w.wire("METER", "U7.OUT", "R24.2", "C10.1")


def _stage(w: Wiring, name: str) -> None:
    source, first, middle_, beside, feedback, near, far, half, (link, ground) = STAGES[name]
    w.add("resistor", first, middle_, beside, feedback)
    w.add("capacitor", near, far)
    w.wire(source, f"{first}.1")
    w.wire(name, f"{first}.2", f"{middle_}.1", f"{beside}.1", f"{near}.1", f"{far}.1")
    w.wire(f"{name}_LINK", f"{beside}.2", f"JP2.{link}")
    w.wire("MID", f"{middle_}.2", f"JP2.{ground}")
    w.wire(f"{name}_IN", f"{far}.2", f"{feedback}.1", f"U4.{half}-")
    w.wire(f"{name}_OUT", f"{near}.2", f"{feedback}.2", f"U4.{half}O")


def keys(w: Wiring) -> None:
    """The DTMF decoder at 3.3 V: its outputs go straight to the controller, so it must be a 3 V part."""
    w.add("decoder", "U8")
    w.add("crystal", "Y1")
    w.add("capacitor", "C13", "C14", "C15")
    w.add("resistor", "R37", "R38", "R39")
    w.wire("AUDIO", "C13.1")
    w.wire("KEYS_C", "C13.2", "R37.1")
    w.wire("KEYS_IN", "R37.2", "R38.1", "U8.IN-")
    w.wire("KEYS_GS", "R38.2", "U8.GS")
    w.wire("KEYS_REF", "U8.VREF", "U8.IN+")
    w.wire("OSC1", "Y1.1", "U8.OSC1")
    w.wire("OSC2", "Y1.2", "U8.OSC2")
    w.wire("GUARD", "C14.2", "R39.1", "U8.StGt")
    w.wire("EARLY", "R39.2", "U8.ESt")
    w.wire("+3V3", "U8.VDD", "U8.TOE", "C14.1", "C15.1")
    w.wire("GND", "U8.VSS", "U8.INH", "U8.PWDN", "C15.2")
    for pin, output in {
        "DTMF_Q1": "Q1",
        "DTMF_Q2": "Q2",
        "DTMF_Q3": "Q3",
        "DTMF_Q4": "Q4",
        "DTMF_STD": "StD",
    }.items():
        w.wire(pin, f"U8.{output}")
