"""The meter gives the same whole numbers on both Pythons, for golden plans and for a crowd of any kind."""

import json
import os
import random
import subprocess
from pathlib import Path

import golden_meter
import pytest
from boothkit.programs import micropython
from boothwire.meter import NoPrice, Plan, cost, lay, max_seconds, settle

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLDEN = json.loads((HERE / "meter.json").read_text())


def on_micropython(path):
    env = os.environ | {"MICROPYPATH": f"{ROOT / 'firmware/lib'}:.frozen"}
    command = micropython(str(HERE / "golden_meter.py"), str(path))
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["id"])
def test_golden(case):
    assert golden_meter.outcome(case) == (case["cost"], case["max_seconds"])


def test_golden_on_micropython():
    assert on_micropython(HERE / "meter.json") == [[c["id"], c["cost"], c["max_seconds"]] for c in GOLDEN]


def any_case(chance, number):
    """A plan of any kind, with large parts as thirds of a second at 20 decimals make them."""
    large = chance.choice((1, 7, 10**9, 3 * 10**20))
    starts = sorted({0, *(chance.randrange(1, 4000) for _ in range(chance.randrange(5)))})
    segments = [
        [
            start,
            chance.choice((1, 6, 60, 90)),
            None if chance.random() < 0.1 else chance.randrange(large * 50),
        ]
        for start in starts
    ]
    minimum = chance.randrange(large)
    maximum = chance.choice((None, minimum + chance.randrange(large * 2000)))
    cutoff = chance.choice((None, None, chance.randrange(5000)))
    rounding = chance.choice(("up", "half_up", "down"))
    plan = [
        chance.randrange(large),
        segments,
        minimum,
        maximum,
        cutoff,
        chance.randint(1, large),
        2,
        rounding,
        chance.choice((0, 0, 5, 60)),
    ]
    lengths = [chance.randrange(6000) for _ in range(5)]
    amounts = [[chance.randrange(20000), chance.randrange(6000)] for _ in range(3)]
    return {
        "id": f"any {number}",
        "plan": plan,
        "cost": [[seconds, None] for seconds in lengths],
        "max_seconds": [[amount, at_most_s, None] for amount, at_most_s in amounts],
    }


def test_both_pythons_agree_on_any_plan(tmp_path):
    chance = random.Random(7)
    cases = [any_case(chance, number) for number in range(300)]
    path = tmp_path / "any.json"
    path.write_text(json.dumps(cases))
    assert on_micropython(path) == [[case["id"], *golden_meter.outcome(case)] for case in cases]


def settled_runs(plan, seconds):
    try:
        return settle(plan, lay(plan, seconds))
    except NoPrice:
        return "no price"


def test_cost_is_what_the_laid_increments_come_to():
    chance = random.Random(8)
    for number in range(1000):
        case = any_case(chance, number)
        plan = Plan(*case["plan"])
        for seconds, _ in [*case["cost"], (0, None)]:
            assert golden_meter.cost_or_none(plan, seconds) == settled_runs(plan, seconds)


def test_a_segment_that_is_reached_over_makes_no_run():
    plan = Plan(0, ((0, 90, 9), (30, 1, 1), (90, 60, 6)), 0, None, None, 1, 2, "up", 0)
    assert lay(plan, 91) == [(0, 0, 1), (2, 90, 1)]


def test_max_seconds_turns_cost_round():
    plan = Plan(3, ((0, 90, 7), (90, 60, 5), (600, 1, 0)), 0, None, None, 1, 2, "up", 0)
    for amount in range(70):
        bought = max_seconds(plan, amount, 1000)
        longest = max((s for s in range(1001) if cost(plan, s) <= amount), default=0)
        assert bought == longest
