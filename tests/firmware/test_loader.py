"""The loader runs what it should: the release on trial three times, safe mode after ten crashes."""

import subprocess
from pathlib import Path

import main as loader
import pytest
from booth.folder import Folder
from booth.health import HEALTHY_MS, SAFE_MS, TRIAL_MS, Health
from booth.slots import TRIES, Slots
from boothkit.programs import micropython
from boothkit.virtual import FIRMWARE


@pytest.fixture
def flash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(".")


def healthy(flash: Folder, slot: str, *, hub_heard: bool = True, safe: bool = False) -> Health:
    health = Health(flash, Slots(flash, ".", slot), safe)
    health.advance(HEALTHY_MS, hub_heard)
    return health


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", ("-", False, "")),
        ("steady a 0", ("a", False, "steady a 0")),
        ("fallen - a", ("-", False, "fallen - a")),
        ("trial b a 3", ("b", True, "trial b a 2")),
        ("trial b a 1", ("b", True, "trial b a 0")),
        ("trial b a 0", ("a", False, "fallen a b")),
        ("trial a - 0", ("-", False, "fallen - a")),
        ("rubbish", ("-", False, "rubbish")),
    ],
)
def test_the_words_of_the_slot_file(text: str, chosen: tuple[str, bool, str]):
    assert loader.choose(text) == chosen


def test_on_the_bench_is_where_a_file_says_so(flash: Folder):
    assert not loader.is_on_bench()
    flash.create("bench", b"")
    assert loader.is_on_bench()


def test_a_release_on_trial_is_started_three_times_and_then_the_one_before(flash: Folder):
    Slots(flash, ".", "a").try_other()
    starts = [loader.prepare(False)[:2] for _ in range(TRIES + 2)]
    assert starts == [("b", True)] * TRIES + [("a", False)] * 2
    assert flash.read("slot") == b"fallen a b"


def test_a_release_that_is_well_and_hears_the_hub_holds(flash: Folder):
    Slots(flash, ".", "a").try_other()
    loader.prepare(False)
    assert Health(flash, Slots(flash, ".", "b"), False).advance(HEALTHY_MS - 1, True) is False
    healthy(flash, "b", hub_heard=False)
    assert flash.read("slot") == b"trial b a 2"
    healthy(flash, "b")
    assert [loader.prepare(False)[:2] for _ in range(5)] == [("b", False)] * 5


def test_a_release_that_never_hears_the_hub_costs_itself_its_tries(flash: Folder):
    Slots(flash, ".", "a").try_other()
    for _ in range(TRIES):
        slot, trial, _ = loader.prepare(False)
        health = healthy(flash, slot, hub_heard=False)
        assert trial
        assert not health.is_restart_due(TRIAL_MS - 1)
        assert health.is_restart_due(TRIAL_MS)
    assert loader.prepare(False)[0] == "a"


def test_ten_quick_crashes_lead_to_safe_mode_and_it_to_one_more_chance(flash: Folder):
    assert [loader.prepare(False)[2] for _ in range(10)] == [False] * 10
    assert loader.prepare(False)[2] is True
    assert [loader.prepare(False)[2] for _ in range(2)] == [False, True]


def test_a_minute_of_health_forgets_the_crashes_but_not_in_safe_mode(flash: Folder):
    for _ in range(10):
        loader.prepare(False)
    health = healthy(flash, "-", safe=loader.prepare(False)[2])
    assert (health.is_restart_due(SAFE_MS - 1), health.is_restart_due(SAFE_MS)) == (False, True)
    assert flash.read("crashes") == b"9"
    loader.prepare(False)
    healthy(flash, "-")
    assert [loader.prepare(False)[2] for _ in range(10)] == [False] * 10


def test_a_power_cut_is_no_crash_but_costs_a_trial_a_try(flash: Folder):
    """Bad mains must not lead to safe mode; a program that only a plug could end must not stay."""
    Slots(flash, ".", "a").try_other()
    assert [loader.prepare(True)[2] for _ in range(20)] == [False] * 20
    assert flash.read("slot") == b"fallen a b"
    for _ in range(11):
        loader.prepare(False)
    assert loader.prepare(True)[2] is False


@pytest.mark.parametrize("rubbish", ["", "x", "-3", "9" * 30])
def test_a_spoilt_count_starts_all_the_same(rubbish: str, flash: Folder):
    flash.replace("crashes", rubbish.encode())
    assert loader.prepare(False)[0] == "-"


@pytest.mark.parametrize("name", ["crashes", "slot"])
def test_a_flash_that_takes_nothing_runs_what_is_known_to_hold(name: str, flash: Folder, tmp_path: Path):
    (tmp_path / f"{name}.new").mkdir()
    assert loader.prepare(True) == ("-", False, False)
    (tmp_path / "slot").write_text("trial b a 3")
    assert loader.prepare(True) == ("a", False, False)


def test_a_slot_stands_in_place_of_the_loaders_folder_never_mixed_with_it(tmp_path: Path):
    """On MicroPython: what the slot lacks is not taken from beside the loader."""
    (tmp_path / "main.py").write_text((FIRMWARE / "main.py").read_text())
    (tmp_path / "beside.py").write_text("")
    (tmp_path / "a/lib").mkdir(parents=True)
    (tmp_path / "a/lib/inner.py").write_text("")
    (tmp_path / "machine.py").write_text(
        "from sys import exit as reset\n\nPWRON_RESET, reset_cause = 1, int\n"
    )
    (tmp_path / "a/app.py").write_text("import inner\nprint('in the slot')\nimport beside\n")
    (tmp_path / "slot").write_text("steady a 0")
    done = subprocess.run(
        micropython("main.py"),
        cwd=tmp_path,
        env={"MICROPYPATH": ".frozen"},
        capture_output=True,
        check=False,
    )
    assert done.stdout.startswith(b"in the slot")
    assert b"no module named 'beside'" in done.stdout + done.stderr
