"""Watches what no customer should be able to do to a line: four faults, each believed once it has held.

Station 2 of the call's way. What is read back from the contact, the loop and the box is compared with what
the booth wants; a fault is over when it has been away for a while, so that rattling at a switch or a bad
contact tells two things and not two hundred. It must not know calls, nor what an alarm leads to.
"""

from booth.debounce import Debounce

CALM_MS = 5000  # a fault is over when it has been away for so long

# fault: (the profile's field with the time it must hold, what a technician is told)
FAULTS = {
    "relay_stuck": ("stuck_ms", "the contact does not follow the coil"),
    "bypass": ("bypass_ms", "current flows though the relay is open"),
    "no_line": ("no_line_ms", "no voltage from the exchange"),
    "enclosure": ("enclosure_ms", "the box is open"),
}


class Watch:
    """Parts for a timeline; `tell` is called with (fault, on, detail, at_ms)."""

    def __init__(self, profile, timeline, tell):
        self._tell = tell
        self._faults = {}
        for fault, (field, _) in FAULTS.items():
            self._faults[fault] = Debounce(profile[field], calm_ms=CALM_MS)
            timeline.add(self._faults[fault], self._settle_as(fault))

    def look(self, now_ms, *, coil, contact, flowing, volts, is_open):
        """How things are now. A lifted handset draws the voltage down, so where current flows there is a
        line, whatever the voltage."""
        self._faults["relay_stuck"].edge(coil != contact, now_ms)
        self._faults["bypass"].edge(flowing and not coil and not contact, now_ms)
        self._faults["no_line"].edge(not volts and not flowing, now_ms)
        self._faults["enclosure"].edge(is_open, now_ms)

    def _settle_as(self, fault):
        return lambda edge: self._tell(fault, edge[0], FAULTS[fault][1] if edge[0] else "", edge[1])
