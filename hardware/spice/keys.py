"""Keys: how much of a telephone's tones reaches the decoder, and whether low and high ones reach it alike."""

from math import log10

from hardware.spice.claims import Claim
from hardware.spice.meter import JUMPER_OHM
from hardware.spice.ngspice import run
from hardware.spice.signals import at

LOWEST_HZ, HIGHEST_HZ = 697, 1633
SET_V = (0.1, 0.7)  # a tone at the telephone's pair: a long line's, a loud telephone's
DECODER_MV = (27.5, 489)  # a tone that decoders of this kind take: typical, check the data sheet


def claims(**changed: float | str) -> list[Claim]:
    source = "Vset TEL_A 0 AC 1\nVreturn TEL_B 0 0"
    analysis = ".ac dec 100 300 5k"
    told = run("supply meter keys", analysis, ["vm(keys_gs)"], source, jp2_ohm=JUMPER_OHM[12], **changed)
    low, high = (at(told, "vm(keys_gs)", hertz) for hertz in (LOWEST_HZ, HIGHEST_HZ))
    return [
        Claim("tone of 0.1 V at 697 Hz, at the decoder", 1e3 * SET_V[0] * low, "mV", low=DECODER_MV[0]),
        Claim("tone of 0.7 V at 1633 Hz, at the decoder", 1e3 * SET_V[1] * high, "mV", high=DECODER_MV[1]),
        Claim("the highest tone is louder than the lowest by", 20 * log10(high / low), "dB", low=-1, high=1),
    ]
