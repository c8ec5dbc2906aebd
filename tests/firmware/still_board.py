"""A booth for scripts that run the firmware without a desk: time and pins are what the script says.

Runs on MicroPython. Board, controller, booth and memory are real but for the board; the hub is a table.
"""

from booth import profile
from booth.booth import Booth
from booth.memory import Memory
from booth.outbox import Outbox
from controller import Controller

KEYS = "D1234567890*#ABC"  # a key's place is the decoder's four bits for it
LEASE = {
    "visit": "v1",
    "limit_s": 0,
    "ungranted_s": 86400,
    "patience_s": 86400,
    "broker_idle": "lock",
    "broker_call": "finish",
    "hub_idle": "lock",
    "hub_call": "finish",
}


class StillBoard:
    def __init__(self):
        self.now_ms = 0
        self.outputs = {"relay": False}
        self._edges = []

    def ticks(self):
        return self.now_ms

    def set(self, name, active):
        self._edges.append((name, active, self.now_ms))

    def edges(self):
        edges, self._edges = self._edges, []
        return edges

    def look(self):
        return []

    def show(self, outputs):
        if outputs["relay"] != self.outputs["relay"]:
            self.set("relay_sense", outputs["relay"])
        self.outputs = outputs

    def set_clock(self, unix_ms):
        pass


class Hub:
    """Remembers all it is told, of all boots."""

    def __init__(self, epoch=1):
        self.epoch = epoch
        self.heard = {}  # (boot, seq): (kind, message)
        self.ctr = 0
        self.beats = 0

    def take(self, messages):
        for kind, message in messages:
            self.heard[message["boot"], message["seq"]] = (kind, message)

    def acked(self, boot):
        seq = 0
        while (boot, seq + 1) in self.heard:
            seq += 1
        return seq


class StillBooth:
    """One boot on the flash at `folder`. `check` is called after all that the booth does: it may raise."""

    def __init__(self, folder, hub, check=lambda: None):
        self._check = check
        self.board = StillBoard()
        self.memory = Memory(folder)
        self.nonce = f"{self.memory.boot:032x}"
        booth = Booth(profile.load("reversal"), self.memory.boot, self.nonce, ("112",), self.memory.epoch)
        self.controller = Controller(self.board, booth, self.memory, lambda thorough: ({}, []))
        self.controller.on_news(lambda: None)
        self.outbox = Outbox(self.memory.journal, 0)
        self.hub = hub
        self.set("line_volts", True)

    # ---- the hub

    def hear(self, kind, **message):
        message["nonce"] = self.nonce
        message["epoch"] = self.hub.epoch
        taken = self.controller.hear(kind, message)
        self._check()
        return taken

    def beat(self):
        self.hub.beats += 1
        return self.hear("beat", n=self.hub.beats, unix_ms=0)

    def want(self, unlocked):
        self.hub.ctr += 1
        lease = dict(LEASE)
        lease.update(ctr=self.hub.ctr, until_ms=self.board.now_ms + 1000, unlocked=unlocked)
        return self.hear("desired", **lease)

    def report(self, acknowledged=True):
        """What waits goes to the hub, and its ack comes back."""
        self.hub.take(self.outbox.take(self.board.now_ms))
        if acknowledged:
            boot = self.memory.boot
            self.hear("ack", boot=boot, seq=self.hub.acked(boot))

    # ---- the line

    def go(self, passed_ms):
        """Time passes; the booth wakes whenever something is due, and at the end."""
        until_ms = self.board.now_ms + passed_ms
        while self.board.now_ms < until_ms:
            due_ms = self.controller.booth.due_ms
            self.board.now_ms = until_ms if due_ms is None else min(due_ms, until_ms)
            self.settle()

    def settle(self):
        self.controller.settle()
        self._check()

    def set(self, name, active, passed_ms=0):
        self.board.set(name, active)
        self.settle()
        self.go(passed_ms)

    def dial(self, digits):
        for digit in digits:
            for bit in range(4):
                self.set(f"dtmf_q{bit + 1}", bool(KEYS.index(digit) >> bit & 1))
            self.set("dtmf_std", True, 70)
            self.set("dtmf_std", False, 70)

    def call(self, digits, talk_ms, after_each_30_s=lambda: None, is_ended=True):
        self.set("loop_a", True, 1000)
        self.dial(digits)
        self.go(2000)
        self.set("loop_a", False)
        self.set("loop_b", True, 100)
        left_ms = talk_ms - 100
        while left_ms > 0:
            self.go(min(left_ms, 30000))
            left_ms -= 30000
            after_each_30_s()
        if is_ended:
            self.set("loop_b", False, 2000)
