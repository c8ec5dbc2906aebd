"""`boothkit virtual-board`: a controller board on this machine, with a port like a real one's."""

import asyncio
from pathlib import Path

import rich_click as click

from boothkit.cli.output import tell
from boothkit.ports import announced
from boothkit.sim import until_told_to_stop
from boothkit.virtual_board import VirtualBoard

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("virtual-board")
@click.argument("folder", type=FOLDER)
def virtual_board(*, folder: Path) -> None:
    """A board on this machine until Ctrl-C: FOLDER is its flash, bare if it is empty.

    It is MicroPython with the pins of a Pico W, a line that nobody calls on, and a serial port that this and
    every other program can open: `boothkit ports` lists it, `mpremote connect` takes it.
    """
    asyncio.run(until_told_to_stop(run(folder)))


async def run(folder: Path) -> list:
    async with VirtualBoard(folder) as board:
        with announced(board.port, folder.resolve().name):
            tell(f"{folder} is a board at {board.port}; Ctrl-C takes its power away")
            await asyncio.Event().wait()
    return []
