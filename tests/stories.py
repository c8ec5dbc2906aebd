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
BILLED = [story for story in STORIES if story.bill]
# Where it matters how soon the hub is lost, only a hub in the booth's own time tells the story exactly.
UNHURRIED = [story for story in STORIES if "patience_s" not in story.lease]

AWAKE_MS = 5000  # a booth is up for so long before its story begins
SETTLING_MS = 5000  # after the last step: a hang-up is known a second later
VISIT = "visit-1"
BEAT_MS = 5000
IN_TIME_MS = 10_000
EPOCH = 1_800_000_000
# What a story's lease says where the story does not: without grants, and true to the visit while it can be.
TERMS = {
    "limit_s": 0,
    "ungranted_s": 86_400,
    "patience_s": 30,
    "broker_idle": "lock",
    "broker_call": "finish",
    "hub_idle": "lock",
    "hub_call": "finish",
}

Record = dict[str, Any]


def nonce_of(boot: int) -> str:
    return f"{boot:032x}"


@dataclass
class Played:
    """`inputs` is all the booth was told, as [what, ...] rows; the same inputs must give the same records
    wherever they are played. `boots_ms`: when each boot began, since the first."""

    inputs: list[list[Any]] = field(default_factory=list)
    told: list[tuple[str, Record]] = field(default_factory=list)
    boots_ms: list[int] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        return [message for kind, message in self.told if kind == "record"]

    @property
    def alarms(self) -> list[Record]:
        return [message for kind, message in self.told if kind == "alarm"]

    @property
    def calls(self) -> list[Record]:
        """The last record of each call."""
        return list({(record["boot"], record["call"]): record for record in self.records}.values())


class HubInPlay:
    """The hub's end of a story: what it wants, and whether it can be heard."""

    def __init__(self, story: Story) -> None:
        self._terms = TERMS | dict(story.lease)
        self.desired: Record = {}
        self.grants = 0
        self.beats = 0
        self.is_there = self.has_network = True

    @property
    def is_heard(self) -> bool:
        return self.is_there and self.has_network

    def want(self, visit: str, limit_s: int) -> None:
        ctr = self.desired.get("ctr", 0) + 1
        wanted = {"ctr": ctr, "unlocked": visit != "", "visit": visit}
        self.desired = self._terms | wanted | {"limit_s": limit_s}

    def grant(self, state: Record, fate: str, limit_s: int) -> Record:
        self.grants += 1
        call = {name: state[name] for name in ("call", "digits")}
        return call | {"n": self.grants, "fate": fate, "label": "", "limit_s": limit_s, "plan": None}


class Play:
    """One story on the booth's pure logic: line and booth move each other, in virtual time."""

    def __init__(self, story: Story) -> None:
        self.played = Played()
        self._story = story
        self._line = Exchange(story.line)
        self._hub = HubInPlay(story)
        self._booth: Booth | None = None
        self._contact = False
        self._sticks = False
        self._beat_ms = 0

    def run(self) -> Played:
        self._boot(0)
        for step in self._story.steps:
            self._pass(step.at_ms + AWAKE_MS)
            self._do(step._replace(at_ms=step.at_ms + AWAKE_MS))
        self._pass(self._story.end_ms + AWAKE_MS + SETTLING_MS)
        return self.played

    def _do(self, step: Step) -> None:
        if step.action == "power":
            (self._boot if step.argument == "back" else self._cut)(step.at_ms)
        elif step.action in ("unlock", "lock"):
            self._hub.want(VISIT if step.action == "unlock" else "", step.argument or 0)
            self._say("desired", step.at_ms, self._hub.desired)
        elif step.action == "grant" and self._booth:
            grant = self._hub.grant(self._booth.state(), step.argument, step.value or 0)
            self._say("grant", step.at_ms, grant)
        elif step.action in ("hub", "network"):
            self._reach(step.at_ms, step)
        elif step.action == "relay":
            self._sticks = step.argument == "sticks"
            self._follow(step.at_ms)
        else:
            self._feel(perform(self._line, step))

    def _pass(self, to_ms: int) -> None:
        """Let time pass, stopping wherever hub, line or booth do something by themselves."""
        while (due_ms := self._due_ms()) <= to_ms:
            if due_ms == self._beat_ms:
                self._beat(due_ms)
            self._feel(self._line.advance(due_ms))
            self._tell("advance", due_ms)
        self._feel(self._line.advance(to_ms))
        self._tell("advance", to_ms)

    def _due_ms(self) -> int:
        own_ms = self._booth.due_ms if self._booth else None
        dues = [self._beat_ms, self._line.next_ms, None if own_ms is None else own_ms + self._began_ms]
        return min(due_ms for due_ms in dues if due_ms is not None)

    @property
    def _began_ms(self) -> int:
        return self.played.boots_ms[-1]

    def _boot(self, at_ms: int) -> None:
        boot = len(self.played.boots_ms) + 1
        story = self._story
        self.played.boots_ms.append(at_ms)
        self.played.inputs.append(["boot", story.profile, boot, nonce_of(boot), list(story.emergency)])
        for call in self.played.calls:
            if not call["ending"]:
                last = self.played.told[-1][1]["seq"]
                self.played.told.append(("record", ended_by_restart(call, last + 1)))
        self._booth = Booth(load_profile(story.profile), boot, nonce_of(boot), story.emergency)
        self._feel(self._line.connect(at_ms))
        self._tell("connected", at_ms, self._hub.has_network)
        if self._hub.desired:
            self._say("desired", at_ms, self._hub.desired)

    def _cut(self, at_ms: int) -> None:
        self._booth = None
        self._contact = False
        self._feel(self._line.relay(at_ms, False))

    # ---- the hub

    def _reach(self, at_ms: int, step: Step) -> None:
        """The hub or the network comes or goes."""
        if step.action == "network":
            self._hub.has_network = step.argument == "up"
            self._tell("connected", at_ms, self._hub.has_network)
        else:
            self._hub.is_there = step.argument == "back"
        self._beat(at_ms)

    def _beat(self, at_ms: int) -> None:
        """The sign of life, and again what is wanted if it was not obeyed."""
        self._beat_ms = at_ms + BEAT_MS
        self._hub.beats += 1
        self._say("beat", at_ms, {"n": self._hub.beats, "unix_ms": EPOCH * 1000 + at_ms})
        if self._booth and self._booth.state()["ctr"] != self._hub.desired.get("ctr", 0):
            self._say("desired", at_ms, self._hub.desired)

    def _say(self, kind: str, at_ms: int, message: Record) -> None:
        if self._hub.is_heard and self._booth:
            whole = message | {"nonce": self._booth.nonce, "epoch": EPOCH}
            if kind == "desired":
                whole["until_ms"] = at_ms - self._began_ms + IN_TIME_MS
            self._tell("hear", at_ms, kind, whole)

    # ---- the booth

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
        self.played.told += self._booth.take_records()
        self._follow(at_ms)

    def _follow(self, at_ms: int) -> None:
        if self._booth and not self._sticks and self._booth.relay() != self._contact:
            self._contact = self._booth.relay()
            self._tell("edge", at_ms, "relay_sense", self._contact)
            self._feel(self._line.relay(at_ms, self._contact))


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
