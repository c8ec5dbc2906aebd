"""Metering pulses: the filter hears 12 or 16 kHz and no conversation; a series resonance hears everything.

`recorded` gives what a converter would sample behind the transformer, for the comparison with a Goertzel
filter in firmware (docs/decisions/0039).
"""

import numpy as np

from hardware.spice.claims import Claim
from hardware.spice.ngspice import Trace, Traces, run
from hardware.spice.signals import first_low, highest, longest_low, low_share

JUMPER_OHM = {12: "1g", 16: "1m"}  # JP2 open, JP2 set
BEGIN_S = 0.001
SETTLED_S = 0.004
STEP = "3u"  # a coarser one detunes the filter by itself
LENGTH_S = 0.007
LOW_FOR = "% of the time"
SPEECH = (1.2, 3400)  # the loudest a telephone line carries, at its highest tone


def claims(**changed: float | str) -> list[Claim]:
    found = []
    for khz in JUMPER_OHM:
        found += [*tuned(khz, **changed), *undisturbed(khz, **changed)]
    return [*found, detuned(**changed), knock(**changed), *resonance(**changed)]


def tones(*parts: tuple[float, float]) -> str:
    """(volts rms, hertz) each, in series on the telephone's pair."""
    nodes = ["TEL_A", *(f"tone{n}" for n in range(1, len(parts))), "0"]
    lines = [
        f"Vtone{n} {nodes[n]} {nodes[n + 1]} SIN(0 {volts * 2**0.5:.6g} {hertz} {BEGIN_S})"
        for n, (volts, hertz) in enumerate(parts)
    ]
    return "\n".join([*lines, "Vreturn TEL_B 0 0"])


def listened(khz: int, *parts: tuple[float, float], **changed: float | str) -> Traces:
    probes = ["v(meter)", "v(s2_out)", "v(trip)", "v(audio)"]
    analysis = f".tran {STEP} {LENGTH_S} 0 {STEP}"
    return run("supply meter", analysis, probes, tones(*parts), jp2_ohm=JUMPER_OHM[khz], **changed)


def share(told: Traces) -> float:
    return 100 * low_share(told["x"], told["v(meter)"], SETTLED_S)


def tuned(khz: int, **changed: float | str) -> list[Claim]:
    """A weak pulse, a little off its frequency."""
    told = listened(khz, (0.2, khz * 1010), **changed)
    began_ms = 1e3 * (first_low(told["x"], told["v(meter)"]) - BEGIN_S)
    return [
        Claim(f"{khz} kHz: `meter` low, pulse of 0.2 V and 1 % off", share(told), LOW_FOR, low=100),
        Claim(f"{khz} kHz: low after", began_ms, "ms", low=0, high=5),
    ]


def undisturbed(khz: int, **changed: float | str) -> list[Claim]:
    """By speech, by strength, by the other frequency."""
    other = 28 - khz
    speech = listened(khz, SPEECH, **changed)
    both = listened(khz, (0.2, khz * 1000), SPEECH, **changed)
    loud = listened(khz, (5, khz * 1000), **changed)
    foreign = listened(khz, (0.4, other * 1000), **changed)
    margin = rejection(speech)
    return [
        Claim(f"{khz} kHz: `meter` low, pulse of 0.2 V under speech of 1.2 V", share(both), LOW_FOR, low=100),
        Claim(f"{khz} kHz: `meter` low, pulse of 5 V", share(loud), LOW_FOR, low=100),
        Claim(f"{khz} kHz: speech of 1.2 V at 3.4 kHz stays below the threshold by", margin, "times", low=5),
        Claim(f"{khz} kHz: `meter` low, {other} kHz of 0.4 V", share(foreign), LOW_FOR, high=0),
    ]


def detuned(**changed: float | str) -> Claim:
    """The narrower filter, its capacitors at one end of what they may be, the pulse at the other."""
    high = dict.fromkeys(("C6", "C7", "C8", "C9"), "1.05n")
    told = listened(16, (0.2, 16160), **(high | changed))
    return Claim("16 kHz: the same pulse, capacitors 5 % high", share(told), LOW_FOR, low=100)


def rejection(told: Traces) -> float:
    """How many times the tone would have to be louder to trip the comparator."""
    middle = float(np.median(told["v(s2_out)"]))
    trip = float(told["v(trip)"][0]) - middle
    return trip / (highest(told["x"], told["v(s2_out)"], SETTLED_S) - middle)


def knock(**changed: float | str) -> Claim:
    """A hook switch closes: 48 V become 8 at once, and every filter rings."""
    source = "Vhook TEL_A 0 PWL(0 48 2m 48 2.01m 8)\nVreturn TEL_B 0 0"
    probes = ["v(meter)"]
    told = run("supply meter", ".tran 6u 16m 0 6u", probes, source, jp2_ohm=JUMPER_OHM[12], **changed)
    width_ms = 1e3 * longest_low(told["x"], told["v(meter)"])
    return Claim("12 kHz: `meter` low when the hook switch closes", width_ms, "ms", high=15)


def resonance(**changed: float | str) -> list[Claim]:
    """What a series resonance at 16 kHz and an optocoupler make of the same: it hears everything."""
    found = []
    for name, part in (("16 kHz of 2 V", (2, 16000)), ("12 kHz of 2 V", (2, 12000)), ("speech", SPEECH)):
        source = tones(part).replace("TEL_A", "source", 1) + "\nRsource source TEL_A 200"
        told = run("supply tuned", f".tran {STEP} {LENGTH_S} 0 {STEP}", ["v(tuned)"], source, **changed)
        low = 100 * low_share(told["x"], told["v(tuned)"], SETTLED_S)
        found.append(Claim(f"not built: series resonance low at {name}", low, LOW_FOR, low=10))
    return found


def pulse(khz: int, began_s: float, ended_s: float, length_s: float) -> Traces:
    """A pulse of 0.5 V under speech, with its beginning and end."""
    gate = f"Vgate gate 0 PWL(0 0 {began_s} 0 {began_s + 0.001} 1 {ended_s} 1 {ended_s + 0.001} 0)"
    tone = f"Bpulse TEL_A speech V = v(gate) * {0.5 * 2**0.5:.6g} * sin({2 * np.pi * khz * 1000:.8g} * time)"
    speech = f"Vspeech speech 0 SIN(0 {SPEECH[0] * 2**0.5:.6g} {SPEECH[1]})\nVreturn TEL_B 0 0"
    source = "\n".join([gate, tone, speech])
    probes = ["v(meter)", "v(s2_out)", "v(audio)"]
    return run("supply meter", f".tran 8u {length_s} 0 8u", probes, source, jp2_ohm=JUMPER_OHM[khz])


def recorded(khz: int, parts: list[tuple[float, float]], rate_hz: int, count: int) -> Trace:
    """Volts behind the transformer as a converter samples them, the middle of its range taken away."""
    told = listened(khz, *parts)
    moments = SETTLED_S + np.arange(count) / rate_hz
    volts = np.interp(moments, told["x"], told["v(audio)"])
    return volts - float(np.mean(volts))
