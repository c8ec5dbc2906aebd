"""The `locutorio` command: runs a shop, shows one, and sets one up.

Each command reads its arguments, calls one function, and says what came of it. A command is imported when
it is called: a hub starts without what only prices files.
"""

from importlib import import_module

import click

COMMANDS = {
    command: module
    for module, commands in {
        "run": ("init", "up", "demo"),
        "price": ("price",),
        "rate": ("rate",),
        "deck": ("deck",),
        "package": ("package",),
        "whatif": ("whatif",),
        "rerate": ("rerate",),
        "shop": ("booth", "extra", "tariff"),
        "person": ("person",),
        "release": ("release",),
        "security": ("authority", "broker-config", "certificates"),
        "verify": ("verify",),
        "archive": ("archive", "archive-check", "close-period", "sealing-key"),
    }.items()
    for command in commands
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"locutorio.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=Commands)
@click.version_option(package_name="locutorio")
def main() -> None:
    """Call shop: lockable, metered telephone booths and the till that prices them."""
