"""Runs under MicroPython: tells the booth's pure logic what a story told it on CPython, prints the records.

Rows of JSON come on stdin, each [what, ...] as tests/stories.py keeps them: "boot" makes a new booth, any
other row is a call of that method. Out comes a JSON list of records for each story.
"""

import json
import sys

from booth.booth import Booth
from booth.call import ended_by_restart
from booth.profile import load


def replay(rows):
    booth, records = None, []
    for what, *rest in rows:
        if what == "boot":
            profile, boot, nonce = rest
            if records and not records[-1]["ending"]:
                records.append(ended_by_restart(records[-1]))
            booth = Booth(load(profile), boot, nonce)
        else:
            getattr(booth, what)(*rest)
            records += booth.take_records()
    return records


for line in sys.stdin:
    print(json.dumps(replay(json.loads(line))))
