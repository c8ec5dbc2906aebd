"""Certificates: the broker's configuration, a controller's files, what there is and how long it holds."""

from pathlib import Path

import click

from locutorio import pki
from locutorio.broker_config import write_broker_folder
from locutorio.cli.shop import SETTINGS_FILE, booth, open_shop
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.controller_config import controller_certificate
from locutorio.desk.booths import known_booth
from locutorio.pki import Authority, Issued
from locutorio.pki.files import write_whole
from locutorio.settings import read_settings

FOLDER = click.Path(path_type=Path, file_okay=False)
BROKER = "`locutorio broker-config` again and start the broker anew"


@click.command("broker-config")
@click.argument("folder", type=FOLDER)
@click.option("--lies-in", type=FOLDER, help="where FOLDER will be on the broker's machine, if elsewhere")
@SETTINGS_FILE
def broker_config(folder: Path, lies_in: Path | None, settings_file: Path) -> None:
    """Write all mosquitto needs into FOLDER: configuration, access list, certificates.

    Run it again after a certificate was taken back or the authority renewed, and start mosquitto anew: calls
    go on, and the booths are back within seconds.
    """
    with spoken_errors():
        write_broker_folder(read_settings(settings_file), folder, lies_in=lies_in, now_ms=now_ms())
        place = (lies_in or folder).absolute()
        click.echo(f"{folder} written; run it with `mosquitto -c {place}/mosquitto.conf`")
        click.echo("Started by root, mosquitto reads its files as the user mosquitto: let them be its own")


@booth.command("certificate")
@click.argument("booth_id")
@click.option("--folder", type=FOLDER, required=True, help="where to write ca.der, cert.der and key.der")
@SETTINGS_FILE
def booth_certificate(booth_id: str, folder: Path, settings_file: Path) -> None:
    """Write the three files by which a controller is let in by the broker."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        known_booth(store, booth_id)
        for name, data in controller_certificate(settings, booth_id, now_ms=now_ms()).items():
            write_whole(folder / f"{name}.der", data)
        click.echo(
            f"{folder} holds {booth_id}'s files: put them beside its config.json, then delete them here"
        )


@booth.command("revoke")
@click.argument("booth_id")
@SETTINGS_FILE
def booth_revoke(booth_id: str, settings_file: Path) -> None:
    """Take back every certificate of a booth: its controller was stolen or replaced."""
    with spoken_errors():
        authority = Authority.open(read_settings(settings_file)["certificates.folder"])
        count = pki.revoke_booth(authority, booth_id, now_ms=now_ms())
        click.echo(f"{count} certificates of {booth_id} are taken back; {BROKER}, which throws it out")


@click.command()
@SETTINGS_FILE
def certificates(settings_file: Path) -> None:
    """List the shop's certificates, and how long they hold."""
    with spoken_errors():
        authority = Authority.open(read_settings(settings_file)["certificates.folder"])
        soon = {each.certificate for each in pki.expiring(authority.folder, now_ms())}
        for each in pki.issued(authority):
            click.echo(line(each, soon=each.certificate in soon))


@click.group()
def authority() -> None:
    """What signs the shop's certificates."""


@authority.command("renew")
@SETTINGS_FILE
def authority_renew(settings_file: Path) -> None:
    """Begin a new authority; the old one stays trusted until it is retired."""
    with spoken_errors():
        authority = Authority.open(read_settings(settings_file)["certificates.folder"])
        authority.renew(now_ms=now_ms())
        click.echo(f"{authority.newest.name} signs from now on; {BROKER}, and start the hub anew.")
        click.echo("Booth by booth `locutorio booth certificate`; last of all `locutorio authority retire`")


@authority.command("retire")
@SETTINGS_FILE
def authority_retire(settings_file: Path) -> None:
    """Trust the newest authority only, once every controller has a certificate by it."""
    with spoken_errors():
        authority = Authority.open(read_settings(settings_file)["certificates.folder"])
        pki.retire(authority, now_ms=now_ms())
        click.echo(f"Only {authority.newest.name} is trusted from now on; {BROKER}, and start the hub anew")


def line(each: Issued, *, soon: bool) -> str:
    until = each.certificate.not_valid_after_utc
    if each.revoked:
        note = "revoked"
    elif not each.newest:
        note = "replaced"
    else:
        note = "RUNS OUT SOON" if soon else ""
    return f"{each.role:10} {each.name:24} until {until:%Y-%m-%d}  {note}".rstrip()
