"""What was seen on a line becomes a script that plays the same calls: each story told back by its trace."""

import tomllib
from functools import cache
from typing import Any

import pytest
from boothkit.inspection.look import Look
from boothkit.inspection.recording import script
from boothkit.script import read
from boothkit.story import HUB, Step, Story
from boothkit.wire import Edge
from stories import STORIES, Play, Played

PART_MS = 250  # the state of the line is told so often
# What no input shows: the hub's grants, limits and silences, networks and power.
UNSEEN = {"grant", "hub", "network", "power"}
SEEN = [
    story
    for story in STORIES
    if not UNSEEN & {step.action for step in story.steps}
    and not any(step.action == "unlock" and step.argument for step in story.steps)
    and not story.lease
]
CALL = ("digits", "evidence", "ending", "pulses", "flashes", "emergency", "state")


class TracedPlay(Play):
    """A story whose inputs are watched."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.look = Look()
        self._coil = False
        self._states: list[tuple[int, str]] = []
        self._edges: list[list[Any]] = []

    def _boot(self, at_ms: int) -> None:
        super()._boot(at_ms)
        assert self._booth
        self._booth.tap = lambda name, active, at_ms: self._edges.append([name, int(active), at_ms])

    def _tell(self, what: str, at_ms: int, *rest: Any) -> None:
        super()._tell(what, at_ms, *rest)
        assert self._booth
        if self._booth.relay() != self._coil:
            self._coil = self._booth.relay()
            self._edges.append(["relay", int(self._coil), at_ms])
        self._states.append((at_ms, self._booth.line.reported))

    def traced(self) -> Look:
        """As it would come in parts, a few a second."""
        self.run()
        ends_ms = range(0, self._states[-1][0] + PART_MS, PART_MS)
        for part, at_ms in enumerate(ends_ms, 1):
            edges = [edge for edge in self._edges if at_ms - PART_MS < edge[2] <= at_ms]
            line = [state for moment, state in self._states if moment <= at_ms][-1]
            trace = {"part": part, "at_ms": at_ms, "over": False, "lost": 0, "line": line, "edges": edges}
            self.look.hear(trace)
        return self.look


@cache
def recorded(name: str) -> str:
    story = next(story for story in STORIES if story.name == name)
    look = TracedPlay(story).traced()
    return script(look, story="As seen", profile=story.profile, emergency=story.emergency)


def played_again(name: str) -> Played:
    return Play(read(name, tomllib.loads(recorded(name)))).run()


def raised(played: Played) -> list[str]:
    return [alarm["fault"] for alarm in played.alarms if alarm["on"]]


def calls_of(played: Played) -> list[dict[str, Any]]:
    return [{field: call[field] for field in CALL} for call in played.calls]


@pytest.mark.parametrize("story", SEEN, ids=lambda story: story.name)
def test_a_recorded_story_makes_the_same_calls(story: Story):
    original, again = Play(story).run(), played_again(story.name)
    assert calls_of(again) == calls_of(original)
    for mine, theirs in zip(again.calls, original.calls, strict=True):
        assert abs(mine["talk_ms"] - theirs["talk_ms"]) <= 50
    assert raised(again) == raised(original)


@pytest.mark.parametrize("name", ["national_reversal", "rotary", "hook_flash", "two_calls", "bypass"])
def test_an_ordinary_call_is_told_in_deeds(name: str):
    story = read(name, tomllib.loads(recorded(name)))
    assert "pin" not in {step.action for step in story.steps}
    assert story.line == next(each for each in STORIES if each.name == name).line


def test_what_no_deed_explains_is_told_in_levels():
    look = Look()
    edges = [["line_volts", 1, 0], ["loop_a", 1, 1000], ["loop_b", 1, 1100], ["loop_a", 0, 9000]]
    look.hear({"part": 1, "at_ms": 0, "over": False, "lost": 0, "line": "locked", "edges": []})
    look.hear({"part": 2, "at_ms": 9500, "over": True, "lost": 0, "line": "locked", "edges": edges})
    story = read("odd", tomllib.loads(script(look, story="Current on both legs", profile="reversal")))
    assert Step(1100, "pin", "loop_b", 1) in story.steps
    assert {step.action for step in story.steps} == {"pin"}


def test_edges_come_in_their_order_and_once():
    look = Look()
    part = {"part": 1, "at_ms": 10, "over": False, "lost": 0, "line": "locked", "edges": [["hook", 1, 9]]}
    look.hear(part)
    look.hear(part)
    look.hear(part | {"part": 2, "at_ms": 90, "edges": [["tamper", 1, 50], ["hook", 0, 20]]})
    assert look.edges == [Edge(10, "hook", True), Edge(20, "hook", False), Edge(50, "tamper", True)]


def test_the_hubs_deeds_are_those_no_edge_could_be():
    assert set(HUB) >= {"grant", "hub"}
