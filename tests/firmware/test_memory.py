"""What a booth knows from one boot to the next."""

from pathlib import Path

import pytest
from booth.folder import Folder
from booth.memory import Memory, mark_restart, reset_cause
from booth.shorthand import to_message, to_text
from test_outbox import record


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(str(tmp_path))


def keep(memory: Memory, seq: int, **change: object) -> None:
    memory.journal.append(memory.boot, seq, "record", to_text("record", record(seq) | change))


def test_boots_are_counted_and_never_come_twice(folder: Folder, tmp_path: Path):
    assert [Memory(folder).boot for _ in range(3)] == [1, 2, 3]
    keep(Memory(folder), 1, state="ended", ending="hangup")
    (tmp_path / "boot").write_bytes(b"\xff\x00")
    assert Memory(folder).boot == 5


def test_another_controller_counts_on_from_where_the_one_before_was(folder: Folder):
    """Or the hub would take what it says for long past."""
    assert [Memory(folder, boots=57).boot for _ in range(3)] == [58, 59, 60]


def test_a_call_that_the_last_boot_left_open_is_closed_behind_all_it_wrote(folder: Folder):
    memory = Memory(folder)
    keep(memory, 1, answered_ms=5, talk_ms=9)
    memory.journal.append(
        1, 2, "alarm", to_text("alarm", {"at_ms": 7, "fault": "guard", "on": True, "detail": ""})
    )
    closing = to_message(Memory(folder).journal.record)
    wanted = {"boot": 1, "seq": 3, "call": 1, "state": "ended", "ending": "restart", "ended_ms": 14}
    assert wanted.items() <= closing.items()
    assert Memory(folder).journal.newest == (1, 3)  # once


def test_an_ended_call_stays_as_it_is(folder: Folder):
    keep(Memory(folder), 1, state="ended", ending="hangup")
    assert Memory(folder).journal.newest == (1, 1)


def test_the_epoch_only_rises_and_costs_the_flash_nothing_while_it_does_not(folder: Folder, tmp_path: Path):
    memory = Memory(folder)
    assert memory.epoch == 0
    memory.keep_epoch(7)
    written = (tmp_path / "epoch").stat()
    memory.keep_epoch(7)
    memory.keep_epoch(6)
    assert (tmp_path / "epoch").stat() == written
    assert Memory(folder).epoch == 7


def test_a_flash_that_fails_does_not_stop_the_epoch(folder: Folder, tmp_path: Path):
    memory = Memory(folder)
    (tmp_path / "epoch").mkdir()  # in the way of the file
    memory.keep_epoch(7)
    (tmp_path / "epoch").rmdir()
    memory.keep_epoch(7)
    assert Memory(folder).epoch == 7


@pytest.mark.parametrize(
    ("mark", "told"), [(None, "watchdog"), ("crash", "crash"), ("update", "update"), ("?", "watchdog")]
)
def test_a_restart_of_our_own_is_told_from_the_watchdogs(folder: Folder, mark: str | None, told: str):
    if mark:
        mark_restart(folder, mark)
    assert reset_cause(folder, "watchdog") == told
    assert reset_cause(folder, "power") == "power"  # once
