"""A checkup of what the booth can move: its relay, its lamp, its buzzer; and of its inputs at rest.

Beside the way of a call, for an inspection. The relay closes for a moment and only over a line that rests:
with the handset up, or with the line ringing, it is left alone and nothing is said of it. Pure: settled edges
and time go in, what the outputs should be and what was found come out. It must not know what is right.
"""

RELAY, LAMP = "relay", "lamp"
MOMENT_MS = 250  # a contact that has not moved by then does not; far too short to dial in
# What is held, and for how long.
STEPS = (
    (None, MOMENT_MS),
    (RELAY, MOMENT_MS),
    (None, MOMENT_MS),
    (LAMP, 2 * MOMENT_MS),
    (None, MOMENT_MS),
    (LAMP, 2 * MOMENT_MS),
    (None, MOMENT_MS),
)
UNREST = ("hook", "loop_a", "loop_b", "ring")  # with one of them active the relay stays as it is


class Checkup:
    def __init__(self, levels, now_ms):
        self._levels = levels
        self._step = -1
        self._since_ms = now_ms
        self._contact_ms = None  # from the coil's moving to the contact's
        self._flowed = False
        self.facts = {}
        self.due_ms = now_ms

    @property
    def held(self):
        what = STEPS[self._step][0]
        return {"relay": what == RELAY, "lamp": what == LAMP, "buzzer": what == LAMP}

    def edge(self, name, active, at_ms):
        self._levels[name] = active
        if name == "relay_sense":
            self._contact_ms = max(at_ms - self._since_ms, 0)
        elif active and name in ("loop_a", "loop_b"):
            self._flowed = True

    def advance(self, now_ms):
        """True when all is done."""
        if now_ms < self.due_ms:
            return False
        self._note(now_ms)
        self._step += 1
        if self._step == 1 and self._is_restless():
            self._step = 3
        if self._step == len(STEPS):
            return True
        self._since_ms, self._contact_ms, self._flowed = now_ms, None, False
        self.due_ms = now_ms + STEPS[self._step][1]
        return False

    def _note(self, now_ms):
        """What the step now over has shown."""
        facts, contact = self.facts, self._levels["relay_sense"]
        if self._step == 0:
            facts["active"] = " ".join(sorted([name for name in self._levels if self._levels[name]]))
        elif self._step == 1:
            facts["relay_closes"], facts["relay_close_ms"] = contact, self._contact_ms
            facts["flow"] = self._flowed
        elif self._step == 2:
            facts["relay_opens"], facts["relay_open_ms"] = not contact, self._contact_ms

    def _is_restless(self):
        for name in UNREST:
            if self._levels[name]:
                return True
        return False
