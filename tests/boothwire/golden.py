"""Runs the golden messages through boothwire and prints what came of each, one line a case.

The same file runs under CPython and MicroPython (`micropython golden.py vectors.json`); the test
compares their outputs with what the vectors say.
"""

import binascii
import json
import sys

from boothwire import WireError
from boothwire.messages import decode, encode


def outcome(case):
    key = binascii.unhexlify(case["key"])
    try:
        if "message" in case:
            return str(encode(case["topic"], case["message"], key), "utf-8")
        message = decode(case["topic"], case["payload"].encode(), key)
        return encode(case["topic"], message, key).decode()
    except WireError:
        return "refused"  # the two JSON readers word some refusals differently


def main(path):
    with open(path) as file:
        cases = json.load(file)
    for case in cases:
        print(json.dumps([case["id"], outcome(case)]))


if __name__ == "__main__":
    main(sys.argv[1])
