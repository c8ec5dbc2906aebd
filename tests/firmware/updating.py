"""An updater in a folder, and a hub that answers it with the pieces of a release. Runs on both Pythons."""

import binascii

from booth.folder import Folder
from booth.slots import Slots
from booth.update import Updater

PIECE_BYTES = 384


def piece_of(files, release, name, offset):
    data = files[name]
    letters = binascii.b2a_base64(data[offset : offset + PIECE_BYTES]).decode().strip()
    return {"release": release, "name": name, "offset": offset, "size": len(data), "data": letters}


def updater_in(path, running, modulus):
    slots = Slots(Folder(path), path, running)
    return slots, Updater(slots, modulus, 1)


def fetched(updater, release, files, bend=lambda piece: piece, most=10000):
    """Offer a release and answer each want, as `bend` makes the answer. Returns the wants."""
    wants = []
    updater.heard("offer", {"release": release})
    while len(wants) < most:
        want = updater.wants()
        if want is None:
            break
        wants.append(want)
        if not want["verdict"]:
            piece = bend(piece_of(files, release, want["name"], want["offset"]))
            if piece:
                updater.heard("piece", piece)
    return wants
