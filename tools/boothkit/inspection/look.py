"""What has come of a trace so far, put in order for whoever judges it, shows it or records it.

Pure: parts of a trace go in as they come, doubled or not; edges in the order of their moments come out. It
must not know what an edge means.
"""

from typing import Any, NamedTuple

from boothkit.wire import DTMF_KEYS, Edge

BITS = {f"dtmf_q{bit + 1}": 1 << bit for bit in range(4)}  # of the tone decoder


class Stay(NamedTuple):
    """The line came into this state."""

    at_ms: int
    line: str


class Look:
    """`lost` counts edges the booth had no room for: what is judged then may be wrong."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.stays: list[Stay] = []
        self.now_ms = 0
        self.lost = 0
        self.over = False
        self._part = 0

    def hear(self, trace: dict[str, Any]) -> None:
        """A part; one that was heard before is none. A new trace begins with its first part."""
        if trace["part"] == 1:
            self._part, self.over = 0, False
        if trace["part"] <= self._part:
            return
        if trace["part"] == 1:
            self._begin(trace)
        else:
            self.edges += [Edge(at_ms, pin, bool(active)) for pin, active, at_ms in trace["edges"]]
        self._part, self.lost, self.over = trace["part"], trace["lost"], trace["over"]
        self.now_ms = max(self.now_ms, trace["at_ms"])
        if not self.stays or self.stays[-1].line != trace["line"]:
            self.stays.append(Stay(trace["at_ms"], trace["line"]))
        self.edges.sort(key=lambda edge: edge.at_ms)  # they are told as they settle

    def _begin(self, trace: dict[str, Any]) -> None:
        """What is active already; where a trace goes on from another, what changed between them."""
        active = {pin for pin, _, _ in trace["edges"]}
        was = self.levels()
        at_ms = trace["at_ms"]
        self.edges += [Edge(at_ms, pin, False) for pin, on in was.items() if on and pin not in active]
        self.edges += [Edge(at_ms, pin, True) for pin in sorted(active) if not was.get(pin)]

    def levels(self, at_ms: int | None = None) -> dict[str, bool]:
        """Of every input heard of, now or then."""
        return {edge.pin: edge.active for edge in self.edges if at_ms is None or edge.at_ms <= at_ms}

    @property
    def line(self) -> str:
        return self.stays[-1].line if self.stays else ""

    def dialled(self) -> list[tuple[int, str]]:
        """(at_ms, key) of each key that was heard."""
        code, heard = 0, []
        for edge in self.edges:
            if edge.pin in BITS:
                code = code | BITS[edge.pin] if edge.active else code & ~BITS[edge.pin]
            elif edge.pin == "dtmf_std" and edge.active:
                heard.append((edge.at_ms, DTMF_KEYS[code]))
        return heard

    def since(self, at_ms: int) -> list[Edge]:
        return [edge for edge in self.edges if edge.at_ms >= at_ms]
