"""`locutorio package`: what the shop sells by: its packages, their recipes, their price lists."""

import json
from pathlib import Path
from typing import TextIO

import click

from locutorio.cli.known import deck_named, package_named
from locutorio.cli.shop import SETTINGS_FILE, open_shop, read_document
from locutorio.cli.shown import moment, moment_ms
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core import price_list
from locutorio.core.csv_text import csv_text
from locutorio.core.errors import ShopError
from locutorio.desk import packages
from locutorio.desk.packages import Package, PackageVersion

OUT = click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
AT = click.option("--at", "asked_at", default="", help="as in force then; now unless given")


@click.group()
def package() -> None:
    """What the shop sells by."""


@package.command("list")
@SETTINGS_FILE
def overview(settings_file: Path) -> None:
    """The packages, each with its carrier and its versions, the latest first."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        for each in packages.packages(store):
            carrier = f", by {each.deck_name}" if each.deck_name else ""
            click.echo(f"{each.name}{' (the default)' if each.is_default else ''}{carrier}")
            for version in each.versions:
                click.echo(f"  tariff {version.id} from {moment(version.in_force_from_ms, settings.shop)}")


@package.command("add")
@click.argument("name")
@click.option("--deck", "deck_name", default="", help="the carrier whose calls it sells")
@SETTINGS_FILE
def add(name: str, deck_name: str, settings_file: Path) -> None:
    """Add a package; `locutorio package adopt` gives it prices."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        deck_id = deck_named(store, deck_name).id if deck_name else None
        packages.add_package(store, name=name, deck_id=deck_id, operator_id=None, now_ms=now_ms())
        click.echo(f"{name} added; `locutorio package adopt` gives it prices")


@package.command("default")
@click.argument("name")
@SETTINGS_FILE
def default(name: str, settings_file: Path) -> None:
    """Sell by this package wherever a booth or customer has none of its own, from the next visit on."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        found = package_named(store, name)
        packages.make_default(store, package_id=found.id, operator_id=None, now_ms=now_ms())
        click.echo(f"{found.name} is the default from the next visit on")


@package.command("show")
@click.argument("name")
@OUT
@AT
@SETTINGS_FILE
def show(name: str, file: TextIO, asked_at: str, settings_file: Path) -> None:
    """Write a package's document to FILE as JSON, as `locutorio package adopt` reads it again."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        at_ms = moment_ms(asked_at, settings.shop) if asked_at else now_ms()
        version = in_force(package_named(store, name), at_ms)
        file.write(json.dumps(packages.document(store, version.id), ensure_ascii=False, indent=1) + "\n")


@package.command("adopt")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "begins", default="", help="in force from then on, now or later; now unless given")
@SETTINGS_FILE
def adopt(name: str, file: Path, begins: str, settings_file: Path) -> None:
    """Put the recipe or the tariff of a JSON file in force for a package."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        moment_now_ms = now_ms()
        from_ms = moment_ms(begins, settings.shop) if begins else moment_now_ms
        found = package_named(store, name)
        packages.adopt_package(
            store,
            package_id=found.id,
            document=read_document(file),
            currency=settings.shop.currency,
            in_force_from_ms=from_ms,
            operator_id=None,
            now_ms=moment_now_ms,
        )
        click.echo(
            f"{found.name} sells by {file} from {moment(from_ms, settings.shop)} on; "
            "running calls keep the prices they were answered under"
        )


@package.command("prices")
@click.argument("name")
@OUT
@AT
@SETTINGS_FILE
def prices(name: str, file: TextIO, asked_at: str, settings_file: Path) -> None:
    """Write a package's price list to FILE as CSV; what is hidden or barred is left out."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        at_ms = moment_ms(asked_at, settings.shop) if asked_at else now_ms()
        tariff = packages.tariff(store, in_force(package_named(store, name), at_ms).id)
        file.write(csv_text(price_list.rows(price_list.price_list(tariff, at_ms=at_ms))))


def in_force(found: Package, at_ms: int) -> PackageVersion:
    for version in found.versions:
        if version.in_force_from_ms <= at_ms:
            return version
    raise ShopError(f"{found.name} has no prices in force then; adopt them first")
