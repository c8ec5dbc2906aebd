"""A release as MicroPython's own installer takes it: a folder with a package.json, for any web server.

    mpremote mip install --target / https://example.org/booth/package.json

Nothing else has to be installed: what the firmware needs of micropython-lib, asyncio and ssl, is part of
every MicroPython that has Wi-Fi. The loader is among the files, for it may not come over the air and a
cable is not that.
"""

import json
import zipfile
from pathlib import Path

from boothwire.release import MANIFEST, fits, open_manifest

from boothkit.install import LOADER, loader

PACKAGE = "package.json"


class PackageError(Exception):
    """The file is no release of this owner's; the text says so."""


def unpack(file: Path, folder: Path, modulus: int) -> int:
    """Into `folder`, whatever is signed with the key; returns the release's number."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = open_manifest(archive.read(MANIFEST), modulus)
            files = {entry[0]: archive.read(entry[0]) for entry in manifest["files"]}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise PackageError(f"{file} is no release: {error}") from None
    if not all(fits(entry, files[entry[0]]) for entry in manifest["files"]):
        raise PackageError(f"{file} holds files that were not released")
    files[LOADER] = loader()
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (folder / PACKAGE).write_text(json.dumps(package(manifest["firmware"], list(files)), indent=1) + "\n")
    return int(manifest["release"])


def package(version: str, names: list[str]) -> dict[str, object]:
    return {"version": version, "deps": [], "urls": [[name, name] for name in names]}
