"""Firmware releases: kept, offered to booths, and what became of them there."""

from collections.abc import Sequence
from pathlib import Path

import click

from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.desk import updates
from locutorio.desk.booths import booths
from locutorio.store.releases import Offer

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def release() -> None:
    """The firmware of the booths' controllers, over the air."""


@release.command("add")
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="the release.key that the booths have")
@SETTINGS_FILE
def add(file: Path, key: Path, settings_file: Path) -> None:
    """Keep a release made by `boothkit release make`. No booth gets it before it is offered."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        row = updates.add(store, file, key=key.read_text(encoding="ascii"), now_ms=now_ms())
        click.echo(f"release {row.number} (firmware {row.firmware}) is kept; offer it to one booth first")


@release.command("offer")
@click.argument("number", type=int)
@click.option("--booth", "booth_ids", multiple=True, help="to this booth; repeat for more")
@click.option("--all", "to_all", is_flag=True, help="to every booth")
@SETTINGS_FILE
def offer(number: int, booth_ids: Sequence[str], to_all: bool, settings_file: Path) -> None:
    """Booths fetch it within a minute, when nobody uses them, and go back if it does not hold."""
    if bool(booth_ids) == to_all:
        raise click.UsageError("say which booths: --booth booth-1, or --all")
    with spoken_errors():
        _, store = open_shop(settings_file)
        chosen = [known.id for known in booths(store)] if to_all else list(booth_ids)
        updates.offer(store, number, chosen)
        click.echo(
            f"release {number} is offered to {', '.join(chosen)}; `locutorio release list` tells of it"
        )


@release.command("list")
@SETTINGS_FILE
def overview(settings_file: Path) -> None:
    """The releases that are kept, and how each booth stands to the one it is offered."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        kept, offers = updates.overview(store)
        for row in kept:
            click.echo(f"release {row.number}: firmware {row.firmware}")
        for one in offers:
            click.echo(f"{one.booth_id}: {sentence(one)}")


def sentence(one: Offer) -> str:
    if one.runs == one.number:
        return f"runs release {one.number}{', on trial' if one.on_trial else ''}"
    said = f", said: {one.verdict}" if one.verdict else ""
    return f"runs release {one.runs}, is offered {one.number}{said}"
