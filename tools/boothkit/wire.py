"""The line at one instant, and what the controller's inputs show of it. In front of station 1.

Pure: levels follow from the state of the wire alone. It must not know time, nor who changes the wire.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

# The decoder's four bits for a key are its place here.
DTMF_KEYS = "D1234567890*#ABC"


class Edge(NamedTuple):
    """One input of the controller changes; `active` is its meaning, not its voltage."""

    at_ms: int
    pin: str
    active: bool


@dataclass(slots=True)
class Wire:
    """All there is to know of the line at one instant."""

    leg: str
    relay: bool = False  # the booth's own contact
    bypass: bool = False  # somebody has bridged it
    off_hook: bool = False
    contact: bool = True  # in the telephone: opened by dial pulses and the recall key
    feed: bool = True  # battery from the exchange
    ringing: bool = False
    half_wave: str = ""  # the leg the ringing current lights just now
    knock: bool = False
    key: int = 0
    tone: bool = False
    metering: bool = False
    forced: dict[str, bool] = field(default_factory=dict)


def current(wire: Wire) -> bool:
    """Loop current flows: relay closed or bridged, handset up, nothing open on the way."""
    return is_through(wire) and wire.off_hook and wire.contact and wire.feed


def is_through(wire: Wire) -> bool:
    return wire.relay or wire.bypass


def levels(wire: Wire) -> dict[str, bool]:
    flows = current(wire)
    alternating = wire.half_wave if is_through(wire) and not wire.off_hook else ""
    pins = {
        "loop_a": (flows and wire.leg == "a") or alternating == "a",
        "loop_b": (flows and wire.leg == "b") or alternating == "b",
        "ring": (wire.ringing and not flows) or wire.knock,
        "dtmf_q1": bool(wire.key & 1),
        "dtmf_q2": bool(wire.key & 2),
        "dtmf_q3": bool(wire.key & 4),
        "dtmf_q4": bool(wire.key & 8),
        "dtmf_std": wire.tone and flows,  # last: the bits stand before the strobe tells so
        "meter": wire.metering and flows,
        # While the relay is open its rest contacts feed the telephone from the controller.
        "hook": wire.off_hook and wire.contact and not wire.relay,
        "line_volts": wire.feed and not flows,  # a telephone draws the voltage down
    }
    return pins | wire.forced
