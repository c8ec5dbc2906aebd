"""How a command is told which hub to ask, and by whom: `with_hub` gives it `hub`, which is signed in.

A password is never an option: options stay in the shell's history. It comes from LOCUTORIO_PASSWORD, or is
asked.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import rich_click as click

from boothkit.cli.output import Unreachable, WentWrong
from boothkit.hub_client import Hub, HubAway, HubError

PASSWORD = "LOCUTORIO_PASSWORD"


def hub_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds url, name and ca, each by an option or the environment."""
    for option in (
        click.option(
            "--ca",
            envvar="LOCUTORIO_CA",
            type=click.Path(exists=True, dir_okay=False),
            help="The shop's own authority, as HUB/authority.crt hands it out.",
        ),
        click.option("--name", envvar="LOCUTORIO_NAME", help="Who you are there; asked if not given."),
        click.option("--hub", "url", envvar="LOCUTORIO_HUB", help="The panel's address."),
    ):
        command = option(command)
    return command


def with_hub(*, required: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The command gets `hub`; if it is not `required`, None where no --hub is given."""

    def wrapped(command: Callable[..., Any]) -> Callable[..., Any]:
        @hub_options
        @wraps(command)
        def asking(*arguments: Any, url: str | None, name: str | None, ca: str | None, **options: Any) -> Any:
            if url is None and not required:
                return command(*arguments, hub=None, **options)
            with hub_in_words(), signed_in(url, name, ca) as hub:
                return command(*arguments, hub=hub, **options)

        return asking

    return wrapped


def signed_in(url: str | None, name: str | None, ca: str | None) -> Hub:
    """To be entered; the password is asked for now."""
    if not url:
        raise click.UsageError("say which hub: --hub https://ADDRESS, or LOCUTORIO_HUB in the environment")
    name = name or click.prompt("Name at the hub", err=True)
    password = os.environ.get(PASSWORD) or click.prompt(f"Password of {name}", hide_input=True, err=True)
    return Hub(url, name, password, ca=ca)


@contextmanager
def hub_in_words() -> Iterator[None]:
    """What the hub refuses ends the command with its sentence."""
    try:
        yield
    except HubAway as error:
        raise Unreachable(str(error)) from None
    except HubError as error:
        raise WentWrong(str(error)) from None
