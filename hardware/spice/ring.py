"""Ringing: the detector sees the weakest and the strongest, and for longer than anything else."""

from hardware.spice.claims import Claim
from hardware.spice.line import CTR, SET_OHM, battery, bell, hook, on_the_line
from hardware.spice.ngspice import Traces
from hardware.spice.signals import highest, longest_low, low_share

PROBES = ["v(ring)", "v(loop_a)", "v(loop_b)"]
SETTLED_S = 0.3  # ringing since 0.1
LENGTH_S = 0.5
# Volts, hertz, ringers, optocoupler: the corners, each with one more of the others.
STEADY = [(45, 20, 1, "weakest"), (90, 20, 3, "weakest"), (90, 25, 3, "strongest"), (90, 50, 1, "weakest")]
WEAK = [(30, 20, 1, "weakest"), (30, 25, 3, "weakest"), (30, 50, 3, "strongest")]


def claims(**changed: float | str) -> list[Claim]:
    found = []
    for case in STEADY + WEAK:
        found += ringing_claims(*case, **changed)
    return [*found, knock(**changed), *dialling(**changed)]


def rung(volts: float, hertz: float, ren: float, ctr: float, **changed: float | str) -> Traces:
    sources = [battery(), bell(volts), hook([])]
    case: dict[str, float | str] = {"ring_hz": hertz, "ren": ren, "ctr": ctr, "feed_ohm": 500}
    return on_the_line("loop ring", LENGTH_S, sources, PROBES, step="0.5m", **(case | changed))


def ringing_claims(volts: int, hertz: int, ren: int, ctr: str, **changed: float | str) -> list[Claim]:
    told = rung(volts, hertz, ren, CTR[ctr], **changed)
    case = f"{volts} V {hertz} Hz, {ren} ringer{'s' if ren > 1 else ''}, {ctr} optocoupler"
    if (volts, hertz, ren, ctr) in STEADY:
        peak = highest(told["x"], told["v(ring)"], SETTLED_S)
        first = Claim(f"`ring` at its highest: {case}", peak, "V", high=0.8)
    else:
        share = 100 * low_share(told["x"], told["v(ring)"], SETTLED_S)
        first = Claim(f"`ring` is low: {case}", share, "% of the time", low=60)
    return [first, Claim(f"a loop input stays low for: {case}", longest_ms(told, PROBES[1:]), "ms", high=40)]


def longest_ms(told: Traces, pins: list[str]) -> float:
    """The longest that one of the inputs is drawn low at a stretch."""
    return 1e3 * max(longest_low(told["x"], told[pin]) for pin in pins)


def knock(**changed: float | str) -> Claim:
    """A reversal on an idle line is seen as one short pulse."""
    sources = [battery([(0.1, 0.005)]), bell(), hook([])]
    told = on_the_line("loop ring", 0.4, sources, PROBES, ctr=CTR["strongest"], **changed)
    width_ms = longest_ms(told, PROBES[:1])
    return Claim("`ring` is low for, when an idle line is reversed", width_ms, "ms", low=0, high=190)


def dialling(**changed: float | str) -> list[Claim]:
    """The edges of a dial pulse ring for less than a bell does."""
    pulses = [(0.1 + 0.1 * n + off, level) for n in range(3) for off, level in ((0.0, 0), (0.06, 1))]
    sources = [battery(), bell(), hook([(0.01, 1), *pulses])]
    told = on_the_line("loop ring", 0.5, sources, PROBES, set_ohm=SET_OHM, ren=0.01, **changed)
    width_ms = longest_ms(told, PROBES[:1])
    return [Claim("`ring` is low at a stretch, while pulses are dialled", width_ms, "ms", high=190)]
