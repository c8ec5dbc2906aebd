"""What the hub last allowed, and what becomes of it when the hub is lost.

Station 2 of the call's way. `state` is one of boothwire's LEASE_STATES:

    none        locked by the hub, or nothing heard yet
    open        unlocked: calls may be made for `visit`
    suspended   the hub is lost, fallback "emergency": open again as soon as it is heard
    over        the hub is lost, fallback "lock", or "finish" and no call any more: only a new order opens

The hub is lost when nothing new was heard of it for the lease's patience; while it is heard, nothing
happens. A lease is never written down: it ends with its boot. It must not know how messages come, nor
how the line stands.
"""


class Lease:
    def __init__(self):
        self.ctr = 0  # of the last order obeyed
        self.state = "none"
        self.visit = ""
        self.limit_s = 0
        self.ungranted_s = 0
        self._order = None
        self._heard_ms = 0
        self._finishing = False  # the hub is lost, the call under way is the last

    def objection(self, desired, now_ms):
        """Why the order may not be obeyed; empty if it may, or was before."""
        if desired["ctr"] < self.ctr:
            return "older than what was obeyed"
        if desired["ctr"] > self.ctr and now_ms > desired["until_ms"]:
            return "too late to obey"
        return ""

    def obey(self, desired):
        """Take the order over; False if it was before."""
        if desired["ctr"] == self.ctr:
            return False
        self._order = desired
        self.ctr = desired["ctr"]
        self.state = "open" if desired["unlocked"] else "none"
        self.visit = desired["visit"]
        self.limit_s = desired["limit_s"]
        self.ungranted_s = desired["ungranted_s"]
        return True

    def heard(self, now_ms):
        """The hub lives."""
        self._heard_ms = now_ms
        self._finishing = False
        if self.state == "suspended":
            self.state = "open"

    @property
    def due_ms(self):
        """When the hub's silence becomes too long."""
        if self.state != "open" or self._finishing:
            return None
        return self._heard_ms + self._order["patience_s"] * 1000

    def advance(self, now_ms):
        """[now_ms], again and again until `lose` is called, once the hub is lost."""
        due_ms = self.due_ms
        return [] if due_ms is None or due_ms > now_ms else [now_ms]

    def lose(self, lost, moment):
        """Act on the loss of "broker" or "hub", "idle" or in a "call". Returns the fallback taken."""
        fallback = self._order[lost + "_" + moment]
        if fallback == "emergency":
            self.state = "suspended"
        elif fallback == "finish" and moment == "call":
            self._finishing = True
        else:
            self.state = "over"
        return fallback

    def call_is_over(self):
        """No call is under way: what was to be finished is."""
        if self._finishing:
            self._finishing = False
            self.state = "over"
