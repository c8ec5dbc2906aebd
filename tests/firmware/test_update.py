"""A release is taken whole and signed or not at all, whatever comes instead of it."""

import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from booth.folder import Folder
from booth.slots import Slots
from boothkit import release as tool
from boothwire.release import MANIFEST, MANIFEST_MAX, read_key
from cryptography.hazmat.primitives.asymmetric import rsa
from release_keys import ANOTHERS, OURS
from updating import PIECE_BYTES, fetched, piece_of, updater_in

Bend = Callable[[dict[str, Any]], dict[str, Any] | None]
PROGRAM = {"app.mpy": b"a" * 2000, "booth/line.mpy": b"l" * 768, "lib/boothwire/mac.mpy": b"m"}


@pytest.fixture
def flash(tmp_path: Path) -> str:
    return str(tmp_path)


class Bench:
    """A booth that may be offered releases signed with `key`."""

    def __init__(self, flash: str, key: rsa.RSAPrivateKey, running: str = "-") -> None:
        self.flash, self.key = flash, key
        modulus = read_key(f"{key.public_key().public_numbers().n:0768x}")
        self.slots, self.updater = updater_in(flash, running, modulus)

    def files(self, number: int = 7, program: dict[str, bytes] = PROGRAM) -> dict[str, bytes]:
        return {**program, MANIFEST: tool.manifest(number, "0.9", program, self.key)}

    def verdict(self, number: int = 7, *, bend: Bend = lambda piece: piece, files: Any = None) -> str:
        wants = fetched(self.updater, number, files or self.files(number), bend)
        return str(wants[-1]["verdict"])

    @property
    def slot(self) -> str:
        return Folder(self.flash).read("slot").decode()


@pytest.fixture
def bench(flash: str) -> Bench:
    return Bench(flash, OURS)


def untouched(bench: Bench) -> bool:
    return bench.slot == "" and not bench.updater.ready


def test_a_release_is_put_into_the_other_slot_and_that_on_trial(bench: Bench):
    assert bench.verdict() == "taken"
    assert bench.updater.ready
    assert bench.slot == "trial a - 3"
    for name, data in bench.files().items():
        assert (Path(bench.flash) / "a" / name).read_bytes() == data
    assert Slots(Folder(bench.flash), bench.flash, "a").release == 7


def test_what_stands_there_whole_is_not_fetched_again(bench: Bench):
    pieces = -(-len(bench.files()[MANIFEST]) // PIECE_BYTES)
    wants = fetched(bench.updater, 7, bench.files(), most=pieces + 1)
    assert [want["name"] for want in wants] == [MANIFEST] * pieces + ["app.mpy"]
    again = Bench(bench.flash, bench.key)
    (Path(bench.flash) / "a/booth").mkdir()
    (Path(bench.flash) / "a/booth/line.mpy").write_bytes(PROGRAM["booth/line.mpy"])
    (Path(bench.flash) / "a/app.py").write_text("left from another release")
    names = [want["name"] for want in fetched(again.updater, 7, bench.files())]
    assert "booth/line.mpy" not in names
    assert again.updater.ready
    assert not (Path(bench.flash) / "a/app.py").exists()


def test_a_piece_that_comes_twice_or_late_changes_nothing(bench: Bench):
    late: list[dict[str, Any]] = []

    def twice(piece: dict[str, Any]) -> dict[str, Any]:
        for old in late:
            bench.updater.heard("piece", old)
        late.append(piece)
        return piece

    assert bench.verdict(bend=twice) == "taken"
    assert (Path(bench.flash) / "a/app.mpy").read_bytes() == PROGRAM["app.mpy"]


def test_a_lost_piece_is_asked_for_again(bench: Bench):
    bench.updater.advance(0, False)
    assert fetched(bench.updater, 7, bench.files(), lambda piece: None)[-1]["verdict"] == ""
    bench.updater.advance(1000, False)
    assert bench.updater.wants() is None
    bench.updater.advance(2000, False)
    assert bench.updater.wants()["name"] == MANIFEST


# ---- the attacks


def another_byte(piece: dict[str, Any]) -> dict[str, Any]:
    data = bytearray(binascii.a2b_base64(piece["data"]))
    data[-1] ^= 1
    return {**piece, "data": binascii.b2a_base64(data).decode().strip()}


def test_a_truncated_file_is_never_taken_for_whole(bench: Bench):
    files = bench.files()
    files["app.mpy"] = files["app.mpy"][:-1]
    wants = fetched(bench.updater, 7, files)
    assert (wants[-1]["name"], wants[-1]["offset"], wants[-1]["verdict"]) == ("app.mpy", 1999, "")
    assert untouched(bench)


def test_a_truncated_manifest_has_no_signature(bench: Bench):
    files = bench.files()
    files[MANIFEST] = files[MANIFEST][:-1]
    assert bench.verdict(files=files) == "forged"
    assert untouched(bench)


@pytest.mark.parametrize("spoilt", [MANIFEST, *PROGRAM])
def test_one_other_byte_anywhere_is_refused(spoilt: str, bench: Bench):
    assert bench.verdict(bend=lambda p: another_byte(p) if p["name"] == spoilt else p) == "forged"
    assert untouched(bench)
    assert bench.updater.trouble.startswith("release 7")


def test_a_release_signed_with_another_key_is_refused(bench: Bench, flash: str):
    stranger = Bench(flash, ANOTHERS)
    assert bench.verdict(files=stranger.files()) == "forged"
    assert untouched(bench)


def test_a_booth_without_a_key_takes_no_release(flash: str):
    _, updater = updater_in(flash, "-", None)
    assert fetched(updater, 7, {})[0]["verdict"] == "no key"


def test_an_older_release_is_refused(flash: str, bench: Bench):
    bench.verdict(7)
    now = Bench(flash, bench.key, "a")
    assert [now.verdict(number) for number in (6, 7)] == ["older", "older"]
    now.slots.hold()
    assert Bench(flash, bench.key, "a").verdict(8) == "taken"


def test_an_older_release_under_a_newer_number_is_refused(bench: Bench):
    """Rollback by a hub that lies: the number is under the signature too."""
    assert bench.verdict(9, files=bench.files(6)) == "forged"
    assert "this is release 6" in bench.updater.trouble
    assert untouched(bench)


def test_files_of_two_releases_are_not_mixed(bench: Bench):
    other = {**PROGRAM, "app.mpy": b"b" * 2000}
    files = {**bench.files(7), "app.mpy": bench.files(8, other)["app.mpy"]}
    assert bench.verdict(files=files) == "forged"
    assert untouched(bench)


def test_endless_data_ends(bench: Bench):
    """A manifest, or a file, that never comes to its end takes a bounded part of memory and flash."""

    def endless(piece: dict[str, Any]) -> dict[str, Any]:
        return {**piece, "size": 1 << 40, "data": "A" * 1024}

    assert bench.verdict(bend=endless) == "forged"
    long = {**bench.files(), "app.mpy": b"a" * 100_000}
    assert bench.verdict(files=long) == "forged"
    assert (Path(bench.flash) / "a/app.mpy").stat().st_size <= len(PROGRAM["app.mpy"])
    assert untouched(bench)


def test_a_manifest_is_bounded_even_if_it_creeps(bench: Bench):
    taken = []

    def creeping(piece: dict[str, Any]) -> dict[str, Any]:
        taken.append(piece["offset"])
        return {**piece, "size": MANIFEST_MAX, "data": "A" * 1024}

    files = {MANIFEST: b"x" * 100_000}
    assert bench.verdict(files=files, bend=creeping) == "forged"
    assert max(taken) < MANIFEST_MAX


def test_who_never_ends_sending_nothing_is_given_up(bench: Bench):
    """Freeze, or slow retrieval: the booth is free again, and takes the next offer."""
    bench.updater.advance(0, False)
    fetched(bench.updater, 7, bench.files(), lambda piece: None)
    for second in range(1, 61):
        bench.updater.advance(second * 1000, False)
    assert bench.updater.wants()["verdict"] == "stalled"
    assert bench.verdict() == "taken"


def test_names_that_leave_the_slot_are_refused_even_if_signed(bench: Bench):
    for name in ("../main.py", "/config.json", "a//b", "", MANIFEST, "A.mpy", "x" * 61):
        assert bench.verdict(files=bench.files(7, {name: b"x"})) == "forged"
    assert not (Path(bench.flash) / "main.py").exists()


# ---- when


def test_no_release_while_somebody_uses_the_booth(bench: Bench):
    bench.updater.advance(0, True)
    assert bench.verdict() == "busy"
    bench.updater.advance(1000, False)
    fetched(bench.updater, 7, bench.files(), most=2)
    bench.updater.advance(2000, True)
    assert bench.updater.wants()["verdict"] == "busy"
    bench.updater.heard("piece", piece_of(bench.files(), 7, "app.mpy", 0))
    assert bench.updater.wants() is None
    assert untouched(bench)


def test_no_release_while_one_is_on_trial(flash: str, bench: Bench):
    bench.verdict(7)
    now = Bench(flash, bench.key, "a")
    assert now.verdict(8) == "busy"
    now.slots.hold()
    assert now.verdict(8) == "taken"
    assert now.slot == "trial b a 3"


def test_a_release_that_did_not_hold_is_not_tried_again_but_the_next_one_is(flash: str, bench: Bench):
    bench.verdict(7)
    Folder(flash).replace("slot", b"fallen - a")  # the loader's word after three starts
    now = Bench(flash, bench.key)
    assert now.slots.fallen == 7
    assert now.verdict(7) == "failed"
    now.slots.hold()
    later = Bench(flash, bench.key)
    assert (later.slots.fallen, later.verdict(7)) == (0, "failed")
    assert later.verdict(8) == "taken"
