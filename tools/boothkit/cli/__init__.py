"""The technician's command line: `boothkit`. A small file for each command, loaded when it is asked for.

Arguments in, messages out; what is done stands elsewhere. Every command ends with 0 when all is well, 1
when something is wrong with what was asked about, 2 when it was used wrongly, 3 when a board or the hub
could not be reached.
"""

from importlib import import_module
from typing import Any

import click as plain_click

try:
    import rich_click as click
except ImportError:
    raise SystemExit("boothkit needs its extra: pip install 'locutorio[technician]'") from None

# The order of the help: from a bare board to a booth in service, then what stands for them on a desk.
COMMANDS = {
    "ports": "boothkit.cli.ports:ports",
    "flash": "boothkit.cli.flash:flash",
    "provision": "boothkit.cli.provision:provision_command",
    "diagnose": "boothkit.cli.diagnose:diagnose",
    "report": "boothkit.cli.diagnose:report",
    "monitor": "boothkit.cli.monitor:monitor",
    "console": "boothkit.cli.console:console",
    "fleet": "boothkit.cli.fleet:fleet",
    "release": "boothkit.cli.release:release_command",
    "virtual-board": "boothkit.cli.virtual_board:virtual_board",
    "sim": "boothkit.cli.sim:sim",
    "printer": "boothkit.cli.printer:printer_command",
    "pins": "boothkit.cli.pins:pins",
    "completion": "boothkit.cli.completion:completion",
}


class Toolbox(click.RichGroup):
    """The commands by name, none imported before it is used: a terminal's Tab key is impatient."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        return getattr(import_module(module), name)

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Help comes in frames; errors as plain lines, which can be searched."""
        return plain_click.Command.main(self, *arguments, **options)


@click.group(cls=Toolbox)
def main() -> None:
    """Tools for those who build, test and mend booths."""
