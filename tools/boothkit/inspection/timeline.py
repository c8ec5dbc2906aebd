"""A trace as a picture of letters: a row for each input, time running to the right, the line's state below.

Pure: what was seen and the moment at the right edge go in, rows come out. It must not know terminals, nor
what an input means.
"""

from collections import deque
from typing import NamedTuple

from boothkit.inspection.look import Look
from boothkit.wire import Edge

# What is shown, in the order of the way of a call, and by which name.
ROWS = {
    "line_volts": "line voltage",
    "hook": "handset up",
    "relay": "coil",
    "relay_sense": "relay closed",
    "loop_a": "loop, tip to ring",
    "loop_b": "loop, ring to tip",
    "dtmf_std": "key",
    "meter": "metering pulse",
    "ring": "ringing",
    "tamper": "box open",
}
ON, PART, OFF = "█", "▌", "·"
LINE = "line"


class Row(NamedTuple):
    label: str
    cells: str


def rows(look: Look, *, width: int, window_ms: int, now_ms: int) -> list[Row]:
    """The last `window_ms` before `now_ms` in `width` cells."""
    step_ms = max(window_ms // width, 1)
    begin_ms = now_ms - width * step_ms
    bounds = [begin_ms + step_ms * place for place in range(width + 1)]
    shown = [Row(label, row_of(look.edges, pin, bounds)) for pin, label in ROWS.items() if pin != "dtmf_std"]
    keys = Row(ROWS["dtmf_std"], keys_of(look, bounds))
    return [*shown, keys, Row(LINE, states_of(look, bounds))]


def row_of(edges: list[Edge], pin: str, bounds: list[int]) -> str:
    """A cell is full where the input was active all the time, half where it was for a part."""
    own = [edge for edge in edges if edge.pin == pin]
    before = [edge for edge in own if edge.at_ms <= bounds[0]]
    level = before[-1].active if before else False
    left = deque(own[len(before) :])
    cells = ""
    for end_ms in bounds[1:]:
        levels = {level}
        while left and left[0].at_ms <= end_ms:
            level = left.popleft().active
            levels.add(level)
        cells += PART if len(levels) > 1 else ON if level else OFF
    return cells


def keys_of(look: Look, bounds: list[int]) -> str:
    """Each key where its tones began; one that falls together with another is lost to the eye."""
    cells = [OFF] * (len(bounds) - 1)
    for at_ms, key in look.dialled():
        place = sum(bound < at_ms for bound in bounds) - 1
        if 0 <= place < len(cells):
            cells[place] = key
    return "".join(cells)


def states_of(look: Look, bounds: list[int]) -> str:
    """Each state's name from where it began, as far as there is room before the next."""
    cells = [" "] * (len(bounds) - 1)
    for stay in look.stays:
        place = max(sum(bound < stay.at_ms for bound in bounds) - 1, 0)
        for offset, letter in enumerate(f"│{stay.line}".ljust(len(cells) - place)):
            if place + offset < len(cells):
                cells[place + offset] = letter
    return "".join(cells)
