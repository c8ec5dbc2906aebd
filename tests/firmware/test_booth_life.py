"""Customers and hub by chance, on a real line: what holds whatever they do. A failing seed is its history."""

import random
from typing import Any

import pytest
from booth.line import TRANSITIONS
from booth_bench import Bench, desired, grant, sound

EMERGENCY = ("112", "061", "0611")
LIMIT_S = 20
GUARDED = ("guarded", "emergency_ringing", "emergency_talking")
FALLBACKS = ("lock", "finish", "emergency")
LIVES = 24
DEEDS = 300

# With the handset off: the likely more often, for a history must get into calls to be worth anything.
OFF_HOOK: list[tuple[Any, ...]] = [
    *[("dial", digits) for digits in ("34", "34", "34", "112", "112", "061", "061", "11", "1", "2", "0")],
    *[("rotary", digits) for digits in ("2", "112", "0")],
    *[("answer",)] * 5,
    *[("answer_pulse",)] * 3,
    *[("release",)] * 2,
    *[("flash", length_ms) for length_ms in (10, 50, 100, 400, 750)],
    *[("on_hook",)] * 3,
    ("interrupt", 2500),
]
PAUSES_MS = (100, 500, 1000, 3000, 6000, 11_000)


class Life:
    def __init__(self, seed: int) -> None:
        self.chance = chance = random.Random(seed)
        profile = chance.choice(["reversal", "metering", "delay"])
        self.bench = Bench(profile, line=chance.choice(["on_answer", "on_idle"]), emergency=EMERGENCY)
        self.ctr = self.n = 0
        self.is_off_hook = False
        self.lines: set[str] = set()

    def run(self) -> "Life":
        self.want(unlocked=True)
        for _ in range(DEEDS):
            (self.hub if self.chance.random() < 0.2 else self.customer)()
            self.look()
            self.wait(self.chance.choice(PAUSES_MS))
        self.end()
        return self

    def wait(self, length_ms: int) -> None:
        until_ms = self.bench.at_ms + length_ms
        while self.bench.at_ms < until_ms:
            self.bench.to(min(self.bench.at_ms + 250, until_ms))
            self.look()

    def look(self) -> None:
        """The relay is closed for a lease, a guarded line or an emergency call, and for nothing else."""
        booth, state = self.bench.booth, self.bench.state
        self.lines.add(booth.line.state)
        assert not booth.relay() or state["lease"] == "open" or booth.line.state in GUARDED
        assert state["lease"] != "open" or booth.line.state != "locked" or "flash" in state["faults"]

    def customer(self) -> None:
        if self.chance.random() < 0.05:
            self.bench.do(*self.chance.choice([("bypass", "on"), ("bypass", "off"), ("ring", 1000)]))
            return
        deed = self.chance.choice(OFF_HOOK) if self.is_off_hook else ("off_hook",)
        self.is_off_hook = deed[0] != "on_hook"
        self.bench.do(*deed)

    def hub(self) -> None:
        chance, bench = self.chance, self.bench
        deed = chance.choice(["want", "want", "grant", "grant", "beat", "connected", "flash", "sticks"])
        if deed == "want":
            self.want(unlocked=chance.random() < 0.6)
        elif deed == "grant":
            self.n += 1
            terms = {"fate": chance.choice(["priced", "free", "barred"]), "limit_s": chance.choice([0, 5])}
            bench.hear("grant", grant(bench.state["call"], bench.state["digits"], self.n, **terms))
        elif deed == "beat":
            bench.beat()
        elif deed == "connected":
            bench.booth.connected(chance.random() < 0.5, bench.now_ms)
        elif deed == "flash":
            bench.booth.alarm("flash", chance.random() < 0.3, "", bench.now_ms)
            bench.settle()
        else:
            bench.sticks = chance.random() < 0.3
            bench.settle()

    def want(self, *, unlocked: bool) -> None:
        self.ctr += 1
        rows = ("hub_idle", "hub_call", "broker_idle", "broker_call")
        terms = {row: self.chance.choice(FALLBACKS) for row in rows} | {"limit_s": LIMIT_S}
        terms["patience_s"] = self.chance.choice([10, 60, 3600])
        terms["ungranted_s"] = self.chance.choice([0, 5, LIMIT_S])
        assert self.bench.hear("desired", desired(self.ctr, unlocked, **terms)) == ""

    def end(self) -> None:
        self.bench.sticks = False
        self.bench.settle()
        self.bench.do("bypass", "off").do("on_hook")
        self.want(unlocked=False)
        self.wait(60_000)


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    return [Life(seed).run() for seed in range(LIVES)]


def test_every_history_ends_locked_and_what_was_told_is_sound(lives):
    """While it went on, the relay was closed only when it might be."""
    for life in lives:
        assert (life.bench.booth.line.state, life.bench.booth.relay()) == ("locked", False)
        sound(life.bench.told, EMERGENCY, LIMIT_S)


def test_the_histories_are_worth_something(lives):
    """They go through every state, and calls end in every way."""
    assert set().union(*(life.lines for life in lives)) == set(TRANSITIONS)
    endings = {record["ending"] for life in lives for record in life.bench.records}
    assert endings == {"", "hangup", "released", "locked", "limit", "barred", "fallback"}
