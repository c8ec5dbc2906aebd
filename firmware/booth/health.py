"""Whether the program is well, and what follows for the count of crashes, a release on trial, the safe mode.

The loader (main.py) counts a start before it is made; here the count is taken back after a minute of health.
A release on trial holds once it has been well for a minute and has heard the hub; if that does not come to
pass it is started again, which costs it a try. It must not know what the program does.
"""

HEALTHY_MS = 60000
TRIAL_MS = 600000  # without the hub for so long, a release on trial gets its next try
SAFE_MS = 600000  # safe mode lasts so long, then the program gets another chance
CRASH_FILE = "crashes"


class Health:
    def __init__(self, folder, slots, safe):
        self._folder = folder
        self._slots = slots
        self._safe = safe
        self._counted = True  # this start still counts as a crash

    def advance(self, now_ms, hub_heard):
        """True when a release has just been found to hold. `now_ms` is since the start."""
        if now_ms < HEALTHY_MS or self._safe:
            return False
        trial = self._slots.on_trial
        try:
            if self._counted:
                self._folder.replace(CRASH_FILE, b"0")
                self._counted = False
            if self._slots.fallen or (trial and hub_heard):
                self._slots.hold()
        except OSError:
            pass  # the flash is full: tried again
        return trial and not self._slots.on_trial

    def is_restart_due(self, now_ms):
        """Whether to start anew as soon as nobody uses the booth."""
        if self._safe:
            return now_ms >= SAFE_MS
        return self._slots.on_trial and now_ms >= TRIAL_MS
