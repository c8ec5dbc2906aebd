"""What must survive: lightning between the two wires, and the relay's own coil."""

from hardware.spice.claims import Claim
from hardware.spice.ngspice import Traces, run
from hardware.spice.signals import highest

# ITU-T K.44's generator for 10/700 us, charged to 1.5 kV: 20 uF, 50 ohm, 15 ohm, 0.2 uF, 25 ohm to the pair.
GENERATOR = """
Cgen gen 0 20u ic=1500
Rgen gen 0 50
Rfront gen front 15
Cfront front 0 0.2u ic=0
Rpair front LINE_A 25
Vreturn LINE_B 0 0
"""
TELEPHONE = "Xset A_LOOP B_IN telephone ohm=200"
COIL = {"k1_ohm": 62.5, "k1_h": 0.1}  # 5 V, 400 mW; its inductance is a guess on the high side
RELEASE_MA = 8.0  # a tenth of the rated current: the contact has certainly opened


def claims(**changed: float | str) -> list[Claim]:
    return [*lightning(**changed), behind_the_transformer(**changed), *coil(**changed)]


def struck(**changed: float | str) -> Traces:
    probes = [
        "v(a_in,b_in)",
        "i(v.xu1.vled)",
        "i(v.xu3.vled)",
        "i(v.xu6.vled)",
        "i(vreturn)",
        "v(a_in,a_loop)",
    ]
    source = f"{GENERATOR}{TELEPHONE}"
    decks = "supply protection loop ring volts"
    return run(decks, ".tran 0.2u 1.5m 0 0.5u uic", probes, source, ctr=1.0, u6_ctr=8.0, **changed)


def lightning(**changed: float | str) -> list[Claim]:
    told = struck(**changed)
    peak = {name: highest(told["x"], abs(values)) for name, values in told.items() if name != "x"}
    return [
        Claim("1.5 kV 10/700 us: current through fuse and R1", peak["i(vreturn)"], "A", high=37.5),
        Claim("1.5 kV 10/700 us: left behind the protection", peak["v(a_in,b_in)"], "V", high=400),
        Claim("1.5 kV 10/700 us: across the loop sense", peak["v(a_in,a_loop)"], "V", high=10),
        Claim("1.5 kV 10/700 us: through U1", 1e3 * peak["i(v.xu1.vled)"], "mA", high=500),
        Claim("1.5 kV 10/700 us: through U3", 1e3 * peak["i(v.xu3.vled)"], "mA", high=500),
        Claim("1.5 kV 10/700 us: through U6", 1e3 * peak["i(v.xu6.vled)"], "mA", high=10),
    ]


def behind_the_transformer(**changed: float | str) -> Claim:
    """The pair of the telephone has the line's surge too, while the relay is closed."""
    contacts = "Rk1 A_LOOP TEL_A 50m\nRk1b B_IN TEL_B 50m\n.ic v(mid)=1.6 v(trip)=1.7 v(audio)=1.6"
    source = f"{GENERATOR}{TELEPHONE}\n{contacts}"
    decks = "supply protection loop meter"
    told = run(decks, ".tran 0.2u 1m 0 0.5u uic", ["v(audio)"], source, ctr=1.0, jp2_ohm="1g", **changed)
    peak_v = highest(told["x"], abs(told["v(audio)"]))
    return Claim("1.5 kV 10/700 us: behind the transformer, clamped", peak_v, "V", high=3.9)


def coil(**changed: float | str) -> list[Claim]:
    """The pin falls at 100 ms; the diode takes the coil's current, and the contact opens a little later."""
    source = "Vpin pin 0 PWL(0 0 1m 3.3 100m 3.3 100.001m 0)"
    probes = ["v(drain)", "i(lk1)"]
    told = run("relay", ".tran 10u 140m 0 10u", probes, source, **(COIL | changed))
    held_ma = 1e3 * abs(told["i(lk1)"])
    opened = told["x"][(told["x"] > 0.1) & (held_ma < RELEASE_MA)]
    on = float(held_ma[told["x"] < 0.099][-1])
    return [
        Claim("relay coil when it is on", on, "mA", low=70, high=90),
        Claim(
            "voltage at its transistor when it goes off", highest(told["x"], told["v(drain)"]), "V", high=20
        ),
        Claim("until the coil's current is down to a tenth", 1e3 * (float(opened[0]) - 0.1), "ms", high=20),
    ]
