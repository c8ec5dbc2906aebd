"""How a command is told which board is meant. `port_option` gives it `port`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import rich_click as click

from boothkit.cli.output import board_in_words
from boothkit.ports import only_port


def port_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The port, or that of the only board there is."""

    @click.option("--port", envvar="BOOTHKIT_PORT", help="The board's port.  [default: the only one there]")
    @wraps(command)
    def with_port(*arguments: Any, port: str | None, **options: Any) -> Any:
        with board_in_words():
            return command(*arguments, port=port or only_port(), **options)

    return with_port
