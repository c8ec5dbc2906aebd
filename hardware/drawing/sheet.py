"""One sheet of the schematic: what is put on it is drawn, and remembered for the comparison with the nets.

Nothing is connected by intent: two things are on one net if their ends lie at the same place, if a wire's
end lies on another wire, or if both bear the same name. So what a reader sees is what is compared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import schemdraw
from schemdraw import elements as elm

from hardware.circuit.netlist import Pin
from hardware.circuit.values import shown
from hardware.drawing.symbols import Symbol

Point = tuple[float, float]

schemdraw.use("svg")

ELEMENTS = {
    "resistor": (elm.ResistorIEC, ("1", "2")),
    "capacitor": (elm.Capacitor, ("1", "2")),
    "electrolytic": (elm.Capacitor2, ("P", "N")),
    "fuse": (elm.FuseIEC, ("1", "2")),
    "supply fuse": (elm.FuseIEC, ("1", "2")),
    "diode": (elm.Diode, ("A", "K")),
    "zener": (elm.Zener, ("A", "K")),
    "schottky": (elm.Schottky, ("A", "K")),
    "suppressor": (elm.DiodeTVS, ("1", "2")),
    "thyristor": (elm.Diac, ("1", "2")),
    "crystal": (elm.Crystal, ("1", "2")),
}
DANGER = "#b00020"  # the line's side of the barrier
SAFE = "#1a3a8f"
SIDES = {"left": ("right", "center"), "right": ("left", "center"), "top": ("center", "bottom")}


class Sheet:
    def __init__(self, title: str, danger: frozenset[str] = frozenset()) -> None:
        """`danger`: the nets whose names are written in red."""
        self.title = title
        self.pins: dict[Pin, Point] = {}
        self.wires: list[tuple[Point, Point]] = []
        self.names: list[tuple[str, Point]] = []
        self.open: set[Pin] = set()
        self._danger = danger
        self._origin = (0.0, 0.0)
        self._drawing = schemdraw.Drawing(show=False)
        self._drawing.config(bgcolor="white", fontsize=9, unit=2, inches_per_unit=0.42, lw=1.2)

    @contextmanager
    def block(self, x: float, y: float, title: str = "") -> Iterator[None]:
        """A group of parts with its own origin."""
        before, self._origin = self._origin, (x, y)
        if title:
            self._text(title, (0, 3), ("left", "bottom"), fontsize=11, color="#444444")
        yield
        self._origin = before

    def _at(self, point: Point) -> Point:
        return (round(point[0] + self._origin[0], 3), round(point[1] + self._origin[1], 3))

    def _text(self, text: str, point: Point, align: tuple[str, str], **look: object) -> None:
        label = elm.Label().at(self._at(point)).theta(0)
        self._drawing.add(label.label(text, loc="center", halign=align[0], valign=align[1], **look))

    def across(self, reference: str, kind: str, start: Point, end: Point, note: str = "") -> None:
        """A part with two ends, from its first pin to its second."""
        element, pins = ELEMENTS[kind]
        text = "\n".join(word for word in (reference, note or shown(reference)) if word)
        upright = start[0] == end[0]
        placed = element().endpoints(self._at(start), self._at(end))
        placed.label(text, loc="bottom" if upright and start[1] < end[1] else "top", fontsize=8)
        self._drawing.add(placed)
        for pin, anchor in zip(pins, ("start", "end"), strict=True):
            self._pin(reference, pin, placed.absanchors[anchor])

    def place(
        self, reference: str, symbol: Symbol, at: Point, note: str = "", *, label: Point | None = None
    ) -> None:
        """A part or one of its several pieces, by its symbol; labelled above, or at the place `label`."""
        placed = self._drawing.add(symbol.at(self._at(at)).theta(0))
        for pin in symbol.anchors:
            if pin not in ("start", "end", "center", "xy", "istart", "iend"):
                self._pin(reference, pin, placed.absanchors[pin])
        box = symbol.get_bbox()
        text = f"{reference} {note}".strip()
        above = ((box.xmin + box.xmax) / 2, box.ymax + 0.1)
        x, y = label or above
        self._text(text, (at[0] + x, at[1] + y), ("left" if label else "center", "bottom"))

    def _pin(self, reference: str, pin: str, point: Point) -> None:
        key = (reference, pin)
        if key in self.pins:
            raise ValueError(f"{reference}.{pin} is drawn twice on {self.title}")
        self.pins[key] = (round(point[0], 2), round(point[1], 2))

    def wire(self, *points: Point) -> None:
        """Straight pieces from point to point, each level or upright."""
        for start, end in pairwise(points):
            if start[0] != end[0] and start[1] != end[1]:
                raise ValueError(f"a wire on {self.title} is neither level nor upright: {start}, {end}")
            self._drawing.add(elm.Line().endpoints(self._at(start), self._at(end)))
            self.wires.append((self._at(start), self._at(end)))

    def dot(self, *points: Point) -> None:
        for point in points:
            self._drawing.add(elm.Dot(radius=0.07).at(self._at(point)).theta(0))

    def name(self, net: str, point: Point, side: str = "right") -> None:
        """A net's name at a place: whatever bears the same name, here or on another sheet, is on it."""
        self.names.append((net, self._at(point)))
        gap = {"left": (-0.3, -0.05), "right": (0.25, -0.05), "top": (0, 0.1)}[side]
        colour = DANGER if net in self._danger else SAFE
        self._text(net, (point[0] + gap[0], point[1] + gap[1]), SIDES[side], color=colour)
        self._drawing.add(elm.Dot(open=True, radius=0.06).at(self._at(point)).theta(0))

    def supply(self, net: str, point: Point) -> None:
        self.names.append((net, self._at(point)))
        self._drawing.add(elm.Vdd().at(self._at(point)).theta(0).label(net, fontsize=8))

    def ground(self, point: Point) -> None:
        self.names.append(("GND", self._at(point)))
        self._drawing.add(elm.GroundSignal().at(self._at(point)).theta(0))

    def unused(self, reference: str, *pins: str) -> None:
        """Pins that are meant to stay open."""
        for pin in pins:
            point = self.pins[reference, pin]
            self._drawing.add(elm.NoConnect().at(point).theta(0))
            self.open.add((reference, pin))

    def svg(self) -> str:
        image: bytes = self._drawing.get_imagedata("svg")
        return image.decode()
