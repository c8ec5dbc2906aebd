"""A week in the life of a booth, as fast as it goes: calls, checkpoints, acks, alarms, beats, lost sessions.

Runs on MicroPython: `week.py FOLDER DAYS`. All that stays in memory is real (board and radio apart); each
message is written and read as on the wire. Prints the heap in use after the start and after each day.
"""

import gc
import json
import sys

from booth.folder import Folder
from booth.outbox import Outbox
from boothwire.messages import decode, encode, topic
from still_board import Hub, StillBooth

CALLS_A_DAY = 20
DAY_MS = 86400000
BEAT_MS = 120000  # here; a real hub says so each 5 s
KEY = b"k" * 32


def passed(kind, message):
    """A message as it comes out at the other end of the wire."""
    name = topic("sol", "booth-1", kind)
    return decode(name, encode(name, message, KEY), KEY)


class WiredBooth(StillBooth):
    def hear(self, kind, **message):
        whole = {"nonce": self.nonce, "epoch": self.hub.epoch}
        whole.update(message)
        return self.controller.hear(kind, passed(kind, whole))

    def report(self, acknowledged=True):
        """As the link does. The hub forgets at once what it has acknowledged."""
        for kind, message in self.outbox.take(self.board.now_ms):
            passed(kind, message)
            if acknowledged:
                self.hear("ack", boot=message["boot"], seq=message["seq"])
        state = self.controller.state()
        state.update(n=1, at_ms=self.board.now_ms, talk_ms=self.controller.booth.talk_ms())
        passed("state", state)

    def reconnect(self):
        self.controller.connected(False)
        self.controller.connected(True)
        self.outbox = Outbox(self.memory.journal, self.board.now_ms)

    def day(self):
        until_ms = self.board.now_ms + DAY_MS
        for number in range(CALLS_A_DAY):
            self.want(True)
            self.go(3000)
            self.call(f"00349{number:02d}", 20000 + 7000 * number, self.report)
            self.want(False)
            self.report(number % 3)  # now and then the hub does not answer
            if number % 10 == 0:
                self.reconnect()
                self.set("tamper", number % 20 == 0, 30000)
        while self.board.now_ms < until_ms:
            self.go(BEAT_MS)
            self.beat()
            self.report()


def in_use():
    gc.collect()
    return gc.mem_alloc()


def main():
    booth = WiredBooth(Folder(sys.argv[1]), Hub())
    booth.beat()
    used = [in_use()]
    for _ in range(int(sys.argv[2])):
        booth.day()
        used.append(in_use())
    lines = booth.controller.booth.seq
    print(json.dumps({"used": used, "lines": lines, "held": booth.memory.journal.oldest}))


main()
