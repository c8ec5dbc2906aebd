"""Looking at the booth while it works: who asked for what, and what is to be told.

Beside the way of a call. The same is asked through the hub and on the board's console (`way`): what the booth
knows of itself, a checkup that moves what it can move, a trace of its inputs. One thing at a time, and
whoever asks last is answered. Nothing is moved while somebody uses the booth: a checkup is refused, or broken
off. It must not know how an answer travels, nor what is well or bad about it.
"""

HUB, CONSOLE = "hub", "console"
TRACE_MAX_S = 600


class Inspection:
    """`measure(thorough)` returns the facts of all that is around the booth and the board's own limits."""

    def __init__(self, booth, measure):
        self.held = {}  # outputs as a checkup wants them
        self._booth = booth
        self._measure = measure
        self._way = HUB
        self._n = 0  # of what is under way or was answered last
        self._heard_n = 0  # the last that the hub asked
        self._wants_checkup = False
        self._checkup = None  # under way; it waits until the relay has rested
        self._trace = None
        self._answer = None  # (kind, message) to the last question; kept, for it may get lost
        self._untold = False
        booth.tap = self._feel

    @property
    def due_ms(self):
        return self._checkup.due_ms if self._checkup else None

    def serves(self, way):
        """Whether there is, or will be, something to tell that way."""
        return self._way == way and bool(self._untold or self._wants_checkup or self._trace)

    def ask(self, way, message, now_ms):
        """`message` is an `inspect` as the hub says it. What was asked before is no new question."""
        want, n = message["want"], message["n"]
        if way == HUB and n <= self._heard_n and want != "stop":
            self._untold = self._untold or (n == self._n and self._answer is not None)
        elif want == "stop":
            if self._trace and (way == CONSOLE or n == self._n):
                self._trace.stop(now_ms)
        else:
            self._begin(way, n, want, message["for_s"], now_ms)

    def advance(self, now_ms):
        """To be called whenever the booth has done all that was due."""
        if not self._wants_checkup:
            return
        if self._booth.busy:
            self._reply("busy", None, now_ms)
        elif self._checkup:
            if self._checkup.advance(now_ms):
                self._reply("done", self._checkup.facts, now_ms)
            else:
                self.held = self._checkup.held
        elif self._booth.is_still:
            from booth.checkup import Checkup  # what is seldom used takes no room until it is

            self._checkup = Checkup(self._booth.levels(), now_ms)

    def coil(self, closed, now_ms):
        """What the relay is told, which no input shows."""
        if self._trace:
            self._trace.coil(closed, now_ms)

    def take(self, way, now_ms):
        """What is to be told that way now: [(kind, message)]."""
        if way != self._way:
            return []
        if self._untold:
            self._untold = False
            return [self._answer]
        part = self._trace.take(now_ms, self._booth.line.reported) if self._trace else None
        if part is None:
            return []
        if part["over"]:
            self._trace = None
        part["boot"], part["n"] = self._booth.boot, self._n
        return [("trace", part)]

    # ---- inside

    def _begin(self, way, n, want, for_s, now_ms):
        self._way, self._n = way, n
        self._heard_n = max(n, self._heard_n)
        self._trace = self._checkup = self._answer = None
        self._untold, self._wants_checkup, self.held = False, False, {}
        if want == "vitals":
            self._reply("done", {}, now_ms)
        elif want == "trace":
            from booth.trace import Trace  # as above

            self._trace = Trace(self._booth.levels(), now_ms, now_ms + 1000 * min(for_s, TRACE_MAX_S))
        else:
            self._wants_checkup = True

    def _feel(self, name, active, at_ms):
        for listener in (self._checkup, self._trace):
            if listener:
                listener.edge(name, active, at_ms)

    def _reply(self, verdict, found, now_ms):
        """`found` by a checkup; empty if it was not made, None if it could not be."""
        self._checkup, self._wants_checkup, self.held = None, False, {}
        facts, limits = ({}, []) if found is None else self._measure(bool(found))
        facts.update(found or {})
        answer = {"boot": self._booth.boot, "n": self._n, "at_ms": now_ms, "verdict": verdict}
        answer["facts"], answer["limits"] = pairs(facts), limits
        self._answer = ("checkup", answer)
        self._untold = True


def pairs(found):
    """As they travel: sorted, and without what is not known."""
    return [[name, found[name]] for name in sorted(found) if found[name] is not None]
