"""The two places a release may stand in, and the word to the loader which of them to run.

Beside the journal on the way of a call, and never in its way. The loader (main.py) reads what is written
here; its head tells the words. What the other slot holds is of no account until `try_other` says so in one
rename, so an update that is cut off anywhere leaves the running release as it was. It must not know where
the files come from.
"""

import os

from boothwire import WireError
from boothwire.release import MANIFEST, fits, read_body

TRIES = 3  # starts that a new release has to show that it is well
ROOM = 65536  # bytes of the flash that an update leaves to the journal
SLOT_FILE = "slot"


class Slots:
    def __init__(self, folder, path, running):
        """`folder` is where the loader's files are, `path` where that is, `running` the slot that runs."""
        self._folder = folder
        self._running = running
        self._other = "b" if running == "a" else "a"
        self.other = Slot(path + "/" + self._other)
        self.release = self._number_of(running)  # that runs; 0 = these are loose files
        words = str(folder.read(SLOT_FILE), "utf-8").split()
        self.on_trial = words[:1] == ["trial"]
        # The release that did not hold here, or 0: it is not tried again.
        self.fallen = self._number_of(words[2]) if words[:1] == ["fallen"] else 0
        self.failed = int(words[2]) if words[:1] == ["steady"] and len(words) > 2 else self.fallen

    def hold(self):
        """What runs now is well, and stays."""
        words = "steady %s %d" % (self._running, self.failed)
        self._folder.replace(SLOT_FILE, words.encode())
        self.on_trial, self.fallen = False, 0

    def try_other(self):
        """Run the other slot from the next start on, and this one again if that one does not hold."""
        words = "trial %s %s %d" % (self._other, self._running, TRIES)
        self._folder.replace(SLOT_FILE, words.encode())

    def _number_of(self, slot):
        _, _, body = self._folder.read(slot + "/" + MANIFEST).partition(b" ")
        try:
            return read_body(body)["release"]
        except WireError:
            return 0


class Slot:
    """A folder for the files of one release."""

    def __init__(self, path):
        self._path = path

    def has(self, entry):
        """Whether the file that a manifest's entry means stands here, whole."""
        try:
            with open(self._path + "/" + entry[0], "rb") as file:
                return fits(entry, file.read())
        except OSError:
            return False

    def write(self, name, offset, data):
        """A piece of a file, behind the one before; the first begins it anew."""
        path = self._path + "/" + name
        if offset == 0:
            make_folders(path)
        with open(path, "ab" if offset else "wb") as file:
            file.write(data)

    def has_room(self, size):
        """Whether so many bytes more leave the journal its room."""
        make_folders(self._path + "/")
        status = os.statvfs(self._path)
        return status[0] * status[3] >= size + ROOM

    def keep_only(self, names):
        """Remove every other file: an old `x.py` would be taken for the new `x.mpy`."""
        for path in files_in(self._path):
            if path[len(self._path) + 1 :] not in names:
                os.remove(path)


def make_folders(path):
    """Every folder above the file `path`."""
    at = path.find("/", 1)
    while at > 0:
        try:
            os.mkdir(path[:at])
        except OSError:
            pass  # it is there
        at = path.find("/", at + 1)


def files_in(path):
    """The paths of all files under `path`."""
    found = []
    for name in os.listdir(path):
        inner = path + "/" + name
        if os.stat(inner)[0] & 0x4000:
            found += files_in(inner)
        else:
            found.append(inner)
    return found
