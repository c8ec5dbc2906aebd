"""`boothkit printer`: the virtual printer on a terminal."""

import asyncio
import signal
from pathlib import Path

import click

from boothkit.printer.server import Printed, VirtualPrinter


@click.command("printer")
@click.option("--port", default=9100, show_default=True, help="TCP port; 0 takes a free one.")
@click.option("--folder", default="out", show_default=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--columns", default=42, show_default=True, help="Letters a row: 32, 42 or 48.")
def printer_command(port: int, folder: Path, columns: int) -> None:
    """A virtual ESC/POS printer: shows receipts here and keeps each as text and PNG."""
    asyncio.run(_run(VirtualPrinter(folder, port=port, columns=columns, on_printed=_show)))


async def _run(printer: VirtualPrinter) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await printer.start()
    click.echo(f"Printer ready on 127.0.0.1:{printer.port}. Stop with Ctrl-C.")
    await stop.wait()
    await printer.stop()


def _show(printed: Printed) -> None:
    click.echo(f"\n{printed.text}")
    for problem in printed.problems:
        click.secho(f"The printer did not understand: {problem}", fg="red")
    click.secho(f"Saved as {printed.picture_file}", dim=True)
