"""How a command is told which booth is meant, and how it is reached: over USB, or with --booth by the hub."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple

import rich_click as click

from boothkit.cli.hub_options import hub_in_words, hub_options, signed_in
from boothkit.cli.output import Unreachable, board_in_words
from boothkit.inspection.ways import HubWay, NoAnswer, UsbWay, Way
from boothkit.ports import only_port
from boothkit.usb import open_console


class Reach(NamedTuple):
    port: str | None
    booth: str | None
    url: str | None
    name: str | None
    ca: str | None

    @contextmanager
    def way(self) -> Iterator[Way]:
        """A booth that does not answer ends the command with a sentence."""
        try:
            if self.booth:
                with hub_in_words(), signed_in(self.url, self.name, self.ca) as hub:
                    yield HubWay(hub, self.booth)
            else:
                with board_in_words(), open_console(self.usb_port) as console:
                    yield UsbWay(console)
        except NoAnswer as error:
            raise Unreachable(str(error)) from None

    @property
    def usb_port(self) -> str:
        return self.port or only_port()


def with_reach(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command gets `reach`."""

    @click.option("--port", envvar="BOOTHKIT_PORT", help="The board's port.  [default: the only one there]")
    @click.option("--booth", help="Not over USB but through the hub: the booth's id there.")
    @hub_options
    @wraps(command)
    def reaching(*arguments: Any, **options: Any) -> Any:
        found = Reach(**{field: options.pop(field) for field in Reach._fields})
        return command(*arguments, reach=found, **options)

    return reaching
