"""Every bug planted on purpose is found: a simulator that finds nothing proves nothing."""

import pytest

from simulator.histories import FOUND, History
from simulator.invariants import violations
from simulator.planted import BUGS, planted
from simulator.run import judge
from simulator.world import World

WITHIN = 600  # seeds


def fails(history: History) -> bool:
    world = World(history.scenario()).run()
    try:
        history.proof(world)
    except AssertionError:
        return True
    return violations(world) != []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str):
    with planted(name):
        by_hand = any(fails(history) for history in FOUND)
        assert by_hand or any(judge(seed)[2] for seed in range(1, WITHIN + 1))
