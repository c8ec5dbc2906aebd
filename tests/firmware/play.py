"""Plays what a booth was told into its pure logic and prints the records it makes. Runs on both Pythons.

    micropython play.py INPUTS.json

INPUTS is a list of rows: ["boot", profile, boot, nonce, emergency], ["edge", pin, active, at_ms],
["hear", kind, message, at_ms], ["connected", flag, at_ms], ["advance", at_ms]. Printed is one JSON object
with what was `told` (records and alarms), the line's `states` as it went through them, and the `relay`'s.
"""

import json
import sys

from booth.booth import Booth
from booth.profile import load


def play(rows):
    played = {"told": [], "states": [], "relay": []}
    booth = None
    for row in rows:
        if row[0] == "boot":
            booth = Booth(load(row[1]), *row[2:])
        else:
            getattr(booth, row[0])(*row[1:])
        played["told"] += booth.take_records()
        note(played["states"], booth.line.state)
        note(played["relay"], booth.relay())
    return played


def note(seen, value):
    if not seen or seen[-1] != value:
        seen.append(value)


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps(play(json.load(file))))
