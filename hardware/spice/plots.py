"""The simulations as pictures, for docs/hardware. Drawn the same each time: a change is a change."""

from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from hardware.spice import loop, meter, waveforms
from hardware.spice.line import CTR
from hardware.spice.ngspice import Trace, Traces, run
from hardware.spice.signals import HIGH_V, LOW_V

STYLE = {"svg.hashsalt": "locutorio", "svg.fonttype": "none", "font.size": 9}
# The series resonance of decks/tuned.cir.
RESONANCE = "Vin a 0 AC 1\nRsource a b 200\nLtuned b c 10m\nCtuned c led 9.9n\nRled led 0 15"
POINTS = 500  # in a curve: more than the eye tells apart


def figure(rows: int, height: float) -> tuple[Figure, list[Axes]]:
    drawn = Figure(figsize=(8, height), layout="constrained")
    FigureCanvasSVG(drawn)
    axes = drawn.subplots(rows, 1, squeeze=False, sharex=rows > 1)
    for each in axes[:, 0]:
        each.grid(alpha=0.3)
    return drawn, list(axes[:, 0])


def curve(axes: Axes, x: Trace, y: Trace, label: str, **look: object) -> None:
    """Of every stretch the lowest and the highest point, so that no peak is lost."""
    stretches = np.array_split(np.arange(len(x)), min(POINTS, len(x)))
    picked = sorted({int(at) for s in stretches for at in (s[y[s].argmin()], s[y[s].argmax()])})
    axes.plot(x[picked], y[picked], label=label, linewidth=1.1, **look)


def limits(axes: Axes) -> None:
    axes.axhspan(LOW_V, HIGH_V, color="grey", alpha=0.15, linewidth=0)
    axes.set_ylim(-0.1, 3.5)
    axes.legend(loc="center right")


def thresholds() -> Figure:
    drawn, (axes,) = figure(1, 3)
    for name, ctr in CTR.items():
        told = loop.sweep(ctr)
        curve(axes, 1e3 * told["x"], told["v(loop_a)"], f"loop_a, {name} optocoupler")
    axes.axvline(18, color="black", linestyle=":", linewidth=1)
    axes.set(xlabel="loop current, mA (dotted: must be seen)", ylabel="V", xlim=(0, 30))
    limits(axes)
    return drawn


def call() -> Figure:
    """The scene the firmware's tests play."""
    drawn, rows = figure(4, 6)
    told = waveforms.call("long line, 21 mA", "weakest", 0.15, 3)
    curve(rows[0], told["x"], 1e3 * told["i(vreturn)"], "loop current, mA", color="black")
    rows[0].legend(loc="center right")
    pins(rows[1:], told)
    rows[-1].set_xlabel("seconds: lifted, 3 dialled, answered (soft reversal), flash, released, hung up")
    return drawn


def ringing() -> Figure:
    drawn, rows = figure(3, 4.5)
    told = waveforms.ringing(90, 25, 3, "strongest")
    pins(rows, told)
    rows[-1].set(
        xlabel="seconds: 90 V, 25 Hz, three ringers: loop inputs flicker, ring stays low", xlim=(0.1, 0.8)
    )
    return drawn


def pins(rows: list[Axes], told: Traces) -> None:
    for axes, pin in zip(rows, waveforms.PINS, strict=True):
        curve(axes, told["x"], told[f"v({pin})"], pin)
        limits(axes)


def response(khz: int) -> Traces:
    source = "Vin TEL_A 0 AC 1\nVreturn TEL_B 0 0"
    return run("supply meter", ".ac dec 60 300 50k", ["vm(s2_out)"], source, jp2_ohm=meter.JUMPER_OHM[khz])


def metering() -> Figure:
    drawn, (axes,) = figure(1, 3.2)
    for khz in meter.JUMPER_OHM:
        told = response(khz)
        curve(axes, told["x"], told["vm(s2_out)"], f"filter, {khz} kHz")
    tuned = run("supply", ".ac dec 60 300 50k", ["vm(led)"], RESONANCE)
    share = tuned["vm(led)"] / tuned["vm(led)"].max()
    curve(axes, tuned["x"], share, "series resonance, not built", color="grey", linestyle="--")
    axes.axvspan(300, 3400, color="green", alpha=0.1, linewidth=0)
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="Hz (green: speech)",
        ylabel="volts out of one volt",
        ylim=(1e-4, 3),
    )
    axes.legend(loc="upper left")
    return drawn


PLOTS: dict[str, Callable[[], Figure]] = {
    "loop-thresholds": thresholds,
    "simulated-call": call,
    "simulated-ringing": ringing,
    "metering-filter": metering,
}


def draw_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        for name, draw in PLOTS.items():
            draw().savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
