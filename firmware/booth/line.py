"""The state of the booth's line: one table, and a small class that only looks things up in it.

Station 2 of the call's way. Rules of this file:

1. Whatever can move the line stands in TRANSITIONS: state -> event -> (next state, effect). The effect
   is a word the booth acts on; "" means nothing more is to be done.
2. Every event that can physically happen in a state stands in its row, also where it changes nothing (a
   key pressed while talking). Anything else is a fault in the program: LineError, and nothing changes.
3. Locked is without power and without current: nothing but `unlock` leads out of it, and `lock` leads
   into it from everywhere.
4. A call begins with a digit, never with the handset. After the far end has let go the exchange may offer
   a dial tone on the same loop, so a digit in `ended` begins the next call. A flash before the answer
   gives up what was dialled: the exchange returns its dial tone.

It must not know times, pins or digits.
"""

TRANSITIONS = {
    "locked": {
        "unlock": ("idle", ""),
    },
    "idle": {
        "seize": ("off_hook", ""),
        "digit": ("idle", ""),
        "lock": ("locked", ""),
    },
    "off_hook": {
        "digit": ("dialling", "begin"),
        "flash": ("off_hook", ""),
        "hangup": ("idle", ""),
        "lock": ("locked", ""),
    },
    "dialling": {
        "digit": ("dialling", "dial"),
        "digits_done": ("ringing_out", ""),
        "answer": ("talking", "answer"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "ringing_out": {
        "digit": ("dialling", "dial"),
        "answer": ("talking", "answer"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "talking": {
        "digit": ("talking", ""),
        "flash": ("talking", "flash"),
        "release": ("ended", "end"),
        "limit": ("ended", "cut"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "ended": {
        "digit": ("dialling", "begin"),
        "flash": ("off_hook", ""),
        "hangup": ("idle", ""),
        "lock": ("locked", ""),
    },
}


class LineError(Exception):
    """An event that cannot happen in the line's state."""


class Line:
    def __init__(self):
        self.state = "locked"

    def step(self, event):
        """Move by `event`; returns the effect. LineError, and no move, if the table does not know it."""
        row = TRANSITIONS[self.state]
        if event not in row:
            raise LineError("%s cannot happen while %s" % (event, self.state))
        self.state, effect = row[event]
        return effect
