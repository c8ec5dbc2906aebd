"""The other way to hear a metering pulse: a converter and a Goertzel filter. Runs on both Pythons.

    micropython goertzel_probe.py BLOCKS.json

BLOCKS is a list of [samples, rate_hz, hertz]. Printed is how strong that tone is in each block, as a list, in
steps of the converter (peak). Whole numbers only, as a board without a fast float would do it.
"""

import json
import math
import sys

BITS = 14  # of the coefficient's fraction


def strength(samples, rate_hz, hertz):
    """The peak of the one tone in `samples`, whatever else is in them."""
    coefficient = round(2 * math.cos(2 * math.pi * hertz / rate_hz) * (1 << BITS))
    before = last = 0
    for sample in samples:
        before, last = last, sample + ((coefficient * last) >> BITS) - before
    power = last * last + before * before - ((coefficient * last * before) >> BITS)
    return 2 * int(math.sqrt(max(power, 0))) // len(samples)


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps([strength(*block) for block in json.load(file)]))
