"""A board becomes a booth: its config, its certificates, the key its releases are signed with.

The firmware on the board reads all of it before anything is kept, so it is its own words that refuse a wrong
setting. The booth's key passes through here to the board and is never shown; its fingerprint may be.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from boothkit.hub_client import Hub
from boothkit.install import start
from boothkit.usb import Board, BoardError

CONFIG = "config.json"
RELEASE_KEY = "release.key"
CERTIFICATES = ("ca.der", "cert.der", "key.der")

# What the firmware says to a config and the certificates beside it.
READ = """
from booth import config
settings = config.load({text!r})
if settings["broker"]["tls"]:
    from booth import tls
    from booth.folder import Folder
    tls.context(Folder("."))
"""

# What the board kept as another booth: counters, records, last words.
FORGET = """
import os
for name in os.listdir():
    if name in ("boot", "epoch", "restart", "crashes", "crash.txt", "limits.json"):
        os.remove(name)
    elif name[0] == "j" and name[1:].isdigit():
        os.remove(name)
"""


class ProvisionError(Exception):
    """What is to go onto the board is not right; the text says what to do."""


def read_config(file: Path) -> dict[str, Any]:
    """As `locutorio booth add` wrote it."""
    try:
        config = json.loads(file.read_text("utf-8"))
        missing = {"shop", "booth", "key", "broker", "profile", "wifi"} - set(config)
    except (OSError, ValueError, TypeError) as error:
        raise ProvisionError(f"{file} is no booth's config: {error}") from None
    if missing:
        raise ProvisionError(f"{file} lacks {', '.join(sorted(missing))}; have the hub write it anew")
    return dict(config)


def read_certificates(folder: Path) -> dict[str, bytes]:
    """As `locutorio booth certificate` wrote them."""
    try:
        return {name: (folder / name).read_bytes() for name in CERTIFICATES}
    except OSError as error:
        raise ProvisionError(
            f"{error.filename} is missing: `locutorio booth certificate` writes it"
        ) from None


def from_hub(hub: Hub, booth: str, title: str, profile: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Its config and certificates; a booth that the hub does not know is made known to it."""
    if booth in {each["id"] for each in hub.booths()}:
        config = hub.config(booth)
    else:
        config = hub.register(booth, title or booth, profile)
    if not config["broker"]["tls"]:
        return config, {}
    return config, {f"{name}.der": data for name, data in hub.certificate(booth).items()}


def with_wifi(config: Mapping[str, Any], ssid: str, password: str) -> dict[str, Any]:
    return {**config, "wifi": {"ssid": ssid, "password": password}}


def fingerprint(key: str) -> str:
    """By which people compare keys without seeing them: 16 digits of its hash, in fours."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16]
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def serial_of(board: Board) -> str:
    """The chip's own number."""
    return str(board.eval("__import__('machine').unique_id().hex()"))


def owner_of(board: Board) -> str | None:
    """Which booth of which shop the board is now."""
    try:
        config = json.loads(board.read_file(CONFIG))
        return f"{config['booth']} of {config['shop']}"
    except (BoardError, ValueError, KeyError, TypeError):
        return None  # nobody's, or nothing that could be read


def provision(board: Board, config: Mapping[str, Any], files: Mapping[str, bytes], *, anew: bool) -> str:
    """Write it all and start the booth; returns the board's serial. `files` go beside the config. A board
    that is another booth is changed only `anew`: what that one has not told its hub yet is lost then."""
    board.bench()
    try:
        make_room(board, f"{config['booth']} of {config['shop']}", anew=anew)
        for name, data in files.items():
            board.write_file(name, data)
        text = json.dumps(dict(config))
        try:
            board.exec(READ.format(text=text))
        except BoardError as error:
            raise ProvisionError(f"the booth's firmware does not take this: {error}") from None
        board.write_file(CONFIG, text.encode())
        return serial_of(board)
    finally:
        start(board)  # as the new booth, or as what it was


def make_room(board: Board, booth: str, *, anew: bool) -> None:
    owner = owner_of(board)
    if owner == booth:
        return
    if owner and not anew:
        raise ProvisionError(
            f"this board is {owner}; with --anew it becomes {booth}, and forgets what it has not told its hub"
        )
    board.exec(FORGET)
