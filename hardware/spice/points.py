"""What a meter shows at the test points, state by state: the figures of the commissioning sheet.

The limits are what a good board may show: another telephone, optocouplers of another grade, a converter that
gives a little more.
"""

from hardware.spice import idle, meter
from hardware.spice.claims import Claim
from hardware.spice.line import battery, bell, hook, on_the_line
from hardware.spice.ngspice import Traces, run

PROBES = ["v(a_in)", "v(a_in,a_loop)", "v(loop_a)", "v(loop_b)", "v(line_volts)", "v(ring)"]
LOW = {"high": 0.8}
HIGH = {"low": 2.6, "high": 3.4}
FEED_V = 12.0


def claims(**changed: float | str) -> list[Claim]:
    return [claim for state in STATES for claim in state(**changed)]


def last(told: Traces, probe: str) -> float:
    return float(told[probe][-1])


def powered(**changed: float | str) -> list[Claim]:
    source = "Vquiet TEL_A TEL_B 0\nVreturn TEL_B 0 0"
    told = run("supply meter", ".tran 10u 1m", ["v(mid)", "v(trip,mid)"], source, jp2_ohm="1g", **changed)
    step_mv = 1e3 * last(told, "v(trip,mid)")
    return [
        Claim("1 powered, no line: TP11 (MID) to TP8", last(told, "v(mid)"), "V", low=1.5, high=1.7),
        Claim("1 powered, no line: TP13 (TRIP) to TP11", step_mv, "mV", low=80, high=100),
    ]


def locked(**changed: float | str) -> list[Claim]:
    waiting = idle.fed(False, FEED_V, 200, 1.0, **changed)
    lifted = idle.fed(True, FEED_V, 200, 1.0, **changed)
    line = on_the_line("loop ring volts", 0.3, [battery(), bell(), hook([])], PROBES, **changed)
    return [
        Claim("2 line of 48 V, locked, handset on: TP1 to TP2", last(line, "v(a_in)"), "V", low=44, high=56),
        Claim("2 the same: pin `line_volts`", last(line, "v(line_volts)"), "V", **LOW),
        Claim("2 the same: pins `loop_a`, `loop_b`", last(line, "v(loop_a)"), "V", **HIGH),
        Claim("2 the same: TP4 to TP5", last(waiting, "v(tel_a,tel_b)"), "V", low=9.5, high=13.5),
        Claim("2 the same: pin `hook`", last(waiting, "v(hook)"), "V", **HIGH),
        Claim("3 locked, handset off: TP4 to TP5", last(lifted, "v(tel_a,tel_b)"), "V", low=4, high=9.5),
        Claim("3 the same: pin `hook`", last(lifted, "v(hook)"), "V", **LOW),
    ]


def talking(**changed: float | str) -> list[Claim]:
    found = []
    for step, name, turns in (("4", "unlocked, handset off", []), ("5", "wires swapped", [(0.1, 0.005)])):
        told = on_the_line(
            "loop ring volts", 0.6, [battery(turns), bell(), hook([(0.01, 1)])], PROBES, **changed
        )
        sign = -1 if turns else 1
        sense = {"low": 1.0, "high": 3.0} if sign > 0 else {"low": -3.0, "high": -1.0}
        flowing, still = ("loop_b", "loop_a") if turns else ("loop_a", "loop_b")
        across = sign * last(told, "v(a_in)")
        found += [
            Claim(f"{step} {name}: TP1 to TP2, either sign", across, "V", low=5, high=20),
            Claim(f"{step} the same: TP1 to TP3", last(told, "v(a_in,a_loop)"), "V", **sense),
            Claim(f"{step} the same: pin `{flowing}`", last(told, f"v({flowing})"), "V", **LOW),
            Claim(f"{step} the same: pin `{still}`", last(told, f"v({still})"), "V", **HIGH),
        ]
    return found


def calling(**changed: float | str) -> list[Claim]:
    told = on_the_line("loop ring volts", 0.5, [battery(), bell(75), hook([])], PROBES, **changed)
    return [Claim("6 ringing of 75 V, handset on: pin `ring`", last(told, "v(ring)"), "V", **LOW)]


def tone(**changed: float | str) -> list[Claim]:
    told = meter.listened(12, (0.5, 12000), **changed)
    settled = told["v(audio)"][told["x"] > meter.SETTLED_S]
    rms_mv = 1e3 * float(settled.std())
    return [
        Claim("7 0.5 V of 12 kHz at TP4, TP5: TP12 (AUDIO), alternating", rms_mv, "mV", low=110, high=170),
        Claim("7 the same, JP2 open: pin `meter`", last(told, "v(meter)"), "V", **LOW),
    ]


STATES = (powered, locked, talking, calling, tone)
