"""Our firmware onto a board that has MicroPython: what is there already stays, what differs is sent.

The files on the board are compared by their hashes, before and after, so a copy that was cut off is taken
up where it stopped, and nothing is believed to be there that is not. What a booth keeps for itself (its
config, its certificates, its journal) is left alone.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from boothkit.release import compiled
from boothkit.usb import Board, BoardError
from boothkit.virtual import FIRMWARE

LOADER = "main.py"
RESTART_FILE = "restart"  # why it starts, if its own chip cannot tell
SLOT_FILE = "slot"  # names a release that runs instead of these files
OURS = ("booth", "lib/boothwire")  # nobody else's files belong in these folders
FOLDERS = ("", *OURS)
MODULES = (".py", ".mpy")


class Plan(NamedTuple):
    send: list[str]
    remove: list[str]

    @property
    def is_done(self) -> bool:
        return not self.send and not self.remove


def program() -> dict[str, bytes]:
    """Every file of the firmware as a board loads it: bytecode, the same for every kind of chip."""
    return {**compiled(), LOADER: loader()}


def loader() -> bytes:
    return (FIRMWARE / LOADER).read_bytes()


def plan(wanted: Mapping[str, bytes], there: Mapping[str, str]) -> Plan:
    """`there` is the sha256 of each file on the board."""
    send = [path for path, data in wanted.items() if there.get(path) != digest(data)]
    return Plan(send, [path for path in there if path not in wanted and is_in_the_way(path, wanted)])


def is_in_the_way(path: str, wanted: Mapping[str, bytes]) -> bool:
    """A release would run in place of these files, a module's source is taken before its bytecode, and what
    is left in our folders from before is never missed."""
    place = PurePosixPath(path)
    if str(place.parent) in OURS or path == SLOT_FILE:
        return True
    return place.suffix in MODULES and any(str(place.with_suffix(kind)) in wanted for kind in MODULES)


def check_bytecode(board: Board, files: Mapping[str, bytes]) -> None:
    """MicroPython loads bytecode of its own version only: better said now than by a booth that is dead."""
    loads = board.eval("getattr(__import__('sys').implementation, '_mpy', 0) & 255")
    ours = next(data[1] for path, data in files.items() if path.endswith(".mpy"))
    if loads != ours:
        raise BoardError(
            f"the MicroPython at {board.port} loads bytecode of version {loads}, ours is {ours};"
            " put a newer one on the board: boothkit flash --image FILE"
        )


def stop(board: Board) -> None:
    """Whatever runs there, and for as long as it takes."""
    if board.hashes(("",)).get(LOADER) not in (None, digest(loader())):
        board.remove(LOADER)  # whatever it starts would be in our way
    board.bench()


def compare(board: Board, files: Mapping[str, bytes]) -> Plan:
    """What there is to do."""
    check_bytecode(board, files)
    return plan(files, board.hashes(FOLDERS))


def carry_out(board: Board, files: Mapping[str, bytes], todo: Plan, progress: Callable[[int], None]) -> None:
    """Make it so, see that it is so, start the program. `progress` takes how many bytes more are there."""
    for path in todo.remove:
        board.remove(path)
    for path in todo.send:
        board.write_file(path, files[path], progress)
    if not plan(files, board.hashes(FOLDERS)).is_done:
        raise BoardError(
            f"the board at {board.port} does not keep what is written: its flash is full or worn out"
        )
    start(board)


def start(board: Board) -> None:
    """The booth tells its hub that it was us, not a fault."""
    board.write_file(RESTART_FILE, b"update")
    board.reset()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
