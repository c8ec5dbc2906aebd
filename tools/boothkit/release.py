"""Firmware releases: made from firmware/ and signed with the owner's key.

A release is one zip file: the program's modules, compiled, and the manifest that vouches for them
(boothwire.release). The loader is not in it: nothing that came over the air may replace it. The private
key stays with whoever releases; booths get the other half, release.key.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from boothwire.release import EXPONENT, MANIFEST, SIGNATURE_BYTES
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from boothkit.programs import cross_compile
from boothkit.virtual import FIRMWARE

PRIVATE_FILE, PUBLIC_FILE = "release.pem", "release.key"
LOADER = "main.py"
DESK_ONLY = "lib/boothwire/findings.py"  # judges what booths tell; no booth does
ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same files make the same release


def generate_key(folder: Path) -> None:
    """A new pair of keys: release.pem to keep secret, release.key for the booths."""
    folder.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=SIGNATURE_BYTES * 8)
    private = folder / PRIVATE_FILE
    private.touch(mode=0o600, exist_ok=False)
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    modulus = key.public_key().public_numbers().n
    (folder / PUBLIC_FILE).write_text(f"{modulus:0{SIGNATURE_BYTES * 2}x}\n", "ascii")


def read_private(path: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size != SIGNATURE_BYTES * 8:
        raise ValueError(
            f"{path} is no RSA key of {SIGNATURE_BYTES * 8} bits; make one: boothkit release keygen"
        )
    return key


def compiled(firmware: Path = FIRMWARE) -> dict[str, bytes]:
    """The program's modules as a board loads them, by their names in a slot."""
    sources = sorted(source.relative_to(firmware) for source in firmware.rglob("*.py"))
    return {
        str(name.with_suffix(".mpy")): cross_compile(firmware / name, "-s", str(name))
        for name in sources
        if str(name) not in (LOADER, DESK_ONLY)
    }


def sign(body: bytes, key: rsa.RSAPrivateKey) -> bytes:
    """A manifest: the signature of its body, a space, the body."""
    return key.sign(body, padding.PKCS1v15(), hashes.SHA256()).hex().encode() + b" " + body


def manifest(number: int, firmware: str, files: Mapping[str, bytes], key: rsa.RSAPrivateKey) -> bytes:
    entries = [[name, len(data), hashlib.sha256(data).hexdigest()] for name, data in sorted(files.items())]
    body = {"release": number, "firmware": firmware, "files": entries}
    return sign(json.dumps(body, separators=(",", ":")).encode(), key)


def make(path: Path, number: int, firmware: str, files: Mapping[str, bytes], key: rsa.RSAPrivateKey) -> None:
    """Write the release to the zip file `path`."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in [(MANIFEST, manifest(number, firmware, files, key)), *sorted(files.items())]:
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), data)
