"""The journal on littlefs whose flash stops after N operations, for every N. Runs on MicroPython.

Prints {"cuts", "lost"}: how many cuts were made, and at which of them a line that `append` had returned
for was gone, or a boot number came twice. With the argument `true` the last write is done half.
"""

import json
import sys

import vfs
from booth.folder import Folder
from booth.journal import Journal, next_boot

LINES = 12


class Cut(Exception):
    pass


class RamFlash:
    SIZE, COUNT = 4096, 16

    def __init__(self, data, left, half_done):
        self.data, self.left, self.half_done = data, left, half_done

    def spend(self):
        if self.left == 0:
            raise OSError(5)  # and every later operation fails too
        self.left -= 1
        return self.left == 0

    def readblocks(self, block, buf, offset=0):
        start = block * self.SIZE + offset
        buf[:] = self.data[start : start + len(buf)]

    def writeblocks(self, block, buf, offset=0):
        last = self.spend()
        length = len(buf) // 2 if last and self.half_done else len(buf)
        start = block * self.SIZE + offset
        self.data[start : start + length] = bytes(buf)[:length]

    def ioctl(self, op, arg):
        if op == 4:
            return self.COUNT
        if op == 5:
            return self.SIZE
        if op == 6:
            last = self.spend()
            length = self.SIZE // 2 if last and self.half_done else self.SIZE
            self.data[arg * self.SIZE : arg * self.SIZE + length] = b"\xff" * length
        return 0


def work(flash):
    """Boot, write lines, acknowledge some. Returns the boots counted and the lines known to be written."""
    boots, written = [], []
    try:
        folder = Folder("/flash")
        journal = Journal(folder)
        boots.append(next_boot(folder, journal))
        for seq in range(1, LINES + 1):
            if not journal.append(boots[0], seq, "x" * 90):
                break
            written.append((boots[0], seq))
            if seq == LINES - 4:
                journal.acknowledge(boots[0], 5)
                written = written[5:]
    except OSError:
        pass
    return boots, written


def try_cut(after, half_done):
    """(cut happened, whether all was there)."""
    data = bytearray(b"\xff" * RamFlash.SIZE * RamFlash.COUNT)
    flash = RamFlash(data, -1, half_done)
    vfs.VfsLfs2.mkfs(flash)
    vfs.mount(vfs.VfsLfs2(flash), "/flash")
    flash.left = after
    boots, written = work(flash)
    happened = flash.left == 0
    flash.left = -1
    vfs.umount("/flash")
    vfs.mount(vfs.VfsLfs2(RamFlash(data, -1, False)), "/flash")
    folder = Folder("/flash")
    journal = Journal(folder)
    found = [line[:2] for line in journal.pending((0, 0), 1000)]
    whole = all(key in found for key in written) and next_boot(folder, journal) not in boots
    vfs.umount("/flash")
    return happened, whole


def main():
    half_done = json.loads(sys.argv[1])
    cuts, lost = 0, []
    while True:
        happened, whole = try_cut(cuts + 1, half_done)
        if not whole:
            lost.append(cuts + 1)
        if not happened:
            break
        cuts += 1
    print(json.dumps({"cuts": cuts, "lost": lost}))


main()
