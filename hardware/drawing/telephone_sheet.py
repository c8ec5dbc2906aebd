"""Sheet 2: the local feed, the read-back, and the ear on the telephone's pair."""

from hardware.drawing.blocks import optocoupler_out
from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import box, clamp, contact, transformer


def draw(s: Sheet) -> None:
    with s.block(0, 0, "Local feed and handset of a locked booth"):
        _local_feed(s)
    with s.block(12, -7, "Read-back of the lock"):
        _read_back(s)
    with s.block(0, -15, "The ear on the telephone's pair"):
        _ear(s)


def _local_feed(s: Sheet) -> None:
    s.place("PS1", box(["VIN", "", "GND"], ["VOUT", "", "0V"], width=4), (0, 0), "5 V to 12 V, isolated")
    s.wire((-0.5, 0), (0, 0))
    s.name("+5V", (-0.5, 0), "left")
    s.wire((-0.5, -2), (0, -2))
    s.ground((-0.5, -2))
    s.wire((4, 0), (5.5, 0), (7.5, 0), (9, 0), (12, 0))
    s.wire((4, -2), (5.5, -2), (7.5, -2), (9, -2))
    s.across("C12", "capacitor", (5.5, 0), (5.5, -2))
    s.across("R36", "resistor", (7.5, 0), (7.5, -2))
    s.dot((5.5, 0), (7.5, 0), (5.5, -2), (7.5, -2), (9, 0))
    s.name("FEED_P", (9, 0), "top")
    s.name("FEED_N", (9, -2))
    with s.block(12, 0):
        s.across("R25", "resistor", (0, 0), (2.5, 0))
        s.wire((2.5, 0), (4, 0))
        s.across("D8", "diode", (2.5, -2), (2.5, 0), "1N4148W")
        s.wire((2, -2), (2.5, -2), (4, -2))
        s.dot((2.5, 0), (2.5, -2))
        s.name("FEED_A", (2, -2), "left")
        optocoupler_out(s, "U5", "R26", "HOOK")


def _read_back(s: Sheet) -> None:
    s.name("FEED_P", (0.5, 0), "left")
    s.across("R35", "resistor", (0.5, 0), (4, 0))
    s.wire((3, -2), (4, -2))
    s.name("SENSE", (3, -2), "left")
    optocoupler_out(s, "U9", "R32", "RELAY_SENSE")
    with s.block(0, -7):
        s.place("JP4", box([], ["1", "2", "3"], width=2), (-2, 0), "NO: 1-2   NC: 2-3")
        for net, row in (("SENSE_NO", 0), ("SENSE", -1), ("SENSE_NC", -2)):
            s.wire((0, row), (0.3, row))
            s.name(net, (0.3, row))
        s.place("K1", contact("COM3", "NO3", "NC3"), (6, -1), "pole 3")
        s.wire((5.5, -1), (6, -1))
        s.name("FEED_N", (5.5, -1), "left")
        s.name("SENSE_NO", (8, 0))
        s.name("SENSE_NC", (8, -2))


def _ear(s: Sheet) -> None:
    s.name("TEL_A", (0, 0), "left")
    s.across("C3", "capacitor", (0, 0), (2.5, 0))
    s.across("R10", "resistor", (2.5, 0), (5.5, 0))
    s.name("TEL_B", (0, -2), "left")
    s.across("C11", "capacitor", (2.5, -2), (0, -2))
    s.across("R34", "resistor", (5.5, -2), (2.5, -2))
    s.place("T1", transformer(), (5.5, 0), "600:600")
    s.wire((8.5, 0), (10.5, 0), (13, 0), (14, 0))
    s.wire((8.5, -2), (10.5, -2), (11.5, -2))
    s.across("R11", "resistor", (10.5, 0), (10.5, -2))
    s.place("D5", clamp(), (13, 0), "BAT54S", label=(0.4, 0.9))
    s.supply("+3V3", (13, 2))
    s.ground((13, -2))
    s.dot((10.5, 0), (10.5, -2), (13, 0))
    s.name("AUDIO", (14, 0))
    s.name("MID", (11.5, -2))
