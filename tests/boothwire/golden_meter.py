"""Runs plans through the meter and prints what each costs and buys, one line a case.

The same file runs under CPython and MicroPython (`micropython golden_meter.py meter.json`); the test
compares their outputs with what the vectors say.
"""

import json
import sys

from boothwire.meter import NoPrice, Plan, cost, max_seconds


def outcome(case):
    plan = Plan(*case["plan"])
    return (
        [[seconds, cost_or_none(plan, seconds)] for seconds, _ in case["cost"]],
        [
            [amount, at_most_s, max_seconds(plan, amount, at_most_s)]
            for amount, at_most_s, _ in case["max_seconds"]
        ],
    )


def cost_or_none(plan, seconds):
    try:
        return cost(plan, seconds)
    except NoPrice:
        return "no price"


def main(path):
    with open(path) as file:
        cases = json.load(file)
    for case in cases:
        costs, bought = outcome(case)
        print(json.dumps([case["id"], costs, bought]))


if __name__ == "__main__":
    main(sys.argv[1])
