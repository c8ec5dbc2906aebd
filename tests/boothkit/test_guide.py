"""The guided part of a diagnosis on the booth's own logic: a person does what is asked, well or faulty."""

from typing import Any

import pytest
from boothkit.inspection.guide import Guide
from boothkit.inspection.steps import KEYS, steps_for
from boothwire.findings import BAD, OK, UNSEEN
from inspected import Inspected


class Person:
    """Does what each step asks for, in a booth in virtual time."""

    def __init__(self, bench: Inspected, profile: str = "reversal", **limits: Any) -> None:
        self.bench = bench.to(0).ask("trace", for_s=600)
        self.guide = Guide(steps_for(profile), limits)
        self.skips: tuple[str, ...] = ()
        self.spoils: dict[str, Any] = {}

    def go_through(self) -> dict[str, Any]:
        """{code: (verdict, measured)} at the end."""
        self.wait(1000)
        while step := self.guide.step:
            if step.ask.startswith(self.skips or ("-",)):
                self.guide.skip()
                continue
            self.do(step.ask)
            if self.guide.step is step:
                self.guide.give_up()
        return {found.code: (found.verdict, found.measured) for found in self.guide.findings}

    def do(self, ask: str) -> None:
        line = self.bench
        match ask.split():
            case ["Lift", "the", "handset", "and", "put", *_]:
                line.do("off_hook").to(line.at_ms + 1000).do("on_hook")
            case ["Have", "the", "counter", *_]:
                line.want(True)
            case ["Lift", *_]:
                line.do("off_hook")
            case ["Press", key]:
                line.do("dial", self.spoils.get(key, key))
            case ["Dial", *_]:
                line.do("rotary", "5")
            case ["Call", *_]:
                line.do("answer")
            case ["Hang", *_]:
                line.do("on_hook").to(line.at_ms + 2000).want(False)
            case ["Have", "this", *_]:
                line.do("ring", 2000)
        self.wait(5000)

    def wait(self, passed_ms: int) -> None:
        for _ in range(passed_ms // 250):
            self.bench.to(self.bench.at_ms + 250)
            while answers := self.bench.answers():
                self.guide.hear(answers[0][1])


def test_a_good_booth_passes_every_step():
    found = Person(Inspected(), leg="a").go_through()
    assert {code for code, (verdict, _) in found.items() if verdict != OK} == set()
    assert set(found) == {
        *("opto_dead", "swapped_polarity", "key_missing", "key_wrong"),
        *("pulse_missing", "answer_unseen", "ring_missing"),
    }
    assert found["pulse_missing"] == (OK, "60 ms open")


@pytest.mark.parametrize("line", ["on_answer_swapped", "on_idle"])
def test_wires_that_were_swapped_are_named_and_a_line_that_turns_when_seized_is_told_apart(line: str):
    found = Person(Inspected(line=line), leg="b" if line == "on_idle" else "a").go_through()
    swapped = (BAD, "b") if line == "on_answer_swapped" else (OK, "b")
    assert found["swapped_polarity"] == swapped
    assert found["answer_unseen"][0] == OK


def test_without_calibration_nothing_is_said_of_polarity():
    assert Person(Inspected()).go_through()["swapped_polarity"] == (UNSEEN, "a")


@pytest.mark.parametrize(
    ("pin", "code", "measured"),
    [
        ("hook", "opto_dead", "hook"),
        ("loop_a", "opto_dead", "loop_a/loop_b"),
        ("loop_b", "opto_dead", "loop_b"),
        ("dtmf_std", "key_missing", " ".join(KEYS)),
        ("dtmf_q1", "key_wrong", "1→D 3→2 5→4 7→6 9→8 *→0"),
        ("ring", "ring_missing", None),
    ],
)
def test_a_dead_input_is_named(pin: str, code: str, measured: str | None):
    bench = Inspected()
    bench.do("pin", pin, False)
    assert Person(bench, leg="a").go_through()[code] == (BAD, measured)


def test_a_line_that_shows_no_answer_is_named():
    person = Person(Inspected("metering"), "metering")
    assert person.go_through()["answer_unseen"][0] == BAD  # the person's exchange turns the polarity


def test_where_the_booth_is_not_unlocked_the_rest_is_unseen():
    person = Person(Inspected())
    person.skips = ("Have the counter",)
    found = person.go_through()
    assert found["key_missing"] == (UNSEEN, None)
    assert found["ring_missing"][0] == OK


def test_who_is_quicker_than_the_trace_loses_no_key():
    person = Person(Inspected())
    person.spoils = {"1": KEYS} | dict.fromkeys(KEYS[1:], "")
    found = person.go_through()
    assert found["key_wrong"][0] == found["key_missing"][0] == OK


def test_one_wrong_key_spoils_only_itself():
    person = Person(Inspected())
    person.spoils = {"5": "8"}
    found = person.go_through()
    assert found["key_wrong"] == (BAD, "5→8")
    assert found["key_missing"][0] == OK
