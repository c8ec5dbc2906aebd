"""What hangs on an idle line, and how a locked booth knows its handset: leakage, line voltage, local feed."""

from hardware.spice.claims import Claim
from hardware.spice.line import CTR
from hardware.spice.ngspice import Traces, run
from hardware.spice.signals import at, first_low

U6_CTR = 8.0  # what its maker guarantees at 40 uA; at half the current we count on half of it
FEED_VOLTS = (10.8, 13.5)  # of the isolated converter, loaded and not
SETS_OHM = (100.0, 600.0)
SWITCH = ".model contact SW(vt=0.5 vh=0 ron=0.1 roff=100meg)"


def claims(**changed: float | str) -> list[Claim]:
    return [*line_volts(**changed), *leakage(**changed), *handset(**changed)]


def line_volts(**changed: float | str) -> list[Claim]:
    found = []
    for name, sign in (("usual", 1), ("reversed", -1)):
        source = f"Vx 0 x 0\nEx A_IN 0 0 x {sign}\nVb B_IN 0 0"
        told = run("supply volts", ".dc Vx 0 60 0.5", ["v(line_volts)"], source, u6_ctr=U6_CTR / 2, **changed)
        from_v = first_low(told["x"], told["v(line_volts)"])
        found.append(Claim(f"line voltage seen from, {name} polarity", from_v, "V", low=3, high=20))
    return found


def leakage(**changed: float | str) -> list[Claim]:
    """Of everything on the exchange's side, relay open: what an idle line carries."""
    source = "Vx A_IN 0 0\nVb B_IN 0 0"
    told = run("supply volts ring", ".dc Vx 0 100 1", ["i(vx)"], source, u6_ctr=U6_CTR, ctr=1.0, **changed)
    leak_ua = {volts: -1e6 * at(told, "i(vx)", volts) for volts in (48, 100)}
    return [
        Claim("drawn from an idle line at 48 V", leak_ua[48], "uA", high=48),
        Claim("insulation of the idle line at 100 V", 100 / leak_ua[100], "Mohm", low=1),
    ]


def fed(off_hook: bool, volts: float, ohm: float, ctr: float, **changed: float | str) -> Traces:
    source = (
        f"Vh h 0 {int(off_hook)}\nSh TEL_A set h 0 contact\nXset set TEL_B telephone ohm={ohm}\n"
        f"Xbell TEL_A TEL_B ringer ren=3\n{SWITCH}"
    )
    probes = ["v(hook)", "i(vps1)", "v(tel_a,tel_b)"]
    return run("supply hook", ".tran 1m 100m", probes, source, feed_volts=volts, ctr=ctr, **changed)


def handset(**changed: float | str) -> list[Claim]:
    least = fed(True, FEED_VOLTS[0], SETS_OHM[1], CTR["weakest"], **changed)
    most = fed(True, FEED_VOLTS[1], SETS_OHM[0], CTR["strongest"], **changed)
    idle = fed(False, FEED_VOLTS[1], SETS_OHM[0], CTR["strongest"], **changed)
    return [
        Claim("`hook` with the handset off, weakest case", float(least["v(hook)"][-1]), "V", high=0.8),
        Claim("local feed, handset off, most", -1e3 * float(most["i(vps1)"][-1]), "mA", high=20),
        Claim("`hook` with the handset on, strongest optocoupler", float(idle["v(hook)"][-1]), "V", low=2.6),
    ]
