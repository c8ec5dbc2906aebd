"""`boothkit ports`: which boards are plugged in."""

import rich_click as click
from rich.table import Table

from boothkit.cli.output import answer, json_option
from boothkit.ports import plugged


@click.command()
@json_option
def ports(*, as_json: bool) -> None:
    """List the boards that are plugged in, and virtual ones."""
    answer([port._asdict() for port in plugged()], as_json, table)


def table(found: list[dict[str, str]]) -> Table | str:
    if not found:
        return "No board. Use a cable that carries data; a new Pico: hold BOOTSEL while you plug it in."
    shown = Table("port", "board", "serial", box=None, pad_edge=False)
    for port in found:
        shown.add_row(*port.values())
    return shown
