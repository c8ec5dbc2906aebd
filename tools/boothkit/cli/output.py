"""What all commands say alike: answers on standard output, for people or as JSON; all else beside it.

It must not know what is answered.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import rich_click as click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from boothkit.usb import BoardError

beside = Console(stderr=True, highlight=False)
out = Console(highlight=False)

json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for other programs.")


class WentWrong(click.ClickException):
    """Something is wrong with what was asked about."""

    exit_code = 1


class Unreachable(click.ClickException):
    """A board or the hub could not be reached, or not be brought to do it."""

    exit_code = 3


def tell(text: str) -> None:
    """Progress goes beside the answer, which may be for another program."""
    beside.print(text, markup=False, soft_wrap=True)


def answer(found: Any, as_json: bool, render: Callable[[Any], Any]) -> None:
    """`found` as JSON, or as what `render` makes of it: text, or anything rich can show."""
    if as_json:
        click.echo(json.dumps(found))
    else:
        out.print(render(found), markup=False)


@contextmanager
def board_in_words() -> Iterator[None]:
    """What goes wrong with a board ends the command with a sentence."""
    try:
        yield
    except BoardError as error:
        raise Unreachable(str(error)) from None


@contextmanager
def progress_of(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar; yields a function that takes how much more is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=beside, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda more: bar.advance(task, more)
