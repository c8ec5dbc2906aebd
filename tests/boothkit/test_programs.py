"""MicroPython's programs, started without the scripts they come with, do what they do with them."""

import subprocess

from boothkit.programs import micropython


def test_how_a_program_ended_is_told():
    assert subprocess.run(micropython("-c", "import sys; sys.exit(64)"), check=False).returncode == 64
