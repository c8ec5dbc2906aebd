"""What a watched booth's inputs did lately, laid out to be drawn: a row for each, bars where it was active.

Pure: parts of a trace as the booth told them go in. Lengths are in thousandths of the window shown. Must not
know HTML, or what an input means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

WINDOW_MS = 20_000
WIDTH = 1000
LATEST = 12
# From the lock to the line to the keys; others follow in the order they came.
ORDER = (
    "relay", "relay_sense", "line_volts", "hook", "loop_a", "loop_b", "ring", "meter", "dtmf_std", "dtmf_q1",
    "dtmf_q2", "dtmf_q3", "dtmf_q4", "tamper",
)  # fmt: skip

Edge = tuple[str, int, int]  # input, 1 = active, booth's milliseconds


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    active: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`line` is its state at the end; `latest` edges newest first; `lost` there was no room to tell of."""

    rows: tuple[Row, ...] = ()
    line: str = ""
    latest: tuple[Edge, ...] = ()
    lost: int = 0
    end_ms: int = 0


@dataclass(slots=True)
class _Input:
    since_ms: int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    def turn(self, active: int, at_ms: int) -> None:
        if active and self.since_ms is None:
            self.since_ms = at_ms
        elif not active and self.since_ms is not None:
            self.spans.append((self.since_ms, at_ms))
            self.since_ms = None


def timeline(parts: Sequence[dict[str, Any]], *, later_ms: int) -> Timeline:
    """`later_ms`: how long ago the last part was told; what was active then is so still."""
    if not parts:
        return Timeline()
    edges = sorted((tuple(edge) for part in parts for edge in part["edges"]), key=lambda edge: edge[2])
    inputs: dict[str, _Input] = {}
    for name, active, at_ms in edges:
        inputs.setdefault(name, _Input()).turn(active, at_ms)
    end_ms = parts[-1]["at_ms"] + later_ms
    rows = tuple(_row(name, inputs[name], end_ms) for name in sorted(inputs, key=_place))
    newest = tuple(reversed(edges[-LATEST:]))
    return Timeline(rows, parts[-1]["line"], newest, max(part["lost"] for part in parts), end_ms)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _row(name: str, found: _Input, end_ms: int) -> Row:
    active = found.since_ms is not None
    spans = [*found.spans, (found.since_ms, end_ms)] if found.since_ms is not None else found.spans
    begin_ms = end_ms - WINDOW_MS
    shown = ((max(begin, begin_ms), end) for begin, end in spans if end > begin_ms)
    return Row(name, active, tuple(_bar(begin - begin_ms, end - begin_ms) for begin, end in shown))


def _bar(begin_ms: int, end_ms: int) -> Bar:
    """A short pulse is still to be seen."""
    x = begin_ms * WIDTH // WINDOW_MS
    return Bar(x, max(2, end_ms * WIDTH // WINDOW_MS - x))
