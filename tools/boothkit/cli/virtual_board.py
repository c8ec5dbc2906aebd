"""`boothkit virtual-board`: a controller board on this machine, with a port like a real one's and a line."""

import asyncio
import json
from pathlib import Path

import rich_click as click

from boothkit.cli.output import beside, json_option, tell
from boothkit.cli.typed import lines
from boothkit.exchange import CONVENTIONS
from boothkit.player import happen, tend
from boothkit.ports import announced
from boothkit.script import ACTIONS, ScriptError, read_step
from boothkit.sim import until_told_to_stop
from boothkit.story import BOOTH, HUB
from boothkit.virtual import VirtualBooth
from boothkit.virtual_board import VirtualBoard
from boothkit.wiring import Wiring

FOLDER = click.Path(file_okay=False, path_type=Path)
WRITTEN = ("dial", "rotary", "pin")  # whose first argument is no number, whatever it looks like


@click.command("virtual-board")
@click.argument("folder", type=FOLDER)
@click.option("--line", type=click.Choice(list(CONVENTIONS)), default="on_answer", show_default=True)
@json_option
def virtual_board(*, folder: Path, line: str, as_json: bool) -> None:
    """A board on this machine until Ctrl-C: FOLDER is its flash, bare if it is empty.

    It is MicroPython with the pins of a Pico W, and a serial port that every program can open: `boothkit
    ports` lists it, `mpremote connect` takes it. On its pins are a telephone and a line. Type what happens
    there, in the words of a call script, and press Enter: off_hook, dial 112, answer, on_hook, ring; or what
    is wrong: relay sticks, pin loop_a 0, network down, signal -88, power cut.
    """
    asyncio.run(until_told_to_stop(run(folder, line, as_json=as_json)))


async def run(folder: Path, line: str, *, as_json: bool) -> list:
    async with VirtualBoard(folder) as board:
        wiring = Wiring(board.booth, convention=line)
        show_outputs(board.booth)
        with announced(board.port, folder.resolve().name):
            if as_json:
                click.echo(json.dumps({"port": board.port, "folder": str(folder)}))
            else:
                tell(f"{folder} is a board at {board.port}; Ctrl-C takes its power away")
            async for words in lines():
                try:
                    await obey(wiring, words.split())
                except (ScriptError, ValueError) as error:
                    tell(str(error))
            await asyncio.Event().wait()  # nobody types any more: it runs until it is stopped
    return []


def show_outputs(booth: VirtualBooth) -> None:
    """In one line of the terminal, beside what they do: what one would see and hear of the booth."""
    act = booth.on_output

    def shown(name: str, active: bool, at_ms: int) -> None:
        if beside.is_terminal:
            lights = "   ".join(f"{'●' if lit else '○'} {each}" for each, lit in booth.outputs.items())
            click.echo(f"\r{lights}   > ", nl=False, err=True)
        if act:
            act(name, active, at_ms)

    booth.on_output = shown


async def obey(wiring: Wiring, words: list[str]) -> None:
    """One deed, now."""
    if words[:1] == ["signal"] and len(words) == 2:
        wiring.booth.set_signal(int(words[1]))
        return
    if not words or words[0] in HUB:
        raise ScriptError(f"type one of: signal, {', '.join(word for word in ACTIONS if word not in HUB)}")
    step = read_step(words[0], [wiring.booth.now_ms(), words[0], *arguments(words)])
    if step.action in BOOTH:
        await tend(wiring, step)
    else:
        happen(wiring, step)


def arguments(words: list[str]) -> list[str | int]:
    """As a call script has them: numbers are numbers."""
    kept = 1 if words[0] in WRITTEN else 0
    return [int(word) if word.isdigit() and place >= kept else word for place, word in enumerate(words[1:])]
