"""The two loop currents of the line, read as what the customer and the exchange did.

Station 2 of the call's way: settled edges of loop_a and loop_b -> seize, pulse, flash, hangup, reversal.

- Handset off: current in one direction, steady for `seize_ms`. Ringing drives current through both
  directions in turn, 15 to 68 times a second, so it is never steady and never a seize.
- A break that ends in the same direction is told by its length: noise, dial pulse, flash. A longer one
  is a hang-up, told as soon as it is certain and dated from the moment the current stopped.
- A gap that ends in the other direction, and stays there, is a reversal, dated from the start of the
  gap. A gap too long for a reversal was the customer's own break first, during which the line turned.

It must not know which state the line is in, nor what a reversal means there.
"""

QUIET = 0
DIRECTION = {"loop_a": 1, "loop_b": 2}
LEGS = ("", "a", "b")


class Loop:
    def __init__(self, profile):
        self._profile = profile
        self._flowing = 0  # bits of the directions in which current is seen
        self.due_ms = None
        self.leg = ""  # the direction in which current flowed when a handset was last lifted
        self.reset(0)

    def reset(self, at_ms):
        """Start again as on hook at `at_ms`: the relay has just moved."""
        self.off_hook = False
        self._flow = self._direction(QUIET)
        self._since_ms = at_ms  # of the flow
        self._steady = QUIET  # the direction before the break or turn now under way
        self._broke_ms = at_ms  # when that break or turn began
        self._set_due()

    def quiet_since(self, now_ms):
        """When a break now running began, or now if there is none."""
        return self._since_ms if self.off_hook and self._flow == QUIET else now_ms

    def edge(self, name, active, at_ms):
        """A settled edge of loop_a or loop_b. Returns what it completes, as [(event, at_ms)]."""
        bit = DIRECTION[name]
        self._flowing = self._flowing | bit if active else self._flowing & ~bit
        flow = self._direction(self._flow)
        if flow == self._flow:
            return []
        if self._flow == self._steady:
            self._broke_ms = at_ms
        quiet_ms = at_ms - self._since_ms if self._flow == QUIET else 0
        self._flow, self._since_ms = flow, at_ms
        events = self._flows_again(quiet_ms, at_ms) if self.off_hook and flow != QUIET else []
        self._set_due()
        return events

    def advance(self, now_ms):
        """What silence or steadiness has decided by now."""
        if self.due_ms is None or self.due_ms > now_ms:
            return []
        if not self.off_hook:
            events = self._seize()
        elif self._flow == QUIET:
            events = self._hang_up(self._since_ms)
        else:
            events = self._turn()
        self._set_due()
        return events

    def _direction(self, when_both):
        return when_both if self._flowing == 3 else self._flowing

    def _flows_again(self, quiet_ms, at_ms):
        if quiet_ms > self._profile["flash_max_ms"]:
            return self._hang_up(at_ms - quiet_ms)
        if self._flow == self._steady:
            return self._break(quiet_ms, at_ms)
        if quiet_ms >= self._profile["reversal_gap_ms"]:
            self._broke_ms = at_ms
            return [("flash", at_ms)]
        return []

    def _break(self, quiet_ms, at_ms):
        if quiet_ms < self._profile["pulse_min_ms"]:
            return []
        return [("pulse" if quiet_ms <= self._profile["pulse_max_ms"] else "flash", at_ms)]

    def _seize(self):
        self.off_hook = True
        self._steady = self._flow
        self.leg = LEGS[self._flow]
        return [("seize", self._since_ms)]

    def _hang_up(self, at_ms):
        self.off_hook = False
        self._steady = QUIET
        return [("hangup", at_ms)]

    def _turn(self):
        self._steady = self._flow
        return [("reversal", self._broke_ms)]

    def _set_due(self):
        self.due_ms = None
        if not self.off_hook:
            if self._flow != QUIET:
                self.due_ms = self._since_ms + self._profile["seize_ms"]
        elif self._flow == QUIET:
            self.due_ms = self._since_ms + self._profile["hangup_ms"]
        elif self._flow != self._steady:
            self.due_ms = self._since_ms + self._profile["reversal_hold_ms"]
