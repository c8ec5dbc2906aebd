"""What the hub last allowed: locked or unlocked, for which visit, how long a call may talk.

Station 2 of the call's way. A desired state is obeyed only if it names this boot's nonce and its counter
rises, so nothing old and nothing meant for another boot opens the line. It must not know how it came.
"""


class Lease:
    def __init__(self, nonce):
        self.nonce = nonce
        self.ctr = 0
        self.unlocked = False
        self.visit = ""
        self.limit_ms = 0
        self._talking_since_ms = None

    def obey(self, desired):
        """Take `desired` over; False if it is not for this boot or not new."""
        if desired["nonce"] != self.nonce or desired["ctr"] <= self.ctr:
            return False
        self.ctr = desired["ctr"]
        self.unlocked = desired["unlocked"]
        self.visit = desired["visit"]
        self.limit_ms = desired["limit_s"] * 1000
        return True

    def talk(self, answered_ms):
        """A call talks since `answered_ms`; None: no longer."""
        self._talking_since_ms = answered_ms

    @property
    def due_ms(self):
        """When the running call reaches its limit."""
        if self._talking_since_ms is None or not self.limit_ms:
            return None
        return self._talking_since_ms + self.limit_ms

    def advance(self, now_ms):
        """[now_ms], once, if the limit is reached. Dated now: a limit lowered during the call cuts it
        at once and not in the past."""
        due_ms = self.due_ms
        if due_ms is None or due_ms > now_ms:
            return []
        self._talking_since_ms = None
        return [now_ms]
