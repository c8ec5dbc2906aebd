"""`boothkit console`: what a board's program prints, or its REPL."""

import subprocess
import sys

import rich_click as click

from boothkit.cli.board_options import port_option
from boothkit.install import start
from boothkit.usb import open_board, open_console


@click.command()
@port_option
@click.option("--repl", is_flag=True, help="Stop the program and type Python to the board.")
def console(*, port: str, repl: bool) -> None:
    """Show what the running program prints, until Ctrl-C.

    With --repl the program is stopped and its watchdog with it, so that there is time; Ctrl-X leaves, and the
    program starts again.
    """
    if repl:
        with open_board(port) as board:
            board.bench()
            board.hand_over()
            subprocess.run(
                [sys.executable, "-m", "mpremote", "connect", board.port, "resume", "repl"], check=False
            )
            start(board)
        return
    with open_console(port) as lines:
        try:
            for line in lines.lines():
                click.echo(line)
        except KeyboardInterrupt:
            pass
