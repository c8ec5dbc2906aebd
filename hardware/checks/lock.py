"""What the lock does in each state: jumpers and contacts join nets as they lie, and the pair is followed.

The promises: without power the line is as the jumpers say; with power it is through exactly while the relay
pin is high. Always both legs or none, the local feed exactly while it is not through, and the read-back as
the line is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hardware.circuit.netlist import Netlist

Links = dict[str, tuple[str, ...]]  # jumper: the pins that are linked, as 1-2

CHOICES: dict[str, Links] = {
    "open without power": {"JP1": ("1-2", "4-5"), "JP3": ("1-2", "4-5"), "JP4": ("1-2",), "JP5": ("1-2",)},
    "through without power": {"JP1": ("2-3", "5-6"), "JP3": ("2-3", "5-6"), "JP4": ("2-3",), "JP5": ("2-3",)},
}
POLES = ("1", "2", "3")
OFF = None  # the relay pin of a board without power


@dataclass(frozen=True)
class State:
    choice: str
    pin: bool | None  # the relay pin is high; OFF without power
    coil: bool
    line: tuple[bool, bool]  # through: leg A, leg B
    feed: tuple[bool, bool]  # the telephone is on the local feed: leg A, leg B
    read_back: bool

    @property
    def wanted(self) -> bool:
        return self.choice == "through without power" if self.pin is OFF else self.pin


def states(netlist: Netlist) -> Iterator[State]:
    for choice, links in CHOICES.items():
        for pin in (OFF, False, True):
            yield _state(netlist, choice, links, pin)


def _state(netlist: Netlist, choice: str, links: Links, pin: bool | None) -> State:
    joined = _Nets(netlist)
    for jumper, pairs in links.items():
        for one, other in (pair.split("-") for pair in pairs):
            joined.link((jumper, one), (jumper, other))
    coil = pin is not OFF and _gate(joined, pin)
    for pole in POLES:
        joined.link(("K1", f"COM{pole}"), ("K1", f"NO{pole}" if coil else f"NC{pole}"))
    return State(
        choice,
        pin,
        coil,
        (joined.same("A_LOOP", "TEL_A"), joined.same("B_IN", "TEL_B")),
        (joined.same("FEED_A", "TEL_A"), joined.same("FEED_N", "TEL_B")),
        joined.same("SENSE", "FEED_N"),
    )


def _gate(joined: "_Nets", pin: bool) -> bool:
    """Q1 is driven by the relay pin itself, or by Q2, which turns it round."""
    if joined.same("DRIVE", "RELAY"):
        return pin
    return joined.same("DRIVE", "INVERTED") and not pin


class _Nets:
    """Nets, and which of them are one through closed contacts."""

    def __init__(self, netlist: Netlist) -> None:
        self._net_of = netlist.net_of()
        self._as: dict[str, str] = {net: net for net in netlist.nets}

    def link(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        kept, gone = (self._as[self._net_of[pin]] for pin in (one, other))
        self._as = {net: kept if group == gone else group for net, group in self._as.items()}

    def same(self, one: str, other: str) -> bool:
        return self._as[one] == self._as[other]


def broken_lock(netlist: Netlist) -> list[str]:
    return [f"{place}: {fault}" for place, fault in _faults(netlist)]


def _faults(netlist: Netlist) -> Iterator[tuple[str, str]]:
    for state in states(netlist):
        power = "without power" if state.pin is OFF else f"relay pin {'high' if state.pin else 'low'}"
        place = f"jumpers for {state.choice}, {power}"
        through = "through" if state.wanted else "open"
        for leg, is_through, is_fed in zip("AB", state.line, state.feed, strict=True):
            if is_through != state.wanted:
                yield place, f"leg {leg} is not {through}"
            if is_fed == state.wanted:
                yield place, f"leg {leg} of the telephone is{'' if is_fed else ' not'} on the local feed"
        if state.read_back != state.wanted:
            yield place, f"the read-back does not say {through}"
