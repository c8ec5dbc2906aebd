"""`boothkit provision`: a board becomes a booth."""

import os
from pathlib import Path
from typing import Any

import rich_click as click

from boothkit.cli.board_options import port_option
from boothkit.cli.output import WentWrong, answer, json_option
from boothkit.provision import (
    RELEASE_KEY,
    ProvisionError,
    fingerprint,
    provision,
    read_certificates,
    read_config,
    with_wifi,
)
from boothkit.usb import open_board

PASSWORD_VARIABLE = "BOOTHKIT_WIFI_PASSWORD"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("provision")
@port_option
@click.option("--config", "config_file", type=FILE, required=True, help="As `locutorio booth add` wrote it.")
@click.option("--certificates", type=FOLDER, help="As `locutorio booth certificate` wrote them.")
@click.option("--release-key", type=FILE, help="The key of the releases it is to take over the air.")
@click.option("--ssid", help="Its Wi-Fi's name, if the config has none.")
@click.option("--anew", is_flag=True, help="The board was another booth, and may forget it.")
@json_option
def provision_command(
    *,
    port: str,
    config_file: Path,
    certificates: Path | None,
    release_key: Path | None,
    ssid: str | None,
    anew: bool,
    as_json: bool,
) -> None:
    """Make a booth of a board that has the firmware.

    The Wi-Fi's password is asked for, or taken from BOOTHKIT_WIFI_PASSWORD. Nothing that is secret is shown.
    """
    try:
        config = read_config(config_file)
        files = read_certificates(certificates) if certificates else {}
        if release_key:
            files[RELEASE_KEY] = release_key.read_bytes()
        config = with_wifi(config, *wifi(ssid or config["wifi"]["ssid"], config["wifi"]["password"]))
        with open_board(port) as board:
            made = facts(port, config, provision(board, config, files, anew=anew))
    except ProvisionError as error:
        raise WentWrong(str(error)) from None
    answer(made, as_json, said)


def wifi(ssid: str, password: str) -> tuple[str, str]:
    """What is not known yet is asked for."""
    ssid = ssid or click.prompt("Name of the Wi-Fi")
    password = password or os.environ.get(PASSWORD_VARIABLE) or ""
    return ssid, password or click.prompt(
        f"Password of {ssid}", hide_input=True, default="", show_default=False
    )


def facts(port: str, config: dict[str, Any], serial: str) -> dict[str, Any]:
    return {
        "port": port,
        "booth": config["booth"],
        "shop": config["shop"],
        "serial": serial,
        "key_fingerprint": fingerprint(config["key"]),
    }


def said(made: dict[str, Any]) -> str:
    return (
        f"The board is {made['booth']} of {made['shop']} now (key {made['key_fingerprint']}).\n"
        "Look whether all is well: boothkit diagnose"
    )
