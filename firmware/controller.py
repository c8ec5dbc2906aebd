"""The booth at work: edges in, outputs and messages out, in the one order that loses nothing.

Joins station 1 (board), 2 (booth) and 3 (journal): a record is in the journal before anyone hears of it.
`settle` does it all in one go without waiting; it runs on every edge, deadline and message.
It must not know how messages travel.
"""

from time import ticks_diff

from booth.clock import Clock, Drift
from booth.inspection import HUB, Inspection
from booth.shorthand import to_text

LOOK_MS = 1000  # inputs are looked at so often, whatever the interrupts told


class Controller:
    def __init__(self, board, booth, memory, measure):
        """`measure`: see Inspection."""
        self.booth = booth
        self.journal = memory.journal
        self.inspection = Inspection(booth, measure)
        self.drift = Drift()
        self._memory = memory
        self._board = board
        self._clock = Clock(board.ticks(), ticks_diff)
        self._on_news = None
        self._looked_ms = -LOOK_MS
        self._told = None
        self._lamp_ms = None
        self._flash_full = False
        self.heard_ms = None  # when the booth last took something from the hub

    def now_ms(self):
        return self._clock.extend(self._board.ticks())

    def on_news(self, call):
        self._on_news = call

    # ---- what the link tells

    def hear(self, kind, message):
        """A message from the hub, well formed and signed. Returns whether the booth takes it."""
        self.settle()
        refused = self.booth.hear(kind, message, self.booth.now_ms)
        if not refused:
            self.heard_ms = self.booth.now_ms
            self._memory.keep_epoch(self.booth.epoch)
            if kind == "ack":
                self.journal.acknowledge(message["boot"], message["seq"])
            elif kind == "beat":
                self.drift.hear(message["unix_ms"], self.booth.now_ms)
                self._board.set_clock(message["unix_ms"])
            elif kind == "inspect":
                self.inspect(HUB, message)
        self.settle()
        return not refused

    def inspect(self, way, message):
        """Somebody wants to know how the booth is."""
        self.inspection.ask(way, message, self.now_ms())
        self.settle()

    def refuse(self, reason):
        """A message that was not even well formed and signed."""
        self.booth.refuse(reason, self.now_ms())
        self.settle()

    def connected(self, flag):
        self.booth.connected(flag, self.now_ms())
        self.settle()

    # ---- the work

    def settle(self):
        now_ms = self.now_ms()  # before the edges: whatever happened up to now is in the ring
        for name, active, ticks in self._board.edges():
            self.booth.edge(name, active, self._clock.extend(ticks))
        if now_ms - self._looked_ms >= LOOK_MS:
            self._looked_ms = now_ms
            for name, active, ticks in self._board.look():
                self.booth.edge(name, active, self._clock.extend(ticks))
            self.journal.write_on()
        self.booth.advance(now_ms)
        self._write_down()
        self.inspection.advance(now_ms)
        outputs, self._lamp_ms = self.booth.outputs()
        outputs.update(self.inspection.held)
        self.inspection.coil(outputs["relay"], now_ms)
        self._board.show(outputs)
        self._tell_news()

    def _tell_news(self):
        state = self.booth.state()
        if state != self._told:
            self._told = state
            self._on_news()

    def _write_down(self):
        self._keep_records()
        if self.journal.full != self._flash_full:
            self._flash_full = self.journal.full
            self.booth.alarm("flash", self._flash_full, "", self.booth.now_ms)
            self._keep_records()

    def _keep_records(self):
        for kind, message in self.booth.take_records():
            self.journal.append(message["boot"], message["seq"], kind, to_text(kind, message))

    # ---- what the link sends

    def state(self):
        """The booth's reported state, with how far its records are safe."""
        state = self.booth.state()
        state.update(self.oldest())
        return state

    def oldest(self):
        boot, seq = self.journal.oldest or (self.booth.boot, self.booth.seq + 1)
        return {"oldest_boot": boot, "oldest_seq": seq}

    async def run(self):
        while True:
            self.settle()
            await self._board.wait(self._rest_ms())

    def _rest_ms(self):
        now_ms = self.now_ms()
        dues = [self._looked_ms + LOOK_MS]
        for due_ms in (self.booth.due_ms, self._lamp_ms, self.inspection.due_ms):
            if due_ms is not None:
                dues.append(due_ms)
        return max(min(dues) - now_ms, 0)
