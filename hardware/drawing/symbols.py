"""Symbols on a whole grid, so that wires meet them; an anchor is named as the pin it stands for."""

from schemdraw.elements import Element
from schemdraw.segments import Segment, SegmentArc, SegmentPoly, SegmentText
from schemdraw.types import XY

SMALL = 8


class Symbol(Element):
    """What is drawn of a part: its lines, and the places of its pins."""

    def __init__(self, pins: dict[str, XY], segments: list[object]) -> None:
        super().__init__()
        self.segments = segments
        self.anchors.update(pins)
        self.elmparams["drop"] = (0, 0)
        self.elmparams["theta"] = 0


def frame(left: float, top: float, right: float, bottom: float) -> Segment:
    return Segment([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])


def box(left: list[str], right: list[str], *, width: float = 3, step: float = 1) -> Symbol:
    """A rectangle with named pins on two sides, the first at (0, 0); "" leaves a place free."""
    rows = max(len(left), len(right))
    pins: dict[str, XY] = {}
    segments: list[object] = [frame(0.5, 0.5, width - 0.5, -(rows - 1) * step - 0.5)]
    for names, outer, inner, align in ((left, 0, 0.5, "left"), (right, width, width - 0.5, "right")):
        for row, name in enumerate(names):
            if name:
                y = -row * step
                pins[name] = (outer, y)
                segments.append(Segment([(outer, y), (inner, y)]))
                place = (inner + (0.1 if align == "left" else -0.1), y)
                segments.append(SegmentText(place, name, fontsize=SMALL, align=(align, "center")))
    return Symbol(pins, segments)


def _led(x: float, top: float, bottom: float) -> list[object]:
    return [
        Segment([(0, top), (x, top), (x, -0.7)]),
        SegmentPoly([(x - 0.25, -0.75), (x + 0.25, -0.75), (x, -1.2)], closed=True),
        Segment([(x - 0.25, -1.25), (x + 0.25, -1.25)]),
        Segment([(x, -1.25), (x, bottom), (0, bottom)]),
        Segment([(x + 0.4, -0.85), (x + 0.75, -0.85)], arrow="->"),
        Segment([(x + 0.4, -1.1), (x + 0.75, -1.1)], arrow="->"),
    ]


def _detector() -> list[object]:
    return [
        Segment([(1.9, -0.6), (1.9, -1.4)]),
        Segment([(1.9, -0.85), (2.3, -0.55), (2.3, 0), (3, 0)]),
        Segment([(1.9, -1.15), (2.3, -1.45)], arrow="->"),
        Segment([(2.3, -1.45), (2.3, -2), (3, -2)]),
    ]


def optocoupler() -> Symbol:
    pins: dict[str, XY] = {"A": (0, 0), "K": (0, -2), "C": (3, 0), "E": (3, -2)}
    return Symbol(pins, [frame(0.3, 0.35, 2.7, -2.35), *_led(0.7, 0, -2), *_detector()])


def low_current_optocoupler() -> Symbol:
    """It has a supply of its own, below."""
    symbol = optocoupler()
    symbol.anchors["VCC"] = (2, -3)
    symbol.segments.append(Segment([(2, -3), (2, -2.35)]))
    symbol.segments.append(SegmentText((1.7, -2.7), "VCC", fontsize=SMALL, align=("right", "center")))
    return symbol


def bridge() -> Symbol:
    pins: dict[str, XY] = {"AC1": (0, 0), "AC2": (0, -2), "P": (3, 0), "N": (3, -2)}
    words = (("~", 0.6, -0.3), ("~", 0.6, -1.7), ("+", 2.4, -0.3), ("-", 2.4, -1.7))
    return Symbol(
        pins,
        [
            frame(0.3, 0.35, 2.7, -2.35),
            Segment([(0, 0), (0.3, 0)]),
            Segment([(0, -2), (0.3, -2)]),
            Segment([(2.7, 0), (3, 0)]),
            Segment([(2.7, -2), (3, -2)]),
            Segment([(0.8, -1), (1.2, -1)]),
            SegmentPoly([(1.2, -0.7), (1.2, -1.3), (1.7, -1)], closed=True),
            Segment([(1.75, -0.7), (1.75, -1.3)]),
            Segment([(1.75, -1), (2.2, -1)]),
            *(SegmentText((x, y), word, fontsize=11) for word, x, y in words),
        ],
    )


def transformer() -> Symbol:
    pins: dict[str, XY] = {"P1": (0, 0), "P2": (0, -2), "S2": (3, 0), "S1": (3, -2)}
    turns = [SegmentArc((x, -0.25 - 0.5 * turn), 0.5, 0.5, theta1=a, theta2=b)
             for x, a, b in ((1, -90, 90), (2, 90, 270)) for turn in range(4)]  # fmt: skip
    leads = [Segment([(0, y), (1, y)]) for y in (0, -2)] + [Segment([(2, y), (3, y)]) for y in (0, -2)]
    core = [Segment([(x, 0), (x, -2)]) for x in (1.42, 1.58)]
    return Symbol(pins, [*turns, *leads, *core])


def amplifier(plus: str, minus: str, out: str) -> Symbol:
    """An operational amplifier or comparator: minus above, plus below."""
    pins: dict[str, XY] = {minus: (0, 0), plus: (0, -2), out: (3, -1)}
    return Symbol(
        pins,
        [
            SegmentPoly([(0.4, 0.6), (0.4, -2.6), (2.6, -1)], closed=True),
            Segment([(0, 0), (0.4, 0)]),
            Segment([(0, -2), (0.4, -2)]),
            Segment([(2.6, -1), (3, -1)]),
            SegmentText((0.7, -0.05), "-", fontsize=12),
            SegmentText((0.7, -2), "+", fontsize=11),
        ],
    )


def transistor() -> Symbol:
    pins: dict[str, XY] = {"G": (0, 0), "D": (1, 1), "S": (1, -1)}
    return Symbol(
        pins,
        [
            Segment([(0, 0), (0.4, 0)]),
            Segment([(0.4, 0.4), (0.4, -0.4)]),
            Segment([(0.55, 0.5), (0.55, -0.5)]),
            Segment([(0.55, 0.35), (1, 0.35), (1, 1)]),
            Segment([(0.55, -0.35), (1, -0.35), (1, -1)]),
            Segment([(1, 0), (0.57, 0)], arrow="->"),
            Segment([(1, 0), (1, -0.35)]),
        ],
    )


def contact(common: str, working: str, rest: str) -> Symbol:
    """A changeover contact, drawn without current in the coil."""
    pins: dict[str, XY] = {common: (0, 0), working: (2, 1), rest: (2, -1)}
    return Symbol(
        pins,
        [
            Segment([(0, 0), (0.3, 0), (1.6, -0.85)]),
            Segment([(2, -1), (1.6, -1), (1.6, -0.8)]),
            Segment([(2, 1), (1.6, 1), (1.6, 0.8)]),
        ],
    )


def coil() -> Symbol:
    pins: dict[str, XY] = {"C1": (0, 0), "C2": (0, -2)}
    return Symbol(
        pins,
        [
            Segment([(0, 0), (0, -0.6)]),
            frame(-0.5, -0.6, 0.5, -1.4),
            Segment([(-0.5, -1.4), (0.5, -0.6)]),
            Segment([(0, -1.4), (0, -2)]),
        ],
    )


def clamp() -> Symbol:
    """Two diodes in one case, from ground to the pin and from the pin to the supply."""
    pins: dict[str, XY] = {"COM": (0, 0), "K": (0, 2), "A": (0, -2)}
    parts: list[object] = [Segment([(0, -2), (0, 2)])]
    for y in (1, -1):
        parts.append(SegmentPoly([(-0.25, y - 0.25), (0.25, y - 0.25), (0, y + 0.2)], closed=True))
        parts.append(Segment([(-0.25, y + 0.22), (0.25, y + 0.22)]))
    return Symbol(pins, parts)
