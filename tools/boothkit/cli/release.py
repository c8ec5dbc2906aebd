"""`boothkit release`: keys for releases, and releases."""

import re
from pathlib import Path

import rich_click as click
from boothwire.release import read_key

from boothkit import mip, release
from boothkit.virtual import FIRMWARE

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
NUMBER_MAX = (1 << 53) - 1


@click.group("release")
def release_command() -> None:
    """Firmware for boards over the air: signed, so that no hub or broker can slip in its own."""


@release_command.command()
@click.argument("folder", type=FOLDER)
def keygen(folder: Path) -> None:
    """Write a new pair of keys into FOLDER. A new pair fits none of the boards out there."""
    try:
        release.generate_key(folder)
    except FileExistsError:
        raise click.ClickException(f"{folder} holds a key already; it was left as it is") from None
    click.echo(f"{folder / release.PRIVATE_FILE} signs releases: keep it off the hub, and a copy of it safe")
    click.echo(f"{folder / release.PUBLIC_FILE} goes onto every board, and with the release to the hub")


@release_command.command()
@click.argument("number", type=click.IntRange(1, NUMBER_MAX))
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="release.pem, as keygen wrote it")
@click.option("--firmware", type=FOLDER, default=FIRMWARE, show_default=True, help="the program's folder")
def make(number: int, file: Path, key: Path, firmware: Path) -> None:
    """Write release NUMBER to FILE, a zip for `locutorio release add`. Boards take only higher numbers."""
    try:
        signer = release.read_private(key)
    except (OSError, ValueError, TypeError) as error:  # TypeError: it wants a password
        raise click.ClickException(str(error)) from None
    release.make(file, number, version(firmware), release.compiled(firmware), signer)
    click.echo(f"{file} is release {number}, firmware {version(firmware)}")


@release_command.command()
@click.argument("file", type=FILE)
@click.argument("folder", type=FOLDER)
@click.option("--key", type=FILE, required=True, help="release.key, as keygen wrote it")
def package(file: Path, folder: Path, key: Path) -> None:
    """Unpack release FILE into FOLDER for a web server, where `mpremote mip install` finds it."""
    try:
        number = mip.unpack(file, folder, read_key(key.read_text("ascii")))
    except (OSError, ValueError, mip.PackageError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{folder} is release {number}: mpremote mip install --target / URL/{mip.PACKAGE}")


def version(firmware: Path) -> str:
    found = re.search(
        r'^FIRMWARE = "(.+)"$', (firmware / "booth/__init__.py").read_text("utf-8"), re.MULTILINE
    )
    if not found:
        raise click.ClickException(f"{firmware} is no firmware: booth/__init__.py names no FIRMWARE")
    return found[1]
