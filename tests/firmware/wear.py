"""How much of its flash's life a call takes. Runs on MicroPython.

Prints, for calls of three minutes on a Pico W's littlefs: programs, erases and lines a call, and the most
erases that one block had.
"""

import json

import vfs
from booth.folder import Folder
from ramflash import RamFlash
from still_board import Hub, StillBooth

BLOCKS = 212  # a Pico W's
CALLS = 40
TALK_MS = 180000


class WornFlash(RamFlash):
    def __init__(self):
        RamFlash.__init__(self, bytearray(b"\xff" * RamFlash.SIZE * BLOCKS))
        self.programs = 0
        self.erases = [0] * BLOCKS

    def writeblocks(self, block, buf, offset=0):
        self.programs += 1
        RamFlash.writeblocks(self, block, buf, offset)

    def ioctl(self, op, arg):
        if op == 6:
            self.erases[arg] += 1
        return RamFlash.ioctl(self, op, arg)


def main():
    flash = WornFlash()
    vfs.VfsLfs2.mkfs(flash)
    vfs.mount(vfs.VfsLfs2(flash), "/flash")
    booth = StillBooth(Folder("/flash"), Hub())
    booth.beat()
    booth.want(True)
    booth.go(3000)
    programs, erases = flash.programs, sum(flash.erases)
    for _ in range(CALLS):
        booth.call("0034911234567", TALK_MS, booth.report)
        booth.report()
    told = {
        "programs": (flash.programs - programs) / CALLS,
        "erases": (sum(flash.erases) - erases) / CALLS,
        "worst_block": max(flash.erases),
        "lines": booth.controller.booth.seq / CALLS,
        "calls": CALLS,
    }
    print(json.dumps(told))


main()
