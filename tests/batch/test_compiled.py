"""Machine code is kept for the next process where it cannot grow old, and loaded only by who prices a lot."""

import shutil
import subprocess
import sys
from pathlib import Path

from locutorio.batch import compiled
from locutorio.batch.compiled import folder_for, is_ours

PACKAGE = Path(compiled.__file__).parent


def test_each_state_of_the_source_has_its_own_folder(tmp_path):
    """Also one of the same size and date: of packages on their way to a shop all files are dated alike."""
    package = tmp_path / "batch"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    tables = package / "tables.py"
    before, dated = folder_for(package), tables.stat()
    tables.write_text(tables.read_text().replace("NO_CLOCK = -1", "NO_CLOCK = -9"))
    assert tables.stat().st_size == dated.st_size
    assert folder_for(package) != before
    tables.write_text(tables.read_text().replace("NO_CLOCK = -9", "NO_CLOCK = -1"))
    assert folder_for(package) == before


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path):
    assert is_ours(tmp_path / "kept" / "here")
    (tmp_path / "file").touch()
    assert not is_ours(tmp_path / "file" / "here")


def test_the_second_process_finds_what_the_first_compiled(tmp_path):
    """Its own copy of the program: beside the one that others use it may be there already."""
    shutil.copytree(PACKAGE.parent, tmp_path / "locutorio", ignore=shutil.ignore_patterns("__pycache__"))
    program = """
import sys; sys.path.insert(0, sys.argv[1])
from locutorio.batch import price_all
from locutorio.batch.pricer import loops
from locutorio.core.tariff import Tariff
from zoneinfo import ZoneInfo
price_all(Tariff((), ZoneInfo("UTC")), ["34"], [0], [60], decimals=2)
print(loops().__file__)
print(sum(loops().price.stats.cache_hits.values()))
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    here = str(tmp_path / "locutorio" / "batch" / "loops.py")
    assert said == [[here, "0"], [here, "1"]]


def test_a_hub_that_sells_loads_no_compiler():
    program = "import sys, locutorio.app, locutorio.desk.repricing; print('numba' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
