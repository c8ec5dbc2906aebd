"""Simulated scenes on the line, as the controller's inputs see them: where circuit and firmware meet.

Each scene returns edges (pin, active, at_ms) as the board's interrupts would stamp them. The tests play them
through the real firmware; the documentation draws them.
"""

from hardware.spice import meter
from hardware.spice.line import CTR, FEED_OHM, Point, battery, bell, hook, on_the_line
from hardware.spice.ngspice import Traces
from hardware.spice.signals import edges

PinEdge = tuple[str, bool, int]
PINS = ("loop_a", "loop_b", "ring")

# Of the scene `call`, in seconds.
LIFT_S, DIAL_S, ANSWER_S, FLASH_S, RELEASE_S, HANG_UP_S = 0.2, 1.0, 2.5, 3.6, 5.0, 6.0
LENGTH_S = 7.0
FLASH_LENGTH_S = 0.1


def pin_edges(told: Traces, pins: tuple[str, ...] = PINS) -> list[PinEdge]:
    found = []
    for pin in pins:
        levels = edges(told["x"], told[f"v({pin})"])
        first, *rest = levels
        found += [(pin, True, 0)] if first[1] else []
        found += [(pin, low, round(1000 * at)) for at, low in rest]
    return sorted(found, key=lambda edge: edge[2])


def call(line: str, ctr: str, slope_s: float, pulses: int) -> Traces:
    """Lift, dial one digit by pulses, be answered by a reversal, flash, be released, hang up."""
    digit: list[Point] = []
    for n in range(pulses):
        digit += [(DIAL_S + 0.1 * n, 0), (DIAL_S + 0.1 * n + 0.06, 1)]
    deeds = [(LIFT_S, 1.0), *digit, (FLASH_S, 0.0), (FLASH_S + FLASH_LENGTH_S, 1.0), (HANG_UP_S, 0.0)]
    sources = [battery([(ANSWER_S, slope_s), (RELEASE_S, slope_s)]), bell(), hook(deeds)]
    probes = ["v(loop_a)", "v(loop_b)", "v(ring)", "i(vreturn)"]
    return on_the_line(
        "loop ring", LENGTH_S, sources, probes, step="1m", feed_ohm=FEED_OHM[line], ctr=CTR[ctr]
    )


def ringing(volts: float, hertz: float, ren: float, ctr: str) -> Traces:
    """A second of ringing on an idle line that is through."""
    sources = [battery(), bell(volts, 0.2, 1.2), hook([])]
    probes = ["v(loop_a)", "v(loop_b)", "v(ring)"]
    return on_the_line("loop ring", 1.6, sources, probes, ring_hz=hertz, ren=ren, ctr=CTR[ctr], feed_ohm=500)


def metering_pulse(khz: int) -> Traces:
    """The pulse under speech, 40 ms; the line's other inputs do not move."""
    return meter.pulse(khz, began_s=0.01, ended_s=0.05, length_s=0.06)
