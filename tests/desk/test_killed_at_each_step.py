"""kill -9 at every step of everything that moves money: all of it is in the books or nothing, and who clicks
again does not move it twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from killed_at_each_step import DEEDS

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, TESTS / "desk" / "killed_at_each_step.py", tmp_path_factory.mktemp("killed")],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("deed", DEEDS)
def test_all_or_nothing_and_once(held: dict[str, Any], deed: str):
    before, killed, again = (held[deed][name] for name in ("before", "killed", "again"))
    after = again[-1]
    assert before != after
    assert len(killed) > 5, "it was killed on the way"
    assert all(rows == before for rows in killed[:-1]), "nothing half done"
    assert killed[-1] == after, "it came to its end"
    assert all(rows == after for rows in again), "done once, however often it was asked for"
    assert held[deed]["wrong"] == []
