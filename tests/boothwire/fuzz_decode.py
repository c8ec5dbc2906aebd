"""Gives spoilt payloads to boothwire and prints what came of each, one line a case.

    micropython fuzz_decode.py CASES

CASES has a topic and a payload in hex on each line. The same file runs under CPython and MicroPython; the
test compares what they print. Anything but a message or a WireError ends the program, also no memory left.
"""

import binascii
import sys

from boothwire import WireError
from boothwire.messages import decode, encode

KEY = bytes(range(32))


def outcome(name, payload):
    """What became of it: "taken" if it is spelt exactly so, or "refused"; nothing else may happen."""
    try:
        message = decode(name, payload, KEY)
    except WireError:
        return "refused"
    return "taken" if encode(name, message, KEY) == payload else "respelt"


def main(path):
    with open(path) as file:
        for line in file:
            name, payload = line.rstrip("\n").split(" ")
            print(outcome(name, binascii.unhexlify(payload)))


if __name__ == "__main__":
    main(sys.argv[1])
