"""Facts in, findings out, one line a case: the same on both Pythons (see test_findings.py).

micropython judged.py CASES.json
"""

import json
import sys

from boothwire.findings import judge


def judged(cases):
    return [[list(finding) for finding in judge(facts, limits)] for facts, limits in cases]


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps(judged(json.load(file))))
