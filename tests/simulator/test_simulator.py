"""Many random histories hold every invariant; one seed is one history; the faults once found stay mended."""

import pytest

from simulator.histories import FOUND
from simulator.invariants import violations
from simulator.run import judge
from simulator.scenario import draw
from simulator.world import World

SEEDS = 300
PARTS = 6  # so that both cores have some


@pytest.mark.parametrize("part", range(PARTS))
def test_random_histories(part: int):
    """`make simulate` runs thousands; these are for every day."""
    wrong = [(seed, judge(seed)[2]) for seed in range(1 + part, SEEDS + 1, PARTS)]
    assert [told for told in wrong if told[1]] == []


def test_a_seed_is_one_history():
    tales = [World(draw(6), tell=True).run().seen.told for _ in range(2)]
    assert tales[0] == tales[1]
    assert len(tales[0]) > 10


@pytest.mark.parametrize("history", FOUND, ids=lambda history: history.name)
def test_what_was_found_once_stays_mended(history):
    world = World(history.scenario()).run()
    assert violations(world) == []
    history.proof(world)
