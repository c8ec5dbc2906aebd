"""A release from the command line is what boards and hub read, the same each time it is made."""

import stat
import zipfile
from pathlib import Path

import pytest
from boothkit import release
from boothkit.cli import main
from boothkit.virtual import FIRMWARE
from boothwire.release import MANIFEST, fits, open_manifest, read_key
from click.testing import CliRunner


def run(*words: str | Path):
    return CliRunner().invoke(main, ["release", *map(str, words)])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    assert run("keygen", folder).exit_code == 0
    return folder


def test_the_secret_half_is_for_its_owner_and_never_overwritten(keys: Path):
    assert stat.S_IMODE((keys / "release.pem").stat().st_mode) == 0o600
    before = (keys / "release.pem").read_bytes()
    assert "left as it is" in run("keygen", keys).output
    assert (keys / "release.pem").read_bytes() == before


def test_a_release_holds_the_whole_program_but_not_the_loader(keys: Path, tmp_path: Path):
    for name in ("one.zip", "again.zip"):
        assert run("make", "7", tmp_path / name, "--key", keys / "release.pem").exit_code == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        manifest = open_manifest(archive.read(MANIFEST), read_key((keys / "release.key").read_text("ascii")))
        assert all(fits(entry, archive.read(entry[0])) for entry in manifest["files"])
    sources = {str(path.relative_to(FIRMWARE).with_suffix(".mpy")) for path in FIRMWARE.rglob("*.py")}
    of_the_desk = str(Path(release.DESK_ONLY).with_suffix(".mpy"))
    assert {entry[0] for entry in manifest["files"]} == sources - {"main.mpy", of_the_desk}
    assert (manifest["release"], manifest["firmware"]) == (7, "0.1.0")


def test_what_is_no_key_signs_nothing(keys: Path, tmp_path: Path):
    for key in (keys / "release.key", keys / "nothing.pem"):
        assert run("make", "7", tmp_path / "release.zip", "--key", key).exit_code == 1
    assert not (tmp_path / "release.zip").exists()
