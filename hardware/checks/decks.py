"""The simulations' decks against the nets: a simulation of another circuit proves nothing about this one.

A deck names parts as the board does (R4, Xu1), its nodes as it likes. A node must lie on one net only, and a
node that bears a net's name on that net. Parts that are of the simulation alone (a winding's resistance,
an exchange) are left out.
"""

from pathlib import Path

from hardware.circuit.netlist import Netlist

DECKS = Path(__file__).parents[1] / "spice" / "decks"
NAMED = {"0": "GND", "v33": "+3V3", "v5": "+5V"}
# The pins of a part in the order in which its model takes them.
ORDER = {
    "resistor": ("1", "2"),
    "capacitor": ("1", "2"),
    "suppressor": ("1", "2"),
    "thyristor": ("1", "2"),
    "diode": ("A", "K"),
    "bridge": ("AC1", "AC2", "P", "N"),
    "optocoupler": ("A", "K", "C", "E"),
    "low-current optocoupler": ("A", "K", "C", "E"),
    "comparator": ("P", "N", "OUT"),
    "transistor": ("D", "G", "S"),
}


def other_circuits(netlist: Netlist, decks: list[Path] | None = None) -> list[str]:
    found = []
    for deck in sorted(DECKS.glob("*.cir")) if decks is None else decks:
        found += _deck(netlist, deck.name, deck.read_text("utf-8"))
    return found


def _deck(netlist: Netlist, name: str, text: str) -> list[str]:
    net_of = netlist.net_of()
    known = {net.lower(): net for net in netlist.nets} | NAMED
    lies_on: dict[str, str] = {}
    found = []
    for reference, nodes in _parts(netlist, text):
        for pin, node in zip(ORDER[netlist.parts[reference]], nodes, strict=False):
            net = net_of[reference, pin]
            before = lies_on.setdefault(node, known.get(node, net))
            if before != net:
                found.append(
                    f"{name}: {reference}.{pin} is on {node}, so on {before}; on the board it is on {net}"
                )
    return found


def _parts(netlist: Netlist, text: str) -> list[tuple[str, list[str]]]:
    """The lines of a deck that are parts of the board: reference and nodes; not what subcircuits hold."""
    parts, inside = [], False
    for line in text.lower().splitlines():
        words = line.split()
        if words and words[0] in (".subckt", ".ends"):
            inside = words[0] == ".subckt"
        elif words and not inside:
            reference = words[0].upper().removeprefix("X") if words[0][0] in "xm" else words[0].upper()
            reference = reference.removeprefix("M") if words[0][0] == "m" else reference
            if netlist.parts.get(reference) in ORDER:
                parts.append((reference, words[1:]))
    return parts
