"""Firmware releases: kept once they prove to be the owner's, offered to booths, and given out piece by piece.

Back to station 3. What a booth is to run is a wish that stands until it runs it or says why it never will;
the booth decides the moment. It trusts the owner's signature and not this hub, which checks a release only
so that a broken one is found here and not in forty booths.
"""

import base64
import zipfile
from collections.abc import Collection
from pathlib import Path

from boothwire import WireError
from boothwire.release import MANIFEST, MANIFEST_MAX, fits, open_manifest, read_key

from locutorio.core.errors import ShopError
from locutorio.core.report import UNHEARD_AFTER_MS
from locutorio.core.waves import ON_ITS_WAY
from locutorio.desk.command import Order
from locutorio.desk.heard import STALE, Ear, Heard, Message
from locutorio.store import booths, releases, standing
from locutorio.store.engine import Store, Tx
from locutorio.store.releases import Offer, Release

PIECE_BYTES = 384  # what a controller has room to unpack beside everything else


class BadRelease(ShopError):
    code = "bad_release"


class UnknownRelease(ShopError):
    code = "unknown_release"


def add(store: Store, path: Path, *, key: str, now_ms: int) -> Release:
    """Keep the release in the zip file at `path`; `key` is the text of the owner's release.key."""
    manifest, files = read_release(path, key)
    row = Release(manifest["release"], str(manifest["firmware"]), now_ms)
    with store.begin() as tx:
        if releases.file(tx, row.number, MANIFEST) is not None:
            raise BadRelease(f"release {row.number} is kept already; a new one needs a higher number")
        releases.add(tx, row, files)
    return row


def read_release(path: Path, key: str) -> tuple[Message, dict[str, bytes]]:
    """The manifest and all files of a release, each proved."""
    try:
        with zipfile.ZipFile(path) as archive:
            signed = read_member(archive, MANIFEST, most=MANIFEST_MAX)
            manifest = open_manifest(signed, read_key(key))
            files = {MANIFEST: signed}
            for entry in manifest["files"]:
                files[entry[0]] = read_member(archive, entry[0], most=entry[1])
                if not fits(entry, files[entry[0]]):
                    raise WireError(f"{entry[0]} is not what was released")
    except (WireError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise BadRelease(f"{path} is no release of this key, nothing was kept: {error}") from None
    return manifest, files


def read_member(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    """However much a zip file unpacks to, no more than one byte too many is read of it."""
    with archive.open(name) as member:
        return member.read(most + 1)


def offer(store: Store, number: int, booth_ids: Collection[str]) -> None:
    """These booths are to run this release, as soon as nobody uses them."""
    with store.begin() as tx:
        if releases.file(tx, number, MANIFEST) is None:
            raise UnknownRelease(
                f"there is no release {number}; `locutorio release list` shows what there is"
            )
        known = {booth.id for booth in booths.every(tx)}
        for booth_id in booth_ids:
            if booth_id not in known:
                raise UnknownRelease(f"there is no booth {booth_id}")
        releases.offer(tx, booth_ids, number)


def overview(store: Store) -> tuple[list[Release], list[Offer]]:
    """All releases, newest first, and what became of each booth's offer."""
    with store.read() as tx:
        return releases.every(tx), releases.offers(tx)


def offers(store: Store, *, epoch: int, now_ms: int) -> list[Order]:
    """To be said now and then: for booths on the line that do not run yet what they are to run."""
    orders = []
    with store.read() as tx:
        waiting = [one for one in releases.offers(tx) if one.runs < one.number and one.verdict in ON_ITS_WAY]
        if waiting:
            here = {one.booth_id for one in standing.online(tx, heard_since_ms=now_ms - UNHEARD_AFTER_MS)}
            for one in waiting:
                nonce = speaking(tx, one.booth_id, epoch)
                if nonce and one.booth_id in here:
                    orders.append(Order(one.booth_id, nonce, "offer", {"release": one.number}))
    return orders


def want(tx: Tx, ear: Ear, booth_id: str, message: Message, /, *, now_ms: int) -> Heard:
    """A booth asks for a piece of a release, or says what became of it."""
    number, name, offset = message["release"], message["name"], message["offset"]
    if message["verdict"]:
        releases.tell(tx, booth_id, number, message["verdict"], told_ms=now_ms)
        return STALE
    data = releases.file(tx, number, name)
    nonce = speaking(tx, booth_id, ear.epoch)
    if data is None or not nonce:
        return STALE
    letters = base64.b64encode(data[offset : offset + PIECE_BYTES]).decode("ascii")
    piece = {"release": number, "name": name, "offset": offset, "size": len(data), "data": letters}
    return Heard(answer=Order(booth_id, nonce, "piece", piece))


def speaking(tx: Tx, booth_id: str, epoch: int) -> str:
    """The nonce of the boot to speak to; "" if it is not known, or listens to a later hub."""
    nonce, heard_epoch = standing.speaking(tx, booth_id)
    return nonce if heard_epoch <= epoch else ""
