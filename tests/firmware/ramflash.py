"""A flash in memory whose power fails after so many operations. Runs on MicroPython.

With `half_done` the last operation before the cut is done half, as a real flash may leave it.
"""


class RamFlash:
    SIZE = 4096

    def __init__(self, data, left=-1, half_done=False):
        self.data, self.left, self.half_done = data, left, half_done

    @property
    def is_dead(self):
        return self.left == 0

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
            return len(self.data) // self.SIZE
        if op == 5:
            return self.SIZE
        if op == 6:
            last = self.spend()
            length = self.SIZE // 2 if last and self.half_done else self.SIZE
            self.data[arg * self.SIZE : arg * self.SIZE + length] = b"\xff" * length
        return 0
