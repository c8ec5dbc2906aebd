"""The program's care for itself: what it tells the hub, and when it starts anew."""

from pathlib import Path
from typing import Any

import pytest
from booth import profile
from booth.booth import Booth
from booth.folder import Folder
from booth.health import HEALTHY_MS, SAFE_MS, TRIAL_MS
from booth.slots import Slots
from booth.upkeep import Upkeep
from boothkit import release as tool
from release_keys import OURS as KEY

NONCE = "0" * 32
BEAT: dict[str, Any] = {"nonce": NONCE, "epoch": 1, "n": 1, "unix_ms": 0}
LEASE: dict[str, Any] = {
    "nonce": NONCE, "epoch": 1, "ctr": 1, "until_ms": 10**9, "unlocked": True, "visit": "v", "limit_s": 0,
    "ungranted_s": 0, "patience_s": 10**6, "broker_idle": "lock", "broker_call": "lock", "hub_idle": "lock",
    "hub_call": "lock",
}  # fmt: skip


class Scene:
    """A booth that runs release 7 from slot a, with the words that its slot file holds."""

    def __init__(self, path: Path, words: str, *, safe: bool = False) -> None:
        for slot, number in (("a", 7), ("b", 8)):
            (path / slot).mkdir()
            (path / slot / "manifest").write_bytes(tool.manifest(number, "1", {"app.mpy": b"x"}, KEY))
        self.folder = Folder(str(path))
        self.folder.replace("slot", words.encode())
        self.booth = Booth(profile.load("reversal"), 1, NONCE)
        slots = Slots(self.folder, str(path), "a")
        self.upkeep = Upkeep(self.booth, self.folder, slots, None, safe)

    def details(self) -> list[str]:
        return [alarm["detail"] for _, alarm in self.booth.take_records() if alarm.get("fault") == "update"]

    def verdict(self) -> str:
        return str((self.upkeep.wants() or {"verdict": ""})["verdict"])


def test_a_release_on_trial_is_told_to_hold_after_a_minute_with_the_hub(tmp_path: Path):
    scene = Scene(tmp_path, "trial a b 2")
    assert not scene.upkeep.advance(HEALTHY_MS)
    assert (scene.details(), scene.verdict()) == ([], "")
    scene.upkeep.heard("beat", BEAT)
    assert not scene.upkeep.advance(HEALTHY_MS + 1000)
    assert (scene.details(), scene.verdict()) == (["release 7 holds"], "held")
    assert not scene.upkeep.advance(TRIAL_MS)
    assert scene.details() == []


def test_a_release_on_trial_that_hears_no_hub_starts_anew_when_nobody_uses_the_booth(tmp_path: Path):
    scene = Scene(tmp_path, "trial a b 2")
    assert scene.booth.hear("desired", LEASE, 0) == ""
    assert not scene.upkeep.advance(TRIAL_MS)
    assert scene.booth.hear("desired", LEASE | {"ctr": 2, "unlocked": False, "visit": ""}, TRIAL_MS) == ""
    assert scene.upkeep.advance(TRIAL_MS + 1000)


def test_a_release_that_did_not_hold_is_told_of_until_a_boot_was_well(tmp_path: Path):
    scene = Scene(tmp_path, "fallen a b")
    scene.upkeep.advance(0)
    assert (scene.details(), scene.verdict()) == (["release 8 did not hold"], "failed")
    assert scene.folder.read("slot") == b"fallen a b"
    scene.upkeep.advance(HEALTHY_MS)
    assert scene.folder.read("slot") == b"steady a 8"
    assert scene.details() == []


def test_safe_mode_ends_after_a_while(tmp_path: Path):
    scene = Scene(tmp_path, "steady a 0", safe=True)
    assert not scene.upkeep.advance(SAFE_MS - 1)
    assert scene.upkeep.advance(SAFE_MS)


def test_nothing_is_due_when_all_is_well(tmp_path: Path):
    scene = Scene(tmp_path, "steady a 0")
    assert not any(scene.upkeep.advance(second * 1000) for second in range(0, 3600, 60))
    assert (scene.details(), scene.verdict()) == ([], "")


@pytest.mark.parametrize("release", [6, 7])
def test_an_offer_goes_to_the_updater(release: int, tmp_path: Path):
    scene = Scene(tmp_path, "steady a 0")
    scene.upkeep.heard("offer", {"release": release})
    assert scene.verdict() == "no key"
