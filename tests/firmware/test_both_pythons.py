"""The same inputs give the same calls on CPython and on the controller's MicroPython."""

import json
from pathlib import Path

import pytest
from onboard import on_micropython
from play import play
from stories import STORIES
from stories import play as play_story


@pytest.mark.parametrize("story", [story.name for story in STORIES])
def test_a_story_comes_out_the_same(story: str, tmp_path: Path):
    inputs = play_story(story).inputs
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(inputs), "utf-8")
    here = play(inputs)
    assert here["states"][-1] == "locked"
    assert len(here["told"]) >= 1
    assert on_micropython("play.py", str(file)) == json.loads(json.dumps(here))
