"""Whether a release that the hub offers is taken, and what became of it.

Beside the link on the way of a call, and only while nobody uses the booth: writing the flash stops everything
else for moments. A release must be newer than what runs, so an old one with known faults cannot be brought
back; one that did not hold here is not tried again; and while one is on trial the other slot is what it
would fall back on. It must not know what a release does.
"""

from booth.fetch import Fetch

ASK_AGAIN_MS = 2000
PATIENCE_MS = 60000  # without a piece for so long it is given up; the hub offers again


class Updater:
    def __init__(self, slots, modulus, boot):
        """`modulus` is the key that releases are signed with; None: this booth takes none."""
        self._slots = slots
        self._modulus = modulus
        self._boot = boot
        self._fetch = None
        self._want = None  # to be sent
        self._now_ms = self._asked_ms = self._heard_ms = 0
        self._busy = False
        self.ready = False  # a release is in place: start anew
        self.trouble = ""  # what was wrong with the last release

    def heard(self, kind, message):
        if kind == "offer":
            self._offered(message["release"])
        elif self._fetch:
            self._piece(message)

    def wants(self):
        """The next `want`, once; None if there is nothing to say."""
        want, self._want = self._want, None
        return want

    def advance(self, now_ms, busy):
        """Time goes on, and somebody may use the booth; to be called every second or so."""
        self._now_ms, self._busy = now_ms, busy
        if not self._fetch:
            return
        if busy:
            self._end("busy")
        elif now_ms - self._heard_ms >= PATIENCE_MS:
            self._end("stalled")
        elif now_ms - self._asked_ms >= ASK_AGAIN_MS:
            self._ask()

    def say(self, release, verdict):
        """What became of a release."""
        self._want = {"boot": self._boot, "release": release, "name": "", "offset": 0, "verdict": verdict}

    def _offered(self, release):
        if self.ready or (self._fetch and release == self._fetch.release):
            return  # it is on its way
        refusal = self._refusal(release)
        if refusal:
            self.say(release, refusal)
            return
        self._fetch = Fetch(release, self._slots.other, self._modulus)
        self._heard_ms = self._now_ms
        self._ask()

    def _refusal(self, release):
        if self._modulus is None:
            return "no key"
        if release <= self._slots.release:
            return "older"
        if release == self._slots.failed:
            return "failed"
        return "busy" if self._busy or self._slots.on_trial else ""

    def _piece(self, message):
        try:
            if not self._fetch.take(message):
                return
            self._heard_ms = self._now_ms
            if self._fetch.done:
                self._slots.try_other()
                self.ready = True
                self._end("taken")
            else:
                self._ask()
        except ValueError as why:
            self.trouble = "release %d: %s" % (self._fetch.release, why)
            self._end("forged")
        except OSError as why:
            self.trouble = "release %d: %s" % (self._fetch.release, why)
            self._end("full")

    def _ask(self):
        self._asked_ms = self._now_ms
        fetch = self._fetch
        self._want = {
            "boot": self._boot,
            "release": fetch.release,
            "name": fetch.name,
            "offset": fetch.offset,
            "verdict": "",
        }

    def _end(self, verdict):
        self.say(self._fetch.release, verdict)
        self._fetch = None
