"""Loop current and polarity: from which current they are told, and how exactly a reversal and a pulse."""

from hardware.spice.claims import Claim
from hardware.spice.line import CTR, FEED_OHM, battery, bell, hook, on_the_line
from hardware.spice.ngspice import Traces, run
from hardware.spice.signals import at, edges, first_low, gap_s, last_high

PINS = ["v(loop_a)", "v(loop_b)"]
SLOPES_S = {"hard, 5 ms": 0.005, "soft, 40 ms": 0.04, "soft, 80 ms": 0.08, "soft, 150 ms": 0.15}
LED_MA = 50  # an LTV-817's limit
BREAK_S = 0.06  # a dial pulse


def claims(**changed: float | str) -> list[Claim]:
    found = [*thresholds(**changed), *load(**changed)]
    found += [reversal(slope, **changed) for slope in SLOPES_S]
    return [*found, *dial_pulse(**changed)]


def sweep(ctr: float, **changed: float | str) -> Traces:
    """The loop current from 0 to 120 mA, tip to ring."""
    probes = [*PINS, "v(a_in)", "i(v.xu1.vled)"]
    source = "Iloop 0 A_IN 0\nVsink A_LOOP 0 0"
    return run("supply loop", ".dc Iloop 0 120m 0.1m", probes, source, ctr=ctr, **changed)


def thresholds(**changed: float | str) -> list[Claim]:
    found = []
    for name, ctr in CTR.items():
        told = sweep(ctr, **changed)
        told_ma = 1e3 * first_low(told["x"], told["v(loop_a)"])
        quiet_ma = 1e3 * last_high(told["x"], told["v(loop_a)"])
        found.append(Claim(f"loop current seen from, {name} optocoupler", told_ma, "mA", high=18))
        found.append(Claim(f"loop current surely not seen below, {name} optocoupler", quiet_ma, "mA", low=3))
        other = float(min(told["v(loop_b)"]))
        found.append(Claim(f"the other direction's input meanwhile, {name} optocoupler", other, "V", low=3))
    return found


def load(**changed: float | str) -> list[Claim]:
    told = sweep(1.0, **changed)
    led_ma = 1e3 * told["i(v.xu1.vled)"]
    most_ma = 1e3 * float(told["x"][led_ma <= LED_MA][-1])
    return [
        Claim("taken from the line at 18 mA", at(told, "v(a_in)", 0.018), "V", high=1.5),
        Claim("taken from the line at 60 mA", at(told, "v(a_in)", 0.06), "V", high=3),
        Claim("through the LED at 60 mA", 1e3 * at(told, "i(v.xu1.vled)", 0.06), "mA", high=LED_MA),
        Claim("loop current that the LED bears for ever", most_ma, "mA", low=80),
    ]


def turned(slope_s: float, feed_ohm: float, ctr: float, **changed: float | str) -> Traces:
    sources = [battery([(0.1, slope_s)]), bell(), hook([(0.01, 1)])]
    return on_the_line("loop", 0.4, sources, PINS, ctr=ctr, feed_ohm=feed_ohm, **changed)


def reversal(slope: str, **changed: float | str) -> Claim:
    """The longest gap is that of the least current and the weakest optocoupler."""
    told = turned(SLOPES_S[slope], FEED_OHM["long line, 21 mA"], CTR["weakest"], **changed)
    gap_ms = 1e3 * gap_s(*(edges(told["x"], told[pin]) for pin in PINS))
    return Claim(f"gap without current in a reversal ({slope}), long line", gap_ms, "ms", low=0, high=160)


def dial_pulse(**changed: float | str) -> list[Claim]:
    found = []
    for line, feed_ohm in FEED_OHM.items():
        sources = [battery(), bell(), hook([(0.01, 1), (0.1, 0), (0.1 + BREAK_S, 1)])]
        told = on_the_line("loop", 0.3, sources, PINS, feed_ohm=feed_ohm, **changed)
        levels = edges(told["x"], told["v(loop_a)"])
        error_ms = 1e3 * (levels[-1][0] - levels[-2][0] - BREAK_S)
        found.append(Claim(f"a dial pulse of 60 ms is told wrong by, {line}", error_ms, "ms", low=-3, high=3))
    return found
