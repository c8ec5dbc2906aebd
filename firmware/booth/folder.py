"""The few files a booth keeps: the only storage calls of the firmware.

Works on whatever file system is mounted at `path` (littlefs on a board, the desk's own in a test). Every
write is flushed and closed before it counts, and a replaced file is the old one or the new one, never
half of each. It must not know what stands in the files.
"""

import os


class Folder:
    def __init__(self, path):
        self._path = path

    def names(self):
        return sorted(os.listdir(self._path))

    def read(self, name):
        """The file's bytes; empty if there is none."""
        try:
            with open(self._path + "/" + name, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def create(self, name, data):
        """A new file; of one by that name nothing is left."""
        self._write(name, "wb", data)

    def append(self, name, data):
        self._write(name, "ab", data)

    def replace(self, name, data):
        """Write beside it, then rename over it: a power cut leaves one or the other."""
        self._write(name + ".new", "wb", data)
        os.rename(self._path + "/" + name + ".new", self._path + "/" + name)

    def remove(self, name):
        os.remove(self._path + "/" + name)

    def _write(self, name, mode, data):
        with open(self._path + "/" + name, mode) as file:
            file.write(data)
            file.flush()
