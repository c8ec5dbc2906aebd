"""A virtual board's flash: a folder of this machine, with no more room in it than a Pico W has for files.

What it holds is counted in littlefs's blocks whenever a file is opened to be written, and then it is taken or
refused as a full flash refuses it.
"""

import vfs

BLOCK = 4096
BLOCKS = 212  # 848 KiB
FULL = 28  # ENOSPC
FOLDER = 0x4000


class Flash:
    def __init__(self, folder):
        self._files = vfs.VfsPosix(folder)

    def open(self, path, mode):
        if mode[0] in "wa" and self._free() < 1:
            raise OSError(FULL)
        return self._files.open(path, mode)

    def statvfs(self, path):
        free = max(self._free(), 0)
        return (BLOCK, BLOCK, BLOCKS, free, free, 0, 0, 0, 0, 255)

    def _free(self):
        return BLOCKS - self._blocks("/")

    def _blocks(self, folder):
        count = 2  # a folder's own
        for entry in self._files.ilistdir(folder):
            path = folder + entry[0]
            if entry[1] == FOLDER:
                count += self._blocks(path + "/")
            else:
                count += -(-self._files.stat(path)[6] // BLOCK)
        return count

    # ---- the rest is the folder's

    def mount(self, readonly, mkfs):
        self._files.mount(readonly, mkfs)

    def umount(self):
        self._files.umount()

    def chdir(self, path):
        self._files.chdir(path)

    def getcwd(self):
        return self._files.getcwd()

    def ilistdir(self, path):
        return self._files.ilistdir(path)

    def mkdir(self, path):
        self._files.mkdir(path)

    def rmdir(self, path):
        self._files.rmdir(path)

    def remove(self, path):
        self._files.remove(path)

    def rename(self, old, new):
        self._files.rename(old, new)

    def stat(self, path):
        return self._files.stat(path)
