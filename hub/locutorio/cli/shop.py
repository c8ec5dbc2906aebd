"""Setting a shop up by hand, what is done once: its booths, its tariff, its extras."""

import json
from pathlib import Path

import click

from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.controller_config import controller_config
from locutorio.core.errors import ShopError
from locutorio.desk import extras
from locutorio.desk.booths import add_booth, change_key, known_booth
from locutorio.desk.tariffs import adopt
from locutorio.settings import Settings, read_settings
from locutorio.store.engine import Store

SETTINGS_FILE = click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), default="locutorio.toml"
)


@click.group()
def booth() -> None:
    """The shop's booths."""


@booth.command("add")
@click.argument("booth_id")
@click.option("--label", required=True, help="as it stands on the tile and the receipt")
@click.option(
    "--profile", default="reversal", help="how its line shows the answer: reversal, metering or delay"
)
@SETTINGS_FILE
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="where to write its config.json"
)
def booth_add(booth_id: str, label: str, profile: str, settings_file: Path, config: Path) -> None:
    """Add a booth and write the file with its own key that goes onto its controller."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        key = add_booth(store, booth_id=booth_id, label=label, profile=profile, now_ms=now_ms())
        write_secret(config, json.dumps(controller_config(settings, booth_id, key, profile), indent=1))
        click.echo(f"{booth_id} added; {config} holds its key: put it on the controller, then delete it here")


@booth.command("config")
@click.argument("booth_id")
@click.option("--new-key", is_flag=True, help="the old controller was stolen: believe it no more")
@SETTINGS_FILE
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="where to write its config.json"
)
def booth_config(booth_id: str, *, new_key: bool, settings_file: Path, config: Path) -> None:
    """Write a booth's config.json anew: for another controller, or after the settings have changed."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        if new_key:
            change_key(store, booth_id=booth_id, now_ms=now_ms())
            click.echo(f"{booth_id} has a new key; in a few seconds the old one opens nothing")
        known, boots = known_booth(store, booth_id)
        text = controller_config(settings, booth_id, known.key_hex, known.profile, boots=boots)
        write_secret(config, json.dumps(text, indent=1))
        click.echo(f"{config} holds its key: put it on the controller, then delete it here")


def write_secret(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")


@click.group()
def tariff() -> None:
    """What the customers pay."""


@tariff.command("adopt")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@SETTINGS_FILE
def tariff_adopt(file: Path, settings_file: Path) -> None:
    """Put the tariff of a JSON file in force from now on."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        moment = now_ms()
        adopt(
            store,
            document=read_document(file),
            currency=settings.shop.currency,
            in_force_from_ms=moment,
            now_ms=moment,
        )
        click.echo(f"{file} is in force; running calls keep the tariff they were answered under")


@click.group()
def extra() -> None:
    """What else is sold: coffee, copies."""


@extra.command("add")
@click.argument("text")
@click.argument("price_minor", type=int)
@click.option("--key", default="", help="One letter or digit that sells it at the checkout.")
@click.option("--barcode", default="", help="What a scanner reads on it.")
@click.option("--tax", default="", help="Percent of tax in its price; without it, as the settings say.")
@SETTINGS_FILE
def extra_add(text: str, price_minor: int, *, key: str, barcode: str, tax: str, settings_file: Path) -> None:
    """Add an extra; its price in the currency's smallest unit (120 = 1.20)."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        extras.add(
            store, text=text, amount_minor=price_minor, key=key, barcode=barcode, tax=tax, now_ms=now_ms()
        )
        click.echo(f"{text} added")


def open_shop(settings_file: Path) -> tuple[Settings, Store]:
    settings = read_settings(settings_file)
    store = Store(settings["store.url"])
    store.create_or_upgrade()
    return settings, store


def read_document(file: Path) -> dict[str, object]:
    """The JSON object of a file."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ShopError(f"{file} is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise ShopError(f"{file} is not a JSON object")
    return document
