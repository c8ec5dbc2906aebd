"""A booth's life on littlefs whose power fails after N flash operations, for every N. Runs on MicroPython.

The life is two boots with all that is ever written: boot counter, epoch, records of calls from their answer
to their end, checkpoints, alarms, acks that remove segments, a call that the first power cut leaves open.
After each cut the booth boots once more, tells the hub what it still has, and the hub's books are compared
with those of a life without a cut. Prints {"cuts", "lost", "lines"}: how many cuts were made, at which of
them something was not as it must be, and how many lines a whole life writes. With the argument `true` the
last operation before the cut is done half.
"""

import gc
import json
import sys

import vfs
from booth.folder import Folder
from ramflash import RamFlash
from still_board import Hub, StillBooth

BLOCKS = 32
CHECKPOINT_MS = 30000


class Cut(Exception):
    pass


class Life:
    """What happens, and how far it was safe when the power failed."""

    def __init__(self, flash, hub):
        self.flash, self.hub = flash, hub
        self.booth = None
        self.is_cut = False
        self.boots = []
        self.epoch = 0  # known to be written down
        self.safe = (0, 0)  # every line up to here too

    def live(self):
        self.boot()
        self.booth.want(True)
        self.call(95000, self.booth.report)
        self.alarm()
        self.booth.report()
        self.call(65000, self.booth.beat)  # the hub hears nothing
        self.call(40000, self.booth.beat, is_ended=False)
        self.alarm()
        self.hub.epoch = 2
        self.boot()
        self.booth.report()
        self.booth.want(True)
        self.call(35000, self.booth.report)
        self.alarm()
        self.booth.want(False)
        self.booth.report()

    def boot(self):
        self.booth = None
        self.booth = StillBooth(Folder("/flash"), self.hub, self.check)
        self.boots.append(self.booth.memory.boot)
        self.booth.beat()

    def call(self, talk_ms, each_30_s, is_ended=True):
        self.booth.call("0034911", talk_ms, each_30_s, is_ended)

    def alarm(self):
        self.booth.set("tamper", True, 20000)
        self.booth.set("tamper", False, 20000)

    def check(self):
        """After each thing the booth did: without power it does no more."""
        if self.flash.is_dead:
            raise Cut()
        if self.booth and not self.booth.memory.journal.full:
            booth = self.booth.controller.booth
            self.safe, self.epoch = (booth.boot, booth.seq), booth.epoch


def lived(data, left, half_done):
    """The life up to a cut after `left` operations; -1: all of it."""
    flash = RamFlash(data)
    vfs.VfsLfs2.mkfs(flash)
    vfs.mount(vfs.VfsLfs2(flash), "/flash")
    flash.left, flash.half_done = left, half_done
    life = Life(flash, Hub())
    try:
        life.live()
    except (Cut, OSError):
        life.is_cut = True
    unmount()
    return life


def unmount():
    gc.collect()  # a file that could not be closed is closed here, and not when its flash is gone
    vfs.umount("/flash")


def revived(data, life):
    """The next boot, with power that stays; it tells the hub all it has. Returns its number and epoch."""
    vfs.mount(vfs.VfsLfs2(RamFlash(data)), "/flash")
    booth = StillBooth(Folder("/flash"), life.hub)
    epoch = booth.memory.epoch
    for _ in range(10):  # more than enough, and an end for a journal that takes no ack
        boot = (booth.memory.journal.oldest or booth.memory.journal.newest)[0]
        booth.go(20000)
        booth.report(acknowledged=False)
        booth.hear("ack", boot=boot, seq=life.hub.acked(boot))
    unmount()
    return booth.memory.boot, epoch


def complaints(life, boot, epoch, whole):
    """What is not as it must be, against the books of the whole life."""
    heard, found = life.hub.heard, []
    if boot in life.boots:
        found.append("a boot number came twice")
    if epoch < life.epoch:
        found.append("the epoch fell")
    for key in whole.heard:
        if key <= life.safe and heard.get(key) != whole.heard[key]:
            found.append(f"{key[0]} {key[1]} is gone")
    for key in heard:
        if heard[key] != whole.heard.get(key) and heard[key][1].get("ending") != "restart":
            found.append(f"{key[0]} {key[1]} is another")
    return found + unbilled(life, last_records(heard), last_records(whole.heard))


def unbilled(life, books, whole):
    """One call may lack what was talked since its last checkpoint; no other lacks a millisecond."""
    found, short = [], 0
    now = (life.booth.memory.boot, life.booth.board.now_ms) if life.booth else (len(life.boots) + 1, 0)
    for key, true in whole.items():
        if key[0] > now[0] or (key[0] == now[0] and true["answered_ms"] > now[1]):
            continue  # it was not answered yet
        ended_ms = true["ended_ms"] if key[0] < now[0] else min(true["ended_ms"], now[1])
        told = books.get(key, {"talk_ms": 0, "state": "ended"})
        missing_ms = ended_ms - true["answered_ms"] - told["talk_ms"]
        short += missing_ms > 0
        if not 0 <= missing_ms <= CHECKPOINT_MS or told["state"] != "ended":
            found.append(f"call {key[1]} of boot {key[0]} lacks {missing_ms} ms")
    if short > 1 or len(books) > len(whole):
        found.append(f"{short} calls are short")
    return found


def last_records(heard):
    """{(boot, call): its last record}."""
    calls = {}
    for key in sorted(heard):
        kind, message = heard[key]
        if kind == "record":
            calls[key[0], message["call"]] = message
    return calls


def main():
    half_done = json.loads(sys.argv[1])
    blank = b"\xff" * RamFlash.SIZE * BLOCKS
    whole = lived(bytearray(blank), -1, False)
    cuts, lost = 0, []
    while True:
        data = bytearray(blank)
        life = lived(data, cuts + 1, half_done)
        if not life.is_cut:
            break
        cuts += 1
        lost += [f"cut {cuts}: {why}" for why in complaints(life, *revived(data, life), whole.hub)]
    print(json.dumps({"cuts": cuts, "lost": lost, "lines": len(whole.hub.heard)}))


main()
