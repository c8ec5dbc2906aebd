"""The program's care for itself: is it well, is there a newer one, must it start anew.

Beside the link on the way of a call. Joins health, slots and updater, and tells the hub of whatever became of
a release: as an alarm, which is kept until it has been heard, and as the last word of an update. It must not
know how a start is made.
"""

from booth.health import Health
from booth.update import Updater


class Upkeep:
    def __init__(self, booth, folder, slots, modulus, safe):
        self._booth = booth
        self._slots = slots
        self._health = Health(folder, slots, safe)
        self._updater = Updater(slots, modulus, booth.boot)
        self._hub_heard = False
        self._fallen = slots.fallen

    def heard(self, kind, message):
        """Something the booth has taken from the hub."""
        if kind == "beat":
            self._hub_heard = True
        elif kind in ("offer", "piece"):
            self._updater.heard(kind, message)

    def wants(self):
        return self._updater.wants()

    def advance(self, now_ms):
        """To be called every second or so. True if the program is to start anew now."""
        if self._fallen:
            self._tell(self._fallen, "failed", "release %d did not hold", now_ms)
            self._fallen = 0
        if self._health.advance(now_ms, self._hub_heard):
            self._tell(self._slots.release, "held", "release %d holds", now_ms)
        self._updater.advance(now_ms, self._booth.busy)
        if self._updater.trouble:
            self._booth.alarm("update", True, self._updater.trouble, now_ms)
            self._updater.trouble = ""
        if self._booth.busy:
            return False
        return self._updater.ready or self._health.is_restart_due(now_ms)

    def _tell(self, release, verdict, detail, now_ms):
        self._booth.alarm("update", True, detail % release, now_ms)
        self._updater.say(release, verdict)
