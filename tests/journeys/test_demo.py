"""`locutorio demo` from the first line to Ctrl-C, as a newcomer types it."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from waiting import wait_for

pytestmark = pytest.mark.journey


def processes(folder: Path) -> list[str]:
    """What still runs in the demo's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            at_home = str(folder) in os.readlink(process / "cwd") or str(folder) in line
        except OSError:
            continue
        if at_home:
            found.append(line)
    return found


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_demo_is_alive_and_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals):
    folder, said = tmp_path / "shop", tmp_path / "said"
    command = [sys.executable, "-m", "locutorio", "demo", "--folder", str(folder), "--port", "0"]
    with said.open("w") as out:
        # Its own group, so that the signal reaches all of it, as Ctrl-C in a terminal does.
        demo = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    try:
        wait_for(lambda: "Ctrl-C" in said.read_text(), within_s=120)
        text = said.read_text()
        assert re.search(r"Operator +Ana +password +\S{8,}", text)
        assert str(folder) in text
        address = re.search(r"http://\S+", text)[0]
        assert urllib.request.urlopen(f"{address}/healthz").status == 200
        wait_for(lambda: boots(folder) == 6)
    finally:
        os.killpg(demo.pid, ending)
    assert demo.wait(20) == 0, said.read_text()
    assert said.read_text().endswith("Stopped.\n")
    assert processes(folder) == []


def boots(folder: Path) -> int:
    return sum("boot 1" in console.read_text() for console in folder.glob("booths/*/console.log"))


def test_it_touches_no_folder_that_is_not_its_own(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    command = [sys.executable, "-m", "locutorio", "demo", "--folder", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "not the demo's" in run.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
