"""`boothkit printer`: the virtual printer on a terminal, where one types what is to go wrong with it."""

import asyncio
import signal
from pathlib import Path

import rich_click as click

from boothkit.cli.typed import lines
from boothkit.printer.server import STATES, Printed, VirtualPrinter

MOODS = ", ".join((*STATES, "off", "on"))


@click.command("printer")
@click.option("--port", default=9100, show_default=True, help="TCP port; 0 takes a free one.")
@click.option("--folder", default="out", show_default=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--columns", default=42, show_default=True, help="Letters a row: 32, 42 or 48.")
def printer_command(port: int, folder: Path, columns: int) -> None:
    """A virtual ESC/POS printer: shows receipts here and keeps each as text and PNG.

    Type what becomes of it and press Enter: ready, paper_out, cover_open, slow, stalled, dying, off, on.
    """
    asyncio.run(_run(VirtualPrinter(folder, port=port, columns=columns, on_printed=_show)))


async def _run(printer: VirtualPrinter) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await printer.start()
    click.echo(f"Printer ready on 127.0.0.1:{printer.port}. Stop with Ctrl-C.")
    obeying = loop.create_task(_obey(printer))
    await stop.wait()
    obeying.cancel()
    await printer.stop()


async def _obey(printer: VirtualPrinter) -> None:
    async for mood in lines():
        if mood == "off":
            await printer.stop()
        elif mood == "on":
            await printer.start()
        elif mood in STATES:
            printer.set_state(mood)
        else:
            click.echo(f"It can be: {MOODS}.")
            continue
        click.echo(f"The printer is {mood}.")


def _show(printed: Printed) -> None:
    click.echo(f"\n{printed.text}")
    for problem in printed.problems:
        click.secho(f"The printer did not understand: {problem}", fg="red")
    click.secho(f"Saved as {printed.picture_file}", dim=True)
