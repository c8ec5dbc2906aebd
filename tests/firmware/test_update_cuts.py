"""A power cut at any moment of an update leaves the old release or the new one, whole, and the way free."""

import json
from pathlib import Path

import pytest
from boothkit import release as tool
from boothwire.release import MANIFEST
from onboard import on_micropython
from release_keys import OURS

OLD = {
    "app.mpy": bytes(range(256)) * 6,
    "booth/line.mpy": b"the same in both" * 40,
    "booth/gone.mpy": b"not in the new one",
    "lib/boothwire/mac.mpy": b"old" * 300,
}
NEW = {
    "app.mpy": bytes(range(255, -1, -1)) * 7,
    "booth/line.mpy": OLD["booth/line.mpy"],
    "booth/fresh.mpy": b"only in the new one",
    "lib/boothwire/mac.mpy": b"new" * 300,
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = {"key": f"{OURS.public_key().public_numbers().n:0768x}"}
    for name, number, files in (("old", 1, OLD), ("new", 2, NEW)):
        signed = {**files, MANIFEST: tool.manifest(number, "0", files, OURS)}
        told[name] = {file: data.hex() for file, data in signed.items()}  # type: ignore[assignment]
    path = tmp_path_factory.mktemp("releases") / "releases.json"
    path.write_text(json.dumps(told), "ascii")
    return path


@pytest.mark.parametrize("is_well", [True, False])
@pytest.mark.parametrize("half_done", [False, True])
def test_power_cuts_on_littlefs_under_micropython(half_done: bool, is_well: bool, releases: Path):
    """After every single flash operation in turn, the power fails; see update_cuts.py."""
    arguments = (json.dumps(half_done), json.dumps(is_well))
    told = on_micropython("update_cuts.py", str(releases), *arguments, heap="8M")
    assert told["bad"] == []
    assert told["cuts"] > 50
    assert set(told["ended"]) == {"1", "2"}
