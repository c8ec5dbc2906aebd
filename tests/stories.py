"""The call scripts of tests/calls, with the means to play each layer's slice of a story.

`firmware` plays steps into the booth's pure logic in virtual time and gives the records it makes; the
other layers start from those records or from what the script says was to come of the story.
"""

import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from boothkit.exchange import Exchange
from boothkit.script import load
from boothkit.story import Step, Story, perform
from boothkit.wire import Edge

ROOT = Path(__file__).parents[1]
# Last on the path: the controller's modules must not stand before anybody else's.
sys.path.append(str(ROOT / "firmware"))

from booth.booth import Booth  # noqa: E402
from booth.call import ended_by_restart  # noqa: E402
from booth.profile import load as load_profile  # noqa: E402

STORIES = [load(path) for path in sorted((ROOT / "tests/calls").glob("*.toml"))]

SETTLING_MS = 5000  # after the last step: a hang-up is known a second later
VISIT = "visit-1"

Record = dict[str, Any]


def nonce_of(boot: int) -> str:
    return f"{boot:032x}"


@dataclass
class Played:
    """`inputs` is all the booth was told, as [what, ...] rows; the same inputs must give the same records
    wherever they are played. `boots_ms`: when each boot began, in the story's time."""

    inputs: list[list[Any]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    boots_ms: list[int] = field(default_factory=list)

    @property
    def calls(self) -> list[Record]:
        """The last record of each call."""
        return list({(record["boot"], record["call"]): record for record in self.records}.values())


class Play:
    """One story on the booth's pure logic: line and booth move each other, in virtual time."""

    def __init__(self, story: Story) -> None:
        self.played = Played()
        self._story = story
        self._line = Exchange(story.line)
        self._booth: Booth | None = None
        self._relay = False
        self._ctr = 0
        self._wanted = {"unlocked": False, "visit": "", "limit_s": 0}

    def run(self) -> Played:
        self._boot(0)
        for step in self._story.steps:
            self._pass(step.at_ms)
            self._do(step)
        self._pass(self._story.end_ms + SETTLING_MS)
        return self.played

    def _do(self, step: Step) -> None:
        if step.action == "power":
            (self._boot if step.argument == "back" else self._cut)(step.at_ms)
        elif step.action == "unlock":
            self._want(step.at_ms, unlocked=True, visit=VISIT, limit_s=step.argument or 0)
        elif step.action == "lock":
            self._want(step.at_ms, unlocked=False, visit="", limit_s=0)
        elif step.action != "network":  # a booth without network goes on as ever
            self._feel(perform(self._line, step))

    def _pass(self, to_ms: int) -> None:
        """Let time pass, stopping wherever line or booth do something by themselves."""
        while (due_ms := self._due_ms()) is not None and due_ms <= to_ms:
            self._feel(self._line.advance(due_ms))
            self._tell("advance", due_ms)
        self._feel(self._line.advance(to_ms))
        self._tell("advance", to_ms)

    def _due_ms(self) -> int | None:
        own_ms = self._booth.due_ms if self._booth else None
        dues = [self._line.next_ms, None if own_ms is None else own_ms + self._began_ms]
        return min((due_ms for due_ms in dues if due_ms is not None), default=None)

    @property
    def _began_ms(self) -> int:
        return self.played.boots_ms[-1]

    def _boot(self, at_ms: int) -> None:
        boot = len(self.played.boots_ms) + 1
        profile = load_profile(self._story.profile)
        self.played.boots_ms.append(at_ms)
        self.played.inputs.append(["boot", self._story.profile, boot, nonce_of(boot)])
        self.played.records += [ended_by_restart(call) for call in self.played.calls if not call["ending"]]
        self._booth = Booth(profile, boot, nonce_of(boot))
        if self._ctr:
            self._want(at_ms, **self._wanted)

    def _cut(self, at_ms: int) -> None:
        self._booth = None
        self._follow(at_ms, False)

    def _want(self, at_ms: int, **wanted: Any) -> None:
        self._ctr += 1
        self._wanted = wanted
        nonce = nonce_of(len(self.played.boots_ms))
        self._tell("desired", at_ms, {"nonce": nonce, "ctr": self._ctr, **wanted})

    def _feel(self, edges: list[Edge]) -> None:
        for edge in edges:
            self._tell("edge", edge.at_ms, edge.pin, edge.active)

    def _tell(self, what: str, at_ms: int, *rest: Any) -> None:
        """Tell the booth, keep what was told and what it made of it, and let the relay follow."""
        if self._booth is None:
            return
        row = [what, *rest, at_ms - self._began_ms]
        self.played.inputs.append(row)
        getattr(self._booth, what)(*row[1:])
        self.played.records += self._booth.take_records()
        if self._booth.relay() != self._relay:
            self._follow(at_ms, self._booth.relay())

    def _follow(self, at_ms: int, through: bool) -> None:
        self._relay = through
        self._tell("edge", at_ms, "relay_sense", through)
        self._feel(self._line.relay(at_ms, through))


@cache
def play(name: str) -> Played:
    return Play(next(story for story in STORIES if story.name == name)).run()


def answers_at_ms(story: Story) -> list[int]:
    """Wall time of each call's answer, by the script; of calls nobody answered, the story's own."""
    first_ms = round(story.answered_at.timestamp() * 1000)
    answers = [step.at_ms for step in story.steps if step.action in ("answer", "answer_pulse")]
    moments = iter([first_ms + at_ms - answers[0] for at_ms in answers])
    return [next(moments, first_ms) if call.evidence else first_ms for call in story.calls]


def booth_id_of(story: Story) -> str:
    return story.name.replace("_", "-")
