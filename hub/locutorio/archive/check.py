#!/usr/bin/env python3
"""Proves that nothing in an archive of the till was changed: python3 verify.py ARCHIVE.zip

Needs Python 3.8 or later and the `openssl` command (3.0 or later); nothing else, and no network. What it
looks at is told in README.txt of the archive. It ends with 0 if all is well, else with 1 and what is wrong.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CHAINS = {"receipts.jsonl": "number", "postings.jsonl": "id", "closings.jsonl": "number"}
UNLISTED = {"manifest.json", "manifest.sig"}


class Wrong(Exception):
    """What is not as it was written; the first thing found."""


def demand(is_so: object, otherwise: str) -> None:
    if not is_so:
        raise Wrong(otherwise)


def check(path: Path, *, key: str = "", every_signature: bool = False) -> dict[str, Any]:
    """The manifest of a sound archive; Wrong if anything in it is not as it was written.

    `key`: the fingerprint that the shop's key must have. A signature proves all rows before it in its chain,
    so of each key the last is enough; `every_signature` is slower and finds the same.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = {info.filename: archive.read(info) for info in archive.infolist()}
            demand(len(files) == len(archive.infolist()), "two files in the archive have one name")
        manifest = json.loads(files["manifest.json"])
        _check_files(files, manifest, key)
        for name, numbered_by in CHAINS.items():
            rows = [json.loads(line) for line in files[name].splitlines()]
            _check_chain(name, rows, manifest["chains"][name], numbered_by)
            _check_signatures(name, rows, files, every=every_signature)
        _check_days(files)
    except Wrong:
        raise
    except (OSError, zipfile.BadZipFile) as error:
        raise Wrong(f"{path} cannot be read as an archive: {error}") from None
    except Exception as error:  # noqa: BLE001  # whatever a changed byte may lead to, it is a finding
        raise Wrong(f"the archive is not written as archives are: {error!r}") from None
    return dict(manifest)


def _check_files(files: dict[str, bytes], manifest: dict[str, Any], key: str) -> None:
    demand(set(manifest["files"]) == set(files) - UNLISTED, "files are missing, or were added")
    pem = files[f"keys/key-{manifest['key_version']}.pem"]
    signed = _is_signed(files["manifest.json"], files["manifest.sig"], pem)
    demand(signed, "manifest.json does not fit its signature")
    demand(key in ("", fingerprint(pem)), f"the key is {fingerprint(pem)}, not {key}")
    for name, digest in manifest["files"].items():
        demand(hashlib.sha256(files[name]).hexdigest() == digest, f"{name} was changed")


def _check_chain(name: str, rows: list[dict[str, Any]], said: dict[str, Any], numbered_by: str) -> None:
    """Each row's seal is over the seal before and its text; numbers have no gaps."""
    demand(len(rows) == said["rows"], f"{name} has {len(rows)} rows instead of {said['rows']}")
    seal, number = said["seal_before"], said["number_before"]
    for row in rows:
        number += 1
        found = json.loads(row["text"])[numbered_by]
        demand(found == number, f"{name}: {found} stands where {number} should")
        seal = hashlib.sha256(f"{seal}\n{row['text']}".encode()).hexdigest()
        demand(seal == row["seal"], f"{name}: {number} does not fit its seal")
    demand(seal == said["seal_after"], f"{name} does not end as its manifest says")


def _check_signatures(name: str, rows: list[dict[str, Any]], files: dict[str, bytes], *, every: bool) -> None:
    last_of: dict[int, tuple[int, dict[str, Any]]] = {}
    for place, row in enumerate(rows):
        version = json.loads(row["text"]).get("key_version", 0)
        is_right = bool(version) == bool(row.get("signature"))
        demand(is_right, f"{name}, row {place + 1}: its signature is missing, or was added")
        if version:
            last_of[place if every else version] = (version, row)
    for version, row in last_of.values():
        signature = base64.b64decode(row["signature"])
        is_signed = _is_signed(row["seal"].encode(), signature, files[f"keys/key-{version}.pem"])
        demand(is_signed, f"{name}: the seal {row['seal'][:16]} does not fit its signature")


def _check_days(files: dict[str, bytes]) -> None:
    """What each closed day says was sold is what its receipts say."""
    receipts = {each["number"]: each for each in _texts(files["receipts.jsonl"])}
    for closing in _texts(files["closings.jsonl"]):
        if closing["kind"] != "day":
            continue
        contents = json.loads(closing["document"])["contents"]
        numbers = range(contents["first_number"], contents["last_number"] + 1)
        if not all(number in receipts for number in numbers):
            continue  # it began before this archive does
        total = sum(receipts[number]["due_minor"] for number in numbers)
        said = contents["turnover"]["sales_minor"] + contents["turnover"]["credits_minor"]
        demand(total == said, f"{closing['period']}: closed with {said}, its receipts come to {total}")


def _texts(lines: bytes) -> Iterator[dict[str, Any]]:
    return (json.loads(json.loads(line)["text"]) for line in lines.splitlines())


def fingerprint(pem: bytes) -> str:
    """What to compare a key by: the SHA-256 of its file."""
    return hashlib.sha256(pem).hexdigest()


def _is_signed(data: bytes, signature: bytes, pem: bytes) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, name) for name in ("data", "signature", "key")}
        paths["data"].write_bytes(data)
        paths["signature"].write_bytes(signature)
        paths["key"].write_bytes(pem)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(paths["key"]),
                   "-rawin", "-in", str(paths["data"]), "-sigfile", str(paths["signature"])]  # fmt: skip
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main(say: Callable[[str], object] = print) -> int:
    parser = argparse.ArgumentParser(description="Proves that nothing in an archive was changed.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--key", default="", help="the fingerprint that the shop's key must have")
    parser.add_argument("--every-signature", action="store_true", help="slower, and finds the same")
    asked = parser.parse_args()
    try:
        manifest = check(asked.archive, key=asked.key, every_signature=asked.every_signature)
    except Wrong as wrong:
        say(f"WRONG: {wrong}")
        return 1
    say("\n".join(summary(manifest)))
    return 0


def summary(manifest: dict[str, Any]) -> Iterator[str]:
    yield f"{manifest['shop_name']}, {manifest['first']} to {manifest['last']}: nothing was changed"
    for name, chain in manifest["chains"].items():
        yield f"{chain['rows']:8} rows in {name}"
    key_file = f"keys/key-{manifest['key_version']}.pem"
    yield f"Signed by {key_file}, {manifest['files'][key_file]}"
    yield "Only the shop can say whether this key is its own: compare it with what it told you."


if __name__ == "__main__":
    sys.exit(main())
