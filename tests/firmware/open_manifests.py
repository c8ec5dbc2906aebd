"""Prints the release of each manifest in a JSON file {"key", "manifests"}, 0 where it is refused. Runs on
MicroPython."""

import json
import sys
from binascii import unhexlify

from boothwire import WireError
from boothwire.release import open_manifest, read_key


def number_of(manifest, modulus):
    try:
        return open_manifest(manifest, modulus)["release"]
    except WireError:
        return 0


with open(sys.argv[1]) as file:
    told = json.load(file)
key = read_key(told["key"].encode())
print(json.dumps([number_of(unhexlify(manifest), key) for manifest in told["manifests"]]))
