"""The board on a desk as a technician has it: listed, reached, given a program, played by typing."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from boothkit.cli.virtual_board import arguments
from boothkit.ports import plugged
from boothkit.script import ScriptError, read_step
from boothkit.usb import Board, BoardError, open_board, open_console
from boothkit.virtual_board import BoardOnDesk, board_on_desk

COMMAND = (sys.executable, "-c", "from boothkit.cli import main; main()", "virtual-board")
COUNTS = "import time\nwhile True:\n    print('counts')\n    time.sleep_ms(100)\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BoardOnDesk]:
    (tmp_path / "main.py").write_text(COUNTS)
    with board_on_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def board(desk: BoardOnDesk) -> Iterator[Board]:
    with open_board(desk.port) as board:
        yield board


def runs(desk: BoardOnDesk) -> bool:
    with open_console(desk.port) as console:
        return any("counts" in line for line in console.lines(patience_s=60))


def test_a_program_is_interrupted_and_goes_on_after_a_reset(board: Board, desk: BoardOnDesk):
    assert runs(desk)
    assert board.exec("print(6 * 7)").strip() == "42"
    board.write_file("folder/inner/note", b"\x00\x03\x04kept")
    assert board.read_file("folder/inner/note") == b"\x00\x03\x04kept"
    assert set(board.hashes(("", "folder/inner"))) == {"main.py", "folder/inner/note"}
    with pytest.raises(BoardError, match="NameError"):
        board.exec("nonsense")
    board.reset()
    assert runs(desk)
    board.interrupt()
    assert desk.board.booth.restarts == 1


def test_it_sees_its_flash_and_nothing_of_this_machine(board: Board, tmp_path: Path):
    assert board.eval("__import__('os').listdir('/')") == ["main.py"]
    board.exec("open('/etc', 'w').close()")
    assert (tmp_path / "etc").is_file()


def test_one_technician_at_a_time(board: Board, desk: BoardOnDesk):
    board.interrupt()
    with open_board(desk.port) as other, pytest.raises(BoardError, match="another program has it open"):
        other.interrupt(within_s=0)


def test_the_command_lists_it_until_it_is_stopped(tmp_path: Path):
    with subprocess.Popen(
        (*COMMAND, str(tmp_path / "flash"), "--json"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        told = json.loads(running.stdout.readline())
        listed = [port for port in plugged() if port.serial == "flash"]
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    assert [port.port for port in listed] == [told["port"]]
    assert running.returncode == 0


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("off_hook", (0, "off_hook", None, None)),
        ("dial 112", (0, "dial", "112", None)),
        ("flash 300", (0, "flash", 300, None)),
        ("pin loop_a 0", (0, "pin", "loop_a", 0)),
        ("relay sticks", (0, "relay", "sticks", None)),
    ],
)
def test_what_is_typed_is_a_step_of_a_call_script(typed: str, step: tuple):
    words = typed.split()
    assert read_step("typed", [0, words[0], *arguments(words)]) == step


def test_what_is_no_deed_is_refused():
    with pytest.raises(ScriptError, match="no action 'jump'"):
        read_step("typed", [0, "jump", *arguments(["jump", "high"])])
