"""The lock lamp and the buzzer as rhythms, told apart without seeing colours.

Locked is dark but for a short blink that says "I live", two of them while the line is guarded; refused
flickers; free is steady light; a running call breathes.
It must not know pins: level and next change are answers to a moment in booth time.
"""

# Milliseconds on, off, on, off ...; repeated. One figure: steady.
PATTERNS = {
    "locked": (50, 3950),
    "guarded": (50, 200, 50, 1700),
    "refused": (50, 150),
    "idle": (1000,),
    "off_hook": (500, 500),
    "dialling": (150, 150),
    "ringing_out": (200, 200, 200, 1400),
    "talking": (1800, 200),
    "ended": (100, 100, 100, 100, 100, 500),
}

WARN_MS = 30000  # the buzzer warns so long before the limit
WARNING = (150, 4850)


def at(pattern, now_ms):
    """(lit, until_ms) of `pattern` at `now_ms`; until_ms is None for steady light."""
    if len(pattern) == 1:
        return True, None
    into_ms = now_ms % sum(pattern)
    lit = True
    for part_ms in pattern:
        if into_ms < part_ms:
            return lit, now_ms + part_ms - into_ms
        into_ms -= part_ms
        lit = not lit


def lamp(state, now_ms):
    return at(PATTERNS[state], now_ms)


def buzzer(limit_due_ms, now_ms):
    """(sounding, until_ms): short beeps in the last half minute before the limit."""
    if limit_due_ms is None:
        return False, None
    into_ms = now_ms - (limit_due_ms - WARN_MS)
    if into_ms < 0:
        return False, limit_due_ms - WARN_MS
    sounding, until_ms = at(WARNING, into_ms)
    return sounding, now_ms + until_ms - into_ms
