"""One release on its way into a slot: which piece comes next, and whether a piece is what was released.

The signed manifest comes first and vouches for the rest, so a piece needs no trust of its own. What stands
in the slot whole, from an earlier try or an older release, is not asked for again. It must not know time,
nor how pieces travel.
"""

import binascii

from boothwire import WireError
from boothwire.release import MANIFEST, MANIFEST_MAX, open_manifest


class Fetch:
    def __init__(self, release, slot, modulus):
        self.release = release
        self.name, self.offset = MANIFEST, 0  # of the piece to ask for
        self.done = False  # every file is in place
        self._slot = slot
        self._modulus = modulus
        self._manifest = b""
        self._names = []  # of all files
        self._left = []  # entries of the files still to come, the one on its way first

    def take(self, message):
        """A piece. False if it is not the one asked for; ValueError if it is not what was released;
        OSError if the flash has no room for it."""
        asked = (self.release, self.name, self.offset)
        data = binascii.a2b_base64(message["data"])
        if self.done or (message["release"], message["name"], message["offset"]) != asked or not data:
            return False
        self.offset += len(data)
        if self.name == MANIFEST:
            self._take_manifest(message["size"], data)
        else:
            self._take_file(data)
        return True

    def _take_manifest(self, size, data):
        if self.offset > size or size > MANIFEST_MAX:
            raise WireError("the manifest of the release is too long")
        self._manifest += data
        if self.offset == size:
            manifest = open_manifest(self._manifest, self._modulus)
            if manifest["release"] != self.release:
                raise WireError("this is release %d" % manifest["release"])
            self._names = [entry[0] for entry in manifest["files"]]
            self._left = manifest["files"]
            if not self._slot.has_room(sum(entry[1] for entry in self._left)):
                raise OSError("no room for the release")
            self._next_file()

    def _take_file(self, data):
        entry = self._left[0]
        if self.offset > entry[1]:
            raise WireError("%s is too long" % entry[0])
        self._slot.write(entry[0], self.offset - len(data), data)
        if self.offset == entry[1]:
            if not self._slot.has(entry):
                raise WireError("%s is not what was released" % entry[0])
            self._next_file()

    def _next_file(self):
        while self._left and self._slot.has(self._left[0]):
            del self._left[0]
        if self._left:
            self.name, self.offset = self._left[0][0], 0
            return
        self._slot.keep_only(self._names)
        self._slot.write(MANIFEST, 0, self._manifest)
        self.done = True
