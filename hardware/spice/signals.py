"""What is read off a simulated trace: levels as a controller's input takes them, and a few measures. Pure.

Every input of the circuit is pulled up and drawn low by what it senses. Between the two limits a chip may
take either level, so a trace counts as changed only when it has passed the farther one.
"""

from itertools import pairwise

import numpy as np

from hardware.spice.ngspice import Trace, Traces

LOW_V = 0.8  # an RP2040 surely reads 0 below; an ESP32 below 0.83
HIGH_V = 2.475  # an ESP32 surely reads 1 above; an RP2040 above 2.0

Edge = tuple[float, bool]  # from when (seconds), whether drawn low


def edges(x: Trace, volts: Trace) -> list[Edge]:
    """The level at the start, and each change of it."""
    found = [(float(x[0]), bool(volts[0] < LOW_V))]
    for at, level in zip(x, volts, strict=True):
        low = found[-1][1]
        if level > HIGH_V if low else level < LOW_V:
            found.append((float(at), not low))
    return found


def low_share(x: Trace, volts: Trace, since: float = 0.0) -> float:
    """How much of the time the input surely reads 0."""
    return float(np.mean(volts[x >= since] < LOW_V))


def longest_low(x: Trace, volts: Trace) -> float:
    """The longest that the input is drawn low at a stretch."""
    levels = [*edges(x, volts), (float(x[-1]), False)]
    spans = [after[0] - before[0] for before, after in pairwise(levels) if before[1]]
    return max([0.0, *spans])


def highest(x: Trace, values: Trace, since: float = 0.0) -> float:
    return float(np.max(values[x >= since]))


def first_low(x: Trace, volts: Trace) -> float:
    """Where a sweep first surely reads 0; nan if nowhere."""
    places = np.flatnonzero(volts < LOW_V)
    return float(x[places[0]]) if len(places) else float("nan")


def last_high(x: Trace, volts: Trace) -> float:
    """Where a rising sweep last surely reads 1."""
    return float(x[np.flatnonzero(volts > HIGH_V)[-1]])


def at(traces: Traces, probe: str, x: float) -> float:
    return float(np.interp(x, traces["x"], traces[probe]))


def gap_s(leaving: list[Edge], coming: list[Edge]) -> float:
    """From the last release of one input to the last drawing of the other: both off between."""
    return coming[-1][0] - leaving[-1][0]
