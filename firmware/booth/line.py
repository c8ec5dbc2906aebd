"""The state of the booth's line: one table, and a small class that only looks things up in it.

Station 2 of the call's way. Rules of this file:

1. Whatever can move the line stands in TRANSITIONS: state -> event -> (next state, effect). The effect
   is a word the telephone acts on; "" means nothing more is to be done.
2. Every event that can physically happen in a state stands in its row, also where it changes nothing (a
   key pressed while talking). Anything else is a fault in the program: LineError, and nothing changes.
3. `lock` and `unlock` are told where the row has them and nowhere else. So the table says what a lock can
   end, and that it cannot end an emergency call: those two rows have neither. They are told again when
   the line has moved on; an emergency call from a locked line therefore ends in `locked`.
4. The relay is open in the states of OPEN and closed in all others (but for a rest after it opened).
   Out of `locked` lead `unlock` and `lift`: the handset goes off, the line is guarded.
5. On a guarded line each digit has been judged before it comes here: `digit` may still lead to an
   emergency number, `emergency` completes one, `stray` leads to none. Whatever is not on the way to an
   emergency call ends in `refused`, and only the handset's being back (or an unlock) leads out of that.
6. A call begins with a digit, never with the handset. After the far end has let go the exchange may offer
   a dial tone on the same loop, so a digit in `ended` begins the next call. A flash before the answer
   gives up what was dialled: the exchange returns its dial tone. A flash ends an emergency call at any
   time, or a free call could be put on hold and another one made. So `recall`, which is a flash where the
   exchange would do that, ends any call.

               lift            emergency                       answer
      locked ───────► guarded ───────────► emergency_ringing ───────────► emergency_talking
        ▲ ▲             │ stray, flash, answer, timeout   │ stray               │
        │ └── back ── refused ◄───────────────────────────┘                     │
        └───────────── lock ◄── idle, off_hook, ended ◄── hangup, flash, release ─┘

It must not know times, pins or digits.
"""

OPEN = ("locked", "refused")
IN_CALL = ("dialling", "ringing_out", "talking", "emergency_ringing", "emergency_talking")
# What the wire calls a state, where it has no word of its own for it.
REPORTED = {"emergency_ringing": "ringing_out", "emergency_talking": "talking"}

TRANSITIONS = {
    "locked": {
        "unlock": ("idle", "renew"),
        "lift": ("guarded", "guard"),
    },
    "guarded": {
        "seize": ("guarded", "fed"),
        "digit": ("guarded", "note"),
        "emergency": ("emergency_ringing", "begin"),
        "stray": ("refused", "refuse"),
        "flash": ("refused", "refuse"),
        "answer": ("refused", "refuse"),
        "timeout": ("refused", "refuse"),
        "dead": ("refused", ""),
        "hangup": ("locked", ""),
        "unlock": ("idle", "renew"),
    },
    "refused": {
        "back": ("locked", ""),
        "unlock": ("idle", "renew"),
    },
    "idle": {
        "seize": ("off_hook", ""),
        "digit": ("idle", ""),
        "emergency": ("idle", ""),
        "lock": ("locked", ""),
    },
    "off_hook": {
        "digit": ("dialling", "begin"),
        "emergency": ("emergency_ringing", "begin"),
        "flash": ("off_hook", ""),
        "hangup": ("idle", ""),
        "lock": ("locked", ""),
    },
    "dialling": {
        "digit": ("dialling", "dial"),
        "emergency": ("emergency_ringing", "dial"),
        "digits_done": ("ringing_out", ""),
        "answer": ("talking", "answer"),
        "barred": ("ended", "cut"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "ringing_out": {
        "digit": ("dialling", "dial"),
        "emergency": ("emergency_ringing", "dial"),
        "answer": ("talking", "answer"),
        "barred": ("ended", "cut"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "talking": {
        "digit": ("talking", ""),
        "flash": ("talking", "flash"),
        "recall": ("ended", "cut"),
        "release": ("ended", "end"),
        "limit": ("ended", "cut"),
        "barred": ("ended", "cut"),
        "hangup": ("idle", "end"),
        "lock": ("locked", "end"),
    },
    "ended": {
        "digit": ("dialling", "begin"),
        "emergency": ("emergency_ringing", "begin"),
        "flash": ("off_hook", ""),
        "hangup": ("idle", ""),
        "lock": ("locked", ""),
    },
    "emergency_ringing": {
        "emergency": ("emergency_ringing", "dial"),
        "digit": ("dialling", "dial"),
        "stray": ("refused", "revoke"),
        "digits_done": ("emergency_ringing", ""),
        "answer": ("emergency_talking", "answer"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
    },
    "emergency_talking": {
        "digit": ("emergency_talking", ""),
        "release": ("ended", "end"),
        "flash": ("off_hook", "end"),
        "hangup": ("idle", "end"),
    },
}


class LineError(Exception):
    """An event that cannot happen in the line's state."""


class Line:
    def __init__(self):
        self.state = "locked"

    @property
    def reported(self):
        return REPORTED.get(self.state, self.state)

    @property
    def through(self):
        return self.state not in OPEN

    @property
    def in_call(self):
        return self.state in IN_CALL

    def knows(self, event):
        return event in TRANSITIONS[self.state]

    def step(self, event):
        """Move by `event`; returns the effect. LineError, and no move, if the table does not know it."""
        if not self.knows(event):
            raise LineError("%s cannot happen while %s" % (event, self.state))
        self.state, effect = TRANSITIONS[self.state][event]
        return effect
