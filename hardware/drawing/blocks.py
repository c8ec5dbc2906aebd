"""Small groups that come back on several sheets."""

from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import low_current_optocoupler, optocoupler


def optocoupler_out(s: Sheet, reference: str, pull_up: str, net: str, *, low_current: bool = False) -> None:
    """An optocoupler at (4, 0) of the block, its pull-up and its net; the LED is left to the caller."""
    s.place(reference, low_current_optocoupler() if low_current else optocoupler(), (4, 0))
    s.across(pull_up, "resistor", (8.5, 2), (8.5, 0))
    s.supply("+3V3", (8.5, 2))
    s.wire((7, 0), (8.5, 0), (10.5, 0))
    s.dot((8.5, 0))
    s.wire((7, -2), (7.5, -2))
    s.ground((7.5, -2))
    s.name(net, (10.5, 0))
