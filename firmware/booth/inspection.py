"""Looking at the booth while it works: who asked for what, and what is to be told.

Beside the way of a call. The same is asked through the hub and on the board's console (`way`): what the booth
knows of itself, a checkup that moves what it can move, a trace of its inputs. Of the last two one goes on
at a time, for whoever asked last. Nothing is moved while somebody uses the booth: a checkup is refused, or
broken off. It must not know how an answer travels, nor what is well or bad about it.
"""

HUB, CONSOLE = "hub", "console"
TRACE_MAX_S = 600


class Inspection:
    """`measure(thorough)` returns the facts of all that is around the booth and the board's own limits."""

    def __init__(self, booth, measure):
        self.held = {}  # outputs as a checkup wants them
        self._booth = booth
        self._measure = measure
        self._way, self._n = HUB, 0  # of the checkup or the trace under way
        self._heard_n = 0  # the last that the hub asked
        self._wants_checkup = False
        self._checkup = None  # under way; it waits until the relay has rested
        self._trace = None
        self._answers = {}  # way: the last answer; kept, for it may get lost
        self._untold = set()  # ways
        booth.tap = self._feel

    @property
    def due_ms(self):
        return self._checkup.due_ms if self._checkup else None

    def serves(self, way):
        """Whether there is, or will be, something to tell that way."""
        return way in self._untold or (self._way == way and bool(self._wants_checkup or self._trace))

    def ask(self, way, message, now_ms):
        """`message` is an `inspect` as the hub says it. What was asked before is no new question."""
        want, n = message["want"], message["n"]
        if way == HUB and n <= self._heard_n and want != "stop":
            if way in self._answers and self._answers[way]["n"] == n:
                self._untold.add(way)
            return
        self._heard_n = max(n, self._heard_n)
        if want == "vitals":
            self._reply(way, n, "done", {}, now_ms)
        elif want != "stop":
            self._begin(way, n, want, message["for_s"], now_ms)
        elif self._trace and (way == CONSOLE or n == self._n):
            self._trace.stop(now_ms)

    def advance(self, now_ms):
        """To be called whenever the booth has done all that was due."""
        if not self._wants_checkup:
            return
        if self._booth.busy:
            self._end_checkup("busy", None, now_ms)
        elif self._checkup:
            if self._checkup.advance(now_ms):
                self._end_checkup("done", self._checkup.facts, now_ms)
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
        if way in self._untold:
            self._untold.remove(way)
            return [("checkup", self._answers[way])]
        trace = self._trace if way == self._way else None
        part = trace.take(now_ms, self._booth.line.reported) if trace else None
        if part is None:
            return []
        if part["over"]:
            self._trace = None
        part["boot"], part["n"] = self._booth.boot, self._n
        return [("trace", part)]

    # ---- inside

    def _begin(self, way, n, want, for_s, now_ms):
        self._way, self._n = way, n
        self._trace = self._checkup = None
        self._wants_checkup, self.held = want == "checkup", {}
        if want == "trace":
            from booth.trace import Trace  # as above

            self._trace = Trace(self._booth.levels(), now_ms, now_ms + 1000 * min(for_s, TRACE_MAX_S))

    def _feel(self, name, active, at_ms):
        for listener in (self._checkup, self._trace):
            if listener:
                listener.edge(name, active, at_ms)

    def _end_checkup(self, verdict, found, now_ms):
        self._checkup, self._wants_checkup, self.held = None, False, {}
        self._reply(self._way, self._n, verdict, found, now_ms)

    def _reply(self, way, n, verdict, found, now_ms):
        """`found` by a checkup; empty if none was made, None if it could not be."""
        facts, limits = ({}, []) if found is None else self._measure(bool(found))
        facts.update(found or {})
        answer = {"boot": self._booth.boot, "n": n, "at_ms": now_ms, "verdict": verdict}
        answer["facts"], answer["limits"] = pairs(facts), limits
        self._answers[way] = answer
        self._untold.add(way)


def pairs(found):
    """As they travel: sorted, and without what is not known."""
    return [[name, found[name]] for name in sorted(found) if found[name] is not None]
