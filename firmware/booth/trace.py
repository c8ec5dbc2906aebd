"""What the inputs do, for as long as somebody looks on.

Beside the way of a call, for an inspection. Edges wait here to be told in parts; if nobody fetches them, the
room is used up and the newest are counted instead. An edge settles before it is told, so it may be dated a
tenth of a second before the part it stands in. It must not know what an edge means.
"""

from boothwire.fields import EDGES_MAX

ROOM = 3 * EDGES_MAX
SIGN_MS = 1000  # a part comes at least so often: silence is news too


class Trace:
    def __init__(self, levels, now_ms, until_ms):
        self._edges = [[name, 1, now_ms] for name in sorted(levels) if levels[name]]
        self._until_ms = until_ms
        self._parts = 0
        self._lost = 0
        self._told_ms = now_ms
        self._line = ""  # as last told
        self._closed = False

    def edge(self, name, active, at_ms):
        if len(self._edges) < ROOM:
            self._edges.append([name, int(active), at_ms])
        else:
            self._lost += 1

    def coil(self, closed, at_ms):
        if closed != self._closed:
            self._closed = closed
            self.edge("relay", closed, at_ms)

    def stop(self, now_ms):
        self._until_ms = min(self._until_ms, now_ms)

    def take(self, now_ms, line):
        """The next part, if it is time for one."""
        edges, self._edges = self._edges[:EDGES_MAX], self._edges[EDGES_MAX:]
        over = now_ms >= self._until_ms and not self._edges
        news = edges or over or line != self._line or not self._parts
        if not news and now_ms - self._told_ms < SIGN_MS:
            return None
        self._parts += 1
        self._line, self._told_ms = line, now_ms
        return {
            "part": self._parts,
            "at_ms": self._edges[0][2] if self._edges else now_ms,
            "over": over,
            "lost": self._lost,
            "line": line,
            "edges": edges,
        }
