"""The barrier between the line and everything a person or the network may touch.

From the line's terminals the check walks through every part, from any pin to any other, except through the
named bridges, whose two sides are apart inside. It must not arrive at ground. What it has walked over is
the line's side: as dangerous as the line, and drawn and laid out as such.
"""

from collections import deque

from hardware.circuit.netlist import Netlist

# Which pins of a kind are on one side of the insulation; the rest is on the other.
SIDES = {
    "optocoupler": {"A", "K"},
    "low-current optocoupler": {"A", "K"},
    "relay": {"C1", "C2"},
    "transformer": {"P1", "P2"},
    "isolated converter": {"VIN", "GND"},
}
# Only these may stand across the barrier, and this is why each may.
BRIDGES = {
    "U1": "loop current: optocoupler, 5 kV",
    "U2": "loop current: optocoupler, 5 kV",
    "U3": "ringing: optocoupler, 5 kV",
    "U5": "handset: optocoupler, 5 kV",
    "U6": "line voltage: optocoupler, 3.75 kV",
    "U9": "relay read-back: optocoupler, 5 kV",
    "K1": "the lock: coil to contacts, 1.5 kV",
    "T1": "tones: telecom line transformer with supplementary insulation",
    "PS1": "local feed: isolated converter, 5.2 kV",
}
LINE = ("LINE_A", "LINE_B")
SAFE = ("GND", "+5V", "+3V3")


def line_side(netlist: Netlist) -> dict[str, str]:
    """Every net reached from the line: {net: the part it was reached through}."""
    net_of = netlist.net_of()
    pins_of: dict[str, list[str]] = {}
    for reference, pin in net_of:
        pins_of.setdefault(reference, []).append(pin)
    reached = dict.fromkeys(LINE, "J1")
    waiting = deque(LINE)
    while waiting:
        for reference, pin in sorted(netlist.nets[waiting.popleft()]):
            here = _side(netlist.parts[reference], reference, pin)
            for other in pins_of[reference]:
                net = net_of[reference, other]
                if net not in reached and _side(netlist.parts[reference], reference, other) == here:
                    reached[net] = reference
                    waiting.append(net)
    return reached


def _side(kind: str, reference: str, pin: str) -> bool:
    return reference in BRIDGES and pin in SIDES.get(kind, ())


def broken_barrier(netlist: Netlist) -> list[str]:
    reached = line_side(netlist)
    found = [
        f"{net} is reached from the line through {reached[net]}: the barrier is broken"
        for net in SAFE
        if net in reached
    ]
    insulating = {reference for reference, kind in netlist.parts.items() if kind in SIDES}
    found += [f"{name} insulates but is not named as a bridge" for name in sorted(insulating - set(BRIDGES))]
    found += [
        f"{name} is named as a bridge but is not on the board" for name in sorted(set(BRIDGES) - insulating)
    ]
    return found
