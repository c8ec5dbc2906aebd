"""Which messages from the hub are heard at all: those for this boot, of the highest epoch.

Station 3 to 2 of the call's way. A replay of another boot falls by the nonce, a hub that was replaced by
its epoch. It also knows what is news: something never heard before proves that the hub lives, a
recording does not. It must not know what a message asks for.
"""

QUIET_MS = 60000  # refusals are told no oftener


class HubEar:
    def __init__(self, boot, nonce, epoch):
        self.nonce = nonce
        self.epoch = epoch  # the highest ever heard
        self.refused = 0
        self._boot = boot
        self._heard = False  # anything at all in this boot
        self._beat = 0  # the last of this epoch
        self._acked = 0
        self._told_ms = None  # when refusals were last told
        self._told = 0

    def objection(self, message):
        """Why the message may not be heard; empty if it may."""
        if message["nonce"] != self.nonce:
            return "meant for another boot"
        if message["epoch"] < self.epoch:
            return "from a hub of epoch %d, a later one has spoken" % message["epoch"]
        if message["epoch"] > self.epoch:
            self.epoch, self._beat = message["epoch"], 0
        self._heard = True
        return ""

    def is_late(self, message):
        """Whether it is the hub's honest lateness: it cannot know this boot before it has answered it."""
        return message["nonce"] != self.nonce and not self._heard

    def is_old_beat(self, beat):
        return beat["n"] < self._beat

    def is_new_beat(self, beat):
        new = beat["n"] > self._beat
        if new:
            self._beat = beat["n"]
        return new

    def is_new_ack(self, ack):
        new = ack["boot"] == self._boot and ack["seq"] > self._acked
        if new:
            self._acked = ack["seq"]
        return new

    def refuse(self, now_ms):
        """Count a refusal; returns how many are to be told of now, 0 for later."""
        self.refused += 1
        if self._told_ms is not None and now_ms - self._told_ms < QUIET_MS:
            return 0
        untold = self.refused - self._told
        self._told_ms, self._told = now_ms, self.refused
        return untold
