"""The far side of the circuit, as sources: an exchange and what it does, a customer and what he does.

Each returns lines of a netlist. Moments are in seconds. Used with the decks `exchange` and `telephone`.
"""

from hardware.spice.ngspice import Traces, run

BATTERY_V = 48.0
SET_OHM = 200.0  # of a telephone, handset off
FEED_OHM = {"short line, 60 mA": 460.0, "usual line, 37 mA": 870.0, "long line, 21 mA": 1740.0}
CTR = {"weakest": 0.5, "strongest": 6.0}  # current transfer ratio of an LTV-817, any grade

Point = tuple[float, float]


def piecewise(name: str, node: str, points: list[Point]) -> str:
    told = " ".join(f"{at:.6g} {value:.6g}" for at, value in points)
    return f"V{name} {node} 0 PWL({told})"


def steps(first: float, changes: list[Point], slope_s: float = 1e-4) -> list[Point]:
    """Corners of a trace that holds `first` and takes each value at its moment."""
    points, value = [(0.0, first)], first
    for at, new in changes:
        points += [(at, value), (at + slope_s, new)]
        value = new
    return points


def battery(turns: list[tuple[float, float]] | None = None) -> str:
    """48 V, turned over at each (moment, slope in seconds)."""
    points, volts = [(0.0, BATTERY_V)], BATTERY_V
    for at, slope_s in turns or []:
        points += [(at, volts), (at + slope_s, -volts)]
        volts = -volts
    return piecewise("battery", "battery", points)


def bell(rms_volts: float = 0.0, since_s: float = 0.1, until_s: float = 100.0) -> str:
    peak = rms_volts * 2**0.5
    return piecewise("bell", "bell", steps(0.0, [(since_s, peak), (until_s, 0.0)]))


def hook(changes: list[Point]) -> str:
    """1 is off hook. On hook at the start."""
    return piecewise("hook", "hook", steps(0.0, changes))


def on_the_line(
    decks: str,
    length_s: float,
    sources: list[str],
    probes: list[str],
    step: str = "0.2m",
    **parameters: float | str,
) -> Traces:
    """A run with exchange and telephone around `decks`; what is not told is usual."""
    usual: dict[str, float | str] = {
        "feed_ohm": FEED_OHM["usual line, 37 mA"],
        "set_ohm": SET_OHM,
        "ren": 1,
        "ring_hz": 25,
    }
    usual |= {"ctr": 1.0, "u6_ctr": 8.0}
    analysis = f".tran {step} {length_s} 0 {step}"
    circuit = f"supply exchange {decks} telephone"
    return run(circuit, analysis, probes, "\n".join(sources), **(usual | parameters))
