"""Call scripts are read to the letter."""

from decimal import Decimal
from pathlib import Path

import pytest
from boothkit.exchange import Exchange
from boothkit.script import ACTIONS, ScriptError, load, read
from boothkit.story import Step, perform
from boothkit.wire import Edge

GOOD = """
story = "A call"
profile = "reversal"
answered_at = "2026-03-02T10:00:00Z"
emergency = ["112"]
alarms = ["guard", "relay_stuck over"]
lease = { patience_s = 20, hub_call = "finish" }
steps = [[0, "unlock", 60], [500, "off_hook"], [900, "pin", "tamper", 1]]

[[call]]
digits = "112"
number = "112"
talk_s = 5
evidence = "reversal"
ending = "hangup"
cost = "unpriced"

[bill]
charges = "0.30"
rounded = "0.30"
due = "0.30"
"""


def test_a_script_becomes_a_story(tmp_path: Path):
    path = tmp_path / "short_one.toml"
    path.write_text(GOOD)
    story = load(path)
    assert (story.name, story.profile, story.line, story.end_ms) == (
        "short_one",
        "reversal",
        "on_answer",
        900,
    )
    assert story.steps[0] == Step(0, "unlock", 60)
    assert story.steps[2] == Step(900, "pin", "tamper", 1)
    assert (story.emergency, story.alarms) == (("112",), ("guard", "relay_stuck over"))
    assert story.lease == {"patience_s": 20, "hub_call": "finish"}
    assert story.calls[0].cost is None
    assert story.bill is not None
    assert story.bill.due == Decimal("0.30")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('[500, "off_hook"]', '[500, "of_hook"]', "step 2: no action 'of_hook'"),
        ('[500, "off_hook"]', '[500, "dial", "00 34"]', "step 2: dial cannot take '00 34'"),
        ('[500, "off_hook"]', '[500, "dial"]', "step 2: dial takes 1 to 1 arguments"),
        ('[500, "off_hook"]', '[500, "network", "away"]', "step 2: network cannot take 'away'"),
        ('[500, "off_hook"]', '["off_hook"]', "step 2: write"),
        ('[500, "off_hook"]', '[1000, "off_hook"]', "step 3: 900 ms is before"),
        ('emergency = ["112"]', 'emergency = ["one"]', "emergency: nothing there can be 'one'"),
        ('"relay_stuck over"', '"guard over"', "alarms: nothing there can be 'guard over'"),
        ("patience_s = 20", "patience = 20", r"\[lease\]: nothing is called patience here"),
        ('"finish"', '"wait"', r"\[lease\]: hub_call cannot be 'wait'"),
        ("talk_s = 5", "talk_seconds = 5", r"\[\[call\]\] 1: nothing is called talk_seconds here"),
        ("talk_s = 5", "", r"\[\[call\]\] 1: talk_s is missing"),
        ('cost = "unpriced"', "cost = 0.3", r"\[\[call\]\] 1: cost: write an amount"),
        ('due = "0.30"', 'due = "unpriced"', r"\[bill\]: due: a sum is never unpriced"),
        ('story = "A call"', 'tale = "A call"', "the script: nothing is called tale"),
        ('story = "A call"', 'line = "crossed"', "story is missing|line: one of"),
        ("10:00:00Z", "10:00:00", "which time zone"),
        ('story = "A call"', 'story = "A call"\ntariff = 5', "tariff is missing or no str or dict"),
        ('profile = "reversal"', "profile = ", "Invalid value"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, said: str):
    assert right in GOOD
    path = tmp_path / "field_fault.toml"
    path.write_text(GOOD.replace(right, wrong))
    with pytest.raises(ScriptError, match=f"field_fault.toml: .*({said})"):
        load(path)


def test_a_script_without_steps_is_refused():
    with pytest.raises(ScriptError, match="at least one"):
        read("empty", {"story": "nothing", "profile": "delay", "steps": []})


def test_steps_are_performed_on_the_line_with_what_they_say():
    line = Exchange()
    line.relay(0, True)
    steps = [Step(100, "off_hook"), Step(300, "break", 15), Step(400, "lock"), Step(500, "flash", 90)]
    edges = [edge for step in steps for edge in perform(line, step)] + line.advance(1000)
    assert [edge for edge in edges if edge.pin == "loop_a"][1:] == [
        Edge(300, "loop_a", False),
        Edge(315, "loop_a", True),
        Edge(500, "loop_a", False),
        Edge(590, "loop_a", True),
    ]


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("calls/*.toml")), ids=lambda path: path.stem
)
def test_every_story_of_the_project_can_be_read(path: Path):
    story = load(path)
    assert story.calls or story.alarms


def test_the_page_on_scripts_explains_every_action():
    page = (Path(__file__).parents[1] / "calls/README.md").read_text("utf-8")
    rows = [row.split("|")[1] for row in page.splitlines() if row.startswith("| `")]
    assert {word for row in rows for word in row.split("`")[1::2]} == set(ACTIONS)
