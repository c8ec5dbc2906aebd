"""Whatever can be wrong has its words, its sign and its icon; a tile says the gravest first."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from boothwire.messages import (
    CALL_STATES,
    ENDINGS,
    EVIDENCE,
    FATES,
    FAULTS,
    LASTING_FAULTS,
    LINE_STATES,
    RESETS,
)
from locutorio import panel
from locutorio.core.alarm import CONDITIONS as LASTING_CONDITIONS
from locutorio.core.alarm import HUB_KINDS
from locutorio.core.tile import Tile
from locutorio.panel import evidence
from locutorio.panel.conditions import CONDITIONS, LOGGED, NOTES, UNNAMED, condition_of
from locutorio.panel.states import (
    CUT_OFF,
    LOCK,
    LOOKS,
    UNLOCK,
    action_of,
    conditions_of,
    shows_call,
    shows_limit,
    state_of,
)

FREE = Tile(
    booth_id="booth-1", label="Booth 1", key="1", online=True, phase="free", line="locked", visit_id="",
    number="", country="", destination="", talk_s=0, cost_minor=0, calls_count=0, visit_minor=0,
    unpriced_count=0, seen_ago_s=0, trouble="",
)  # fmt: skip
OPEN = replace(FREE, phase="open", line="idle", visit_id="booth-1.1")


def test_every_alarm_there_can_be_has_its_words() -> None:
    assert set(LOGGED) == {*FAULTS, *HUB_KINDS}
    assert condition_of("of another version") == UNNAMED


def test_every_word_of_the_wire_is_told_in_a_sentence() -> None:
    assert set(evidence.ANSWERS) == set(EVIDENCE)
    assert set(evidence.ENDINGS) == set(ENDINGS)
    assert set(evidence.FATES) == set(FATES)
    assert set(evidence.STATES) == set(CALL_STATES)
    assert set(RESETS) <= set(NOTES)
    assert {*LINE_STATES, "unknown"} <= set(LOOKS)


def test_every_icon_is_drawn() -> None:
    drawn = (Path(panel.__file__).parent / "templates" / "_icons.svg").read_text()
    icons = {one.icon for one in (*CONDITIONS.values(), *LOOKS.values())}
    assert icons <= set(re.findall(r'id="i-([a-z]+)"', drawn))


@pytest.mark.parametrize("phase", ["free", "opening", "open", "closing", "settling"])
def test_an_emergency_call_comes_before_everything(phase: str) -> None:
    tile = replace(FREE, phase=phase, line="talking", emergency=True, number="112")
    assert state_of(tile) == "emergency"
    assert shows_call(tile)
    assert state_of(replace(tile, line="locked")) != "emergency"
    assert state_of(replace(tile, online=False)) != "emergency"


def test_locking_asks_nothing_where_it_ends_nothing() -> None:
    talking = replace(OPEN, line="talking")
    assert action_of(talking) == CUT_OFF
    assert action_of(replace(talking, emergency=True)) == LOCK
    assert action_of(replace(FREE, line="guarded")) == UNLOCK


@pytest.mark.parametrize("line", ["guarded", "refused"])
def test_a_lifted_handset_is_seen_on_a_lock_but_money_is_seen_first(line: str) -> None:
    assert state_of(replace(FREE, line=line)) == line
    assert state_of(replace(FREE, phase="settling", line=line)) == "settling"


def test_a_barred_number_is_said_until_the_line_has_moved_on() -> None:
    barred = replace(OPEN, line="ringing_out", fate="barred", why="premium")
    assert state_of(barred) == "barred"
    assert state_of(replace(barred, line="ended")) == "barred"
    assert state_of(replace(barred, line="idle")) == "idle"


def test_a_limit_is_worth_a_word_with_a_budget_or_when_it_is_near() -> None:
    talking = replace(OPEN, line="talking", limit_s=7200)
    assert not shows_limit(replace(talking, talk_s=6599))
    assert shows_limit(replace(talking, talk_s=6600))
    assert shows_limit(replace(talking, budget_minor=500))
    assert not shows_limit(replace(talking, limit_s=0, budget_minor=500))
    assert not shows_limit(replace(talking, talk_s=7000, emergency=True))


def test_all_that_is_wrong_is_told_once_the_gravest_first() -> None:
    tile = replace(
        FREE, trouble="fenced", conditions=("clock_jump", "fenced"), faults=("bypass",), lease="suspended"
    )
    told = [condition_of(kind) for kind in ("fenced", "bypass", "clock_jump", "lease_suspended")]
    assert conditions_of(tile) == told
    assert conditions_of(FREE) == []


@pytest.mark.parametrize("kind", [*LASTING_FAULTS, *LASTING_CONDITIONS])
def test_what_lasts_stands_on_the_tile(kind: str) -> None:
    field = "faults" if kind in LASTING_FAULTS else "conditions"
    assert conditions_of(replace(FREE, **{field: (kind,)})) == [CONDITIONS[kind]]
