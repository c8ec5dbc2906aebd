"""Which board is meant, and what a terminal and a script are told of it."""

import json
import os
from pathlib import Path

import pytest
from boothkit.cli import COMMANDS, main
from boothkit.ports import announced, the_one
from boothkit.usb import BoardError
from click.testing import CliRunner


def listed() -> list[dict[str, str]]:
    return json.loads(CliRunner().invoke(main, ["ports", "--json"]).stdout)


def test_a_virtual_board_is_listed_as_long_as_it_lives(tmp_path: Path):
    port, other = os.openpty()
    board = {"port": os.ttyname(other), "board": "virtual board", "serial": tmp_path.name}
    with announced(board["port"], tmp_path.name):
        assert board in listed()
        assert board["port"] in CliRunner().invoke(main, ["ports"]).stdout
    assert board not in listed()
    os.close(port)
    os.close(other)


def test_a_choice_is_left_to_the_technician():
    assert the_one(["/dev/ttyACM0"]) == "/dev/ttyACM0"
    with pytest.raises(BoardError, match="no board is plugged in"):
        the_one([])
    with pytest.raises(BoardError, match="say which board: --port /dev/ttyACM0 or --port /dev/pts/3"):
        the_one(["/dev/ttyACM0", "/dev/pts/3"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_ask(shell: str):
    assert "_BOOTHKIT_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).stdout


def test_the_tab_key_knows_every_command():
    asked = {"_BOOTHKIT_COMPLETE": "bash_complete", "COMP_WORDS": "boothkit ", "COMP_CWORD": "1"}
    offered = CliRunner().invoke(main, [], env=asked, prog_name="boothkit").stdout
    assert {line.split(",")[1] for line in offered.splitlines()} == set(COMMANDS)
