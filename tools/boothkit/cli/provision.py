"""`boothkit provision`: a board becomes a booth."""

import os
from pathlib import Path

import rich_click as click

from boothkit.cli.board_options import port_option
from boothkit.cli.hub_options import with_hub
from boothkit.cli.output import WentWrong, answer, json_option, tell
from boothkit.hub_client import Hub
from boothkit.label import Label
from boothkit.provision import (
    RELEASE_KEY,
    ProvisionError,
    fingerprint,
    from_hub,
    provision,
    read_certificates,
    read_config,
    with_wifi,
)
from boothkit.usb import open_board

PASSWORD_VARIABLE = "BOOTHKIT_WIFI_PASSWORD"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("provision")
@click.argument("booth", required=False)
@port_option
@with_hub(required=False)
@click.option("--title", default="", help="What the counter calls a new booth.  [default: BOOTH]")
@click.option(
    "--profile", default="reversal", show_default=True, help="How a new booth's line shows an answer."
)
@click.option("--config", "config_file", type=FILE, help="Without a hub: as `locutorio booth add` wrote it.")
@click.option("--certificates", type=FOLDER, help="And as `locutorio booth certificate` wrote them.")
@click.option("--release-key", type=FILE, help="The key of the releases it is to take over the air.")
@click.option("--ssid", help="Its Wi-Fi's name, if the config has none.")
@click.option("--label", "label_file", type=NEW_FILE, help="Write the box's label here: .svg or .png.")
@click.option("--anew", is_flag=True, help="The board was another booth, and may forget it.")
@json_option
def provision_command(
    *,
    booth: str | None,
    port: str,
    hub: Hub | None,
    title: str,
    profile: str,
    config_file: Path | None,
    certificates: Path | None,
    release_key: Path | None,
    ssid: str | None,
    label_file: Path | None,
    anew: bool,
    as_json: bool,
) -> None:
    """Make BOOTH of a board that has the firmware; a hub that does not know it yet makes it known.

    The Wi-Fi's password is asked for, or taken from BOOTHKIT_WIFI_PASSWORD. Nothing that is secret is shown.
    """
    try:
        if hub and booth:
            config, files = from_hub(hub, booth, title, profile)
        elif config_file and not booth:
            config, files = read_config(config_file), read_certificates(certificates) if certificates else {}
        else:
            raise click.UsageError("say which booth of which hub: BOOTH --hub URL; or give its --config FILE")
        if release_key:
            files[RELEASE_KEY] = release_key.read_bytes()
        config = with_wifi(config, *wifi(ssid or config["wifi"]["ssid"], config["wifi"]["password"]))
        with open_board(port) as board:
            serial = provision(board, config, files, anew=anew)
    except ProvisionError as error:
        raise WentWrong(str(error)) from None
    label = Label(config["booth"], config["shop"], serial, fingerprint(config["key"]))
    if label_file:
        label_file.write_bytes(label.png() if label_file.suffix == ".png" else label.svg())
        tell(f"{label_file}: print it and stick it on the box")
    answer({"port": port} | label.__dict__, as_json, lambda _: said(label))


def wifi(ssid: str, password: str) -> tuple[str, str]:
    """What is not known yet is asked for."""
    ssid = ssid or click.prompt("Name of the Wi-Fi", err=True)
    password = password or os.environ.get(PASSWORD_VARIABLE) or ""
    if not password:
        password = click.prompt(
            f"Password of {ssid}", hide_input=True, default="", show_default=False, err=True
        )
    return ssid, password


def said(label: Label) -> str:
    return f"{label.text()}\nThe board is {label.booth} now. Is all well? boothkit diagnose"
