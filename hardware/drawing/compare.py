"""The drawing against the netlist: which drawn pins are joined, and under which name."""

from collections.abc import Iterable, Sequence

from hardware.circuit.netlist import Netlist, Pin, spoken
from hardware.drawing.sheet import Point, Sheet

Node = tuple[int, Point] | str  # a place on a sheet, or a name on all of them


class _Joined:
    """Places that are one net, found by joining them two by two."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def root(self, node: Node) -> Node:
        parent = self._parent.setdefault(node, node)
        if parent == node:
            return node
        self._parent[node] = self.root(parent)
        return self._parent[node]

    def join(self, one: Node, other: Node) -> None:
        self._parent[self.root(one)] = self.root(other)


def drawn_groups(sheets: Sequence[Sheet]) -> tuple[list[set[Pin]], dict[Pin, set[str]]]:
    """The pins that are drawn together, and the names each bears."""
    joined = _Joined()
    names: set[str] = set()
    for number, sheet in enumerate(sheets):
        _join_wires(joined, number, sheet)
        for name, point in sheet.names:
            joined.join((number, point), name)
            names.add(name)
    groups: dict[Node, set[Pin]] = {}
    for number, sheet in enumerate(sheets):
        for pin, point in sheet.pins.items():
            groups.setdefault(joined.root((number, point)), set()).add(pin)
    named: dict[Node, set[str]] = {}
    for name in names:
        named.setdefault(joined.root(name), set()).add(name)
    return list(groups.values()), {
        pin: named.get(root, set()) for root, pins in groups.items() for pin in pins
    }


def _join_wires(joined: _Joined, number: int, sheet: Sheet) -> None:
    ends = {point for wire in sheet.wires for point in wire}
    ends |= set(sheet.pins.values()) | {point for _, point in sheet.names}
    for wire in sheet.wires:
        for point in ends:
            if _lies_on(point, wire):
                joined.join((number, point), (number, wire[0]))


def _lies_on(point: Point, wire: tuple[Point, Point]) -> bool:
    (x0, y0), (x1, y1) = wire
    x, y = point
    return min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)


def differences(sheets: Sequence[Sheet], netlist: Netlist) -> list[str]:
    """What the drawing says otherwise than the netlist; pins in words."""
    net_of = netlist.net_of()
    groups, names = drawn_groups(sheets)
    drawn = [pin for sheet in sheets for pin in sheet.pins]
    open_ = {pin for sheet in sheets for pin in sheet.open}
    found = [f"{spoken(pin)} is not drawn" for pin in sorted(set(net_of) - set(drawn))]
    found += [f"{spoken(pin)} is drawn twice" for pin in sorted(_twice(drawn))]
    for group in groups:
        nets = {net_of.get(pin, "") for pin in group}
        if len(nets) > 1:
            found.append(f"{_listed(group)} are drawn together; on the board they are on {_nets(nets)}")
        (net, *_) = sorted(nets)
        wrong = {name for pin in group for name in names[pin]} - nets
        found += [
            f"{_listed(group)} bear the name {name}, but are on {net or 'nothing'}" for name in sorted(wrong)
        ]
        if nets == {""} and not group <= open_:
            found.append(f"{_listed(group)} go nowhere")
    return found + _torn(groups, netlist)


def _torn(groups: Iterable[set[Pin]], netlist: Netlist) -> list[str]:
    found = []
    for net, pins in sorted(netlist.nets.items()):
        pieces = [group & pins for group in groups if group & pins]
        if len(pieces) > 1:
            found.append(
                f"{net} is drawn in {len(pieces)} pieces: " + " / ".join(_listed(piece) for piece in pieces)
            )
    return found


def _twice(pins: list[Pin]) -> set[Pin]:
    return {pin for pin in pins if pins.count(pin) > 1}


def _listed(pins: Iterable[Pin]) -> str:
    return ", ".join(spoken(pin) for pin in sorted(pins))


def _nets(nets: Iterable[str]) -> str:
    return " and ".join(net or "nothing" for net in sorted(nets))
