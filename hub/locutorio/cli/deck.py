"""`locutorio deck`: what carriers charge: their sheets read, compared, adopted, and written out again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import click

from locutorio.cli.known import deck_named
from locutorio.cli.sheet_report import LISTED, findings, mapping_lines
from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.shown import count, moment, moment_ms, watched
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.errors import ShopError
from locutorio.core.imports import ROLES, Grid, Mapping, guess, recall, sheet_text
from locutorio.desk import decks
from locutorio.desk.decks import Deck
from locutorio.desk.propose import propose
from locutorio.sheet_files import read_grid

BASIS = {"header": "by its heading", "cells": "by what its cells look like", "": ""}


@click.group()
def deck() -> None:
    """What carriers charge the shop."""


@deck.command("list")
@SETTINGS_FILE
def overview(settings_file: Path) -> None:
    """The carriers, each with its sheets, the latest first."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        for each in decks.decks(store):
            click.echo(f"{each.name} ({each.currency})")
            for version in each.versions:
                since = moment(version.in_force_from_ms, settings.shop)
                click.echo(f"  from {since}: {count(version.row_count, 'row')} of {version.file_name}")


@deck.command("add")
@click.argument("name")
@click.option("--currency", required=True, help="what its sheets are in, like EUR")
@SETTINGS_FILE
def add(name: str, currency: str, settings_file: Path) -> None:
    """Add a carrier; `locutorio deck import` takes its sheets."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        decks.add_deck(store, name=name, currency=currency, operator_id=None, now_ms=now_ms())
        click.echo(f"{name} added; `locutorio deck import` takes its sheets")


@deck.command("export")
@click.argument("name")
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--at", "asked_at", default="", help="as in force then; now unless given")
@SETTINGS_FILE
def export(name: str, file: TextIO, asked_at: str, settings_file: Path) -> None:
    """Write a carrier's sheet to FILE as CSV, as `locutorio deck import` reads it again."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        at_ms = moment_ms(asked_at, settings.shop) if asked_at else now_ms()
        sheet = decks.sheet_at(store, deck_named(store, name).id, at_ms)
        if sheet is None:
            raise ShopError(f"{name} has no sheet in force then; import one first")
        file.write(sheet_text(sheet))


@deck.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "begins", default="", help="in force from then on, now or later; now unless given")
@click.option("--columns", default="", help=f"what each column is, if the guess is wrong: {', '.join(ROLES)}")
@click.option("--changes-only", is_flag=True, help="FILE holds only what changes; all else stays")
@click.option("--leave-out", is_flag=True, help="adopt the sheet without the rows that are rejected")
@click.option("--all", "show_all", is_flag=True, help="list every row that is rejected or changed")
@click.option("--yes", is_flag=True, help="adopt it without asking")
@SETTINGS_FILE
def import_sheet(
    *,
    name: str,
    file: Path,
    begins: str,
    columns: str,
    changes_only: bool,
    leave_out: bool,
    show_all: bool,
    yes: bool,
    settings_file: Path,
) -> None:
    """Read a carrier's price sheet (CSV, XLSX, XLS, ODS), show what it changes, and adopt it.

    Nothing is taken half: a sheet with rejected rows is refused, unless they are to be left out.
    """
    with spoken_errors():
        settings, store = open_shop(settings_file)
        carrier, moment_now_ms = deck_named(store, name), now_ms()
        from_ms = moment_ms(begins, settings.shop) if begins else moment_now_ms
        grid = read_grid(file.read_bytes(), file.name)
        mapping, basis = chosen(carrier, grid, columns)
        click.echo("\n".join(mapping_lines(mapping, basis)))
        with watched(f"reading {file.name}") as progress:
            proposal = propose(
                store,
                deck_id=carrier.id,
                grid=grid,
                mapping=mapping,
                amends=changes_only,
                zone=ZoneInfo(settings.shop.timezone),
                from_ms=from_ms,
                now_ms=moment_now_ms,
                progress=progress,
            )
        click.echo("\n".join(findings(proposal, settings.shop, at_most=None if show_all else LISTED)))
        if proposal.reading.rejected and not leave_out:
            raise ShopError(
                f"nothing was adopted: {count(len(proposal.reading.rejected), 'row')} rejected; "
                "mend the file, or say --leave-out to adopt the others"
            )
        if not yes:
            click.confirm(f"Adopt it from {moment(from_ms, settings.shop)} on?", abort=True)
        decks.adopt_sheet(
            store,
            deck_id=carrier.id,
            sheet=proposal.sheet,
            mapping=mapping.to_json(),
            file_name=file.name,
            in_force_from_ms=from_ms,
            operator_id=None,
            now_ms=moment_now_ms,
        )
        click.echo(f"{carrier.name} charges by it from {moment(from_ms, settings.shop)} on")


def chosen(carrier: Deck, grid: Grid, columns: str) -> tuple[Mapping, Sequence[str]]:
    """Which column is what: as said, else as remembered of this carrier, else guessed; and how that is
    known."""
    guessed = guess(grid)
    if columns:
        roles = tuple(role.strip() for role in columns.split(","))
        unknown = sorted({*roles} - {*ROLES, ""})
        if unknown:
            raise ShopError(f"a column cannot be {', '.join(unknown)}; it can be: {', '.join(ROLES)}")
        roles += ("",) * (grid.width - len(roles))
        return replace(guessed.mapping, columns=roles), ["as said"] * len(roles)
    remembered = recall(Mapping.from_json(carrier.mapping), grid) if carrier.mapping else None
    if remembered:
        return remembered, ["as last time"] * len(remembered.columns)
    return guessed.mapping, [BASIS[basis] for basis in guessed.basis]
