"""`boothkit flash`: MicroPython and our firmware onto a board."""

from pathlib import Path
from typing import Any

import rich_click as click

from boothkit import esp, uf2
from boothkit.cli.output import WentWrong, answer, board_in_words, json_option, progress_of, tell
from boothkit.install import carry_out, compare, program, stop
from boothkit.ports import only_drive, only_port
from boothkit.usb import open_board

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
APPEARS_S = 30.0  # a board that has got MicroPython, or is to get it


@click.command()
@click.option("--port", envvar="BOOTHKIT_PORT", help="The board's port.  [default: the only one there]")
@click.option(
    "--image", type=FILE, help="MicroPython for this board first: .uf2 for a Pico, .bin for an ESP32."
)
@click.option("--drive", type=FOLDER, help="The Pico's drive, if it is not found.")
@json_option
def flash(*, port: str | None, image: Path | None, drive: Path | None, as_json: bool) -> None:
    """Put the booth's firmware onto a board, and with --image MicroPython first.

    Only what differs is sent, and all of it is checked by its hash; if the cable was pulled, run it again.
    The booth's own files stay: its config, its certificates, its journal.
    """
    with board_in_words():
        if image:
            put_micropython(image, port, drive)
        port = port or only_port(APPEARS_S if image else 0)
        answer(put_firmware(port), as_json, said)


def said(done: dict[str, Any]) -> str:
    if not done["sent"] and not done["removed"]:
        return f"The firmware on {done['port']} is up to date: {done['files']} files."
    return f"The firmware is on {done['port']}: {len(done['sent'])} of {done['files']} files were sent."


def put_firmware(port: str) -> dict[str, Any]:
    with open_board(port) as board:
        stop(board)
        tell("Compiling the firmware ...")
        files = program()
        todo = compare(board, files)
        with progress_of("Sending", sum(len(files[path]) for path in todo.send)) as progress:
            carry_out(board, files, todo, progress)
    return {"port": port, "files": len(files), "sent": todo.send, "removed": todo.remove}


def put_micropython(image: Path, port: str | None, drive: Path | None) -> None:
    try:
        if image.suffix == ".bin":
            tell("Writing MicroPython; it takes a minute ...")
            tell(f"MicroPython is on the {esp.write(port or only_port(), image)}.")
        else:
            to_pico(image.read_bytes(), port, drive)
    except (esp.EspError, uf2.Uf2Error) as error:
        raise WentWrong(str(error)) from None


def to_pico(image: bytes, port: str | None, drive: Path | None) -> None:
    uf2.families(image)
    if port and not drive:
        with open_board(port) as board:
            board.show_drive()
    target = only_drive(drive, APPEARS_S if port else 0)
    with progress_of(f"MicroPython to {target.folder}", len(image)) as progress:
        uf2.copy(image, target, progress)
