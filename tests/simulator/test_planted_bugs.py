"""Every bug planted on purpose is found: a simulator that finds nothing proves nothing."""

import pytest

from simulator.planted import BUGS, planted
from simulator.run import judge

WITHIN = 1500  # seeds


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str):
    with planted(name):
        assert any(judge(seed)[2] for seed in range(1, WITHIN + 1))
