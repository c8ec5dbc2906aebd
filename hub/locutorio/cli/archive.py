"""The till's periods, archives and keys: closing what is over, writing it out, proving it, signing anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from locutorio.archive.check import Wrong, check, fingerprint, summary
from locutorio.cli.known import owner_named
from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.shown import moment
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.errors import ShopError
from locutorio.desk import archive as desk
from locutorio.desk import periods, signing

DAY = click.DateTime(["%Y-%m-%d"])
OWNER = click.option("--owner", required=True, help="the name of the owner who answers for it")


@click.command()
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@OWNER
@SETTINGS_FILE
def archive(first: datetime, last: datetime, file: Path, owner: str, settings_file: Path) -> None:
    """Write the books of the days FIRST to LAST into FILE, signed. It can be checked without this program."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        person = owner_named(store, owner)
        if file.exists():
            raise ShopError(f"{file} is there already; it was left as it is")
        with whole_or_not_at_all(file) as out:
            digest = desk.export(
                store, settings.shop, first=first.date(), last=last.date(), file=out,
                operator_id=person.id, now_ms=now_ms(),
            )  # fmt: skip
        click.echo(f"{file} is written; its manifest's SHA-256 is {digest}")


@contextmanager
def whole_or_not_at_all(file: Path) -> Iterator[IO[bytes]]:
    draft = file.with_name(f".{file.name}.draft")
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


@click.command("archive-check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", default="", help="the fingerprint its key must have; `locutorio sealing-key list`")
@click.option("--every-signature", is_flag=True, help="slower, and finds the same")
@click.option("--books", is_flag=True, help="also that the shop's books still hold all of it")
@SETTINGS_FILE
def archive_check(file: Path, key: str, *, every_signature: bool, books: bool, settings_file: Path) -> None:
    """Prove that nothing in the archive FILE was changed, as the verify.py inside it does."""
    try:
        manifest = check(file, key=key, every_signature=every_signature)
    except Wrong as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo("\n".join(summary(manifest)))
    if books:
        with spoken_errors():
            _, store = open_shop(settings_file)
            if gone := desk.missing(store, manifest):
                raise ShopError(
                    f"the books no longer hold the {', '.join(gone)} of this archive: their end was cut off, "
                    "they were written anew, or they come from an older backup"
                )
        click.echo("The books still hold all of it")


@click.command("close-period")
@OWNER
@SETTINGS_FILE
def close_period(owner: str, settings_file: Path) -> None:
    """Close the days, months and years that are over. The first sale after them would do so as well."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        person = owner_named(store, owner)
        made = periods.close_periods(store, settings.shop, operator_id=person.id, now_ms=now_ms())
        for closing in made:
            click.echo(f"closing {closing.number}: {closing.kind} {closing.period}")
        if not made:
            click.echo("nothing is over that was not closed")


@click.group("sealing-key")
def sealing_key() -> None:
    """The key that signs receipts, closings and archives."""


@sealing_key.command("list")
@SETTINGS_FILE
def list_keys(settings_file: Path) -> None:
    """Its versions, and the fingerprints to tell those who check an archive."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        for kept in signing.keys(store):
            since = moment(kept.from_ms, settings.shop)
            click.echo(f"key {kept.key.version} since {since}: {fingerprint(kept.key.public_pem.encode())}")


@sealing_key.command("new")
@click.option("--reason", required=True, help="why: the log keeps it")
@OWNER
@SETTINGS_FILE
def new_key(reason: str, owner: str, settings_file: Path) -> None:
    """Sign with a new key from now on: the old one was lost, or somebody else may have it."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        person = owner_named(store, owner)
        key = signing.begin_key(store, settings.shop, reason=reason, operator_id=person.id, now_ms=now_ms())
        click.echo(f"key {key.version} signs from now on: {fingerprint(key.public_pem.encode())}")
