"""How long the running call may talk, and what it costs: the lease and the grant, whichever is nearer.

Station 2 of the call's way. The hub answers the dialled number with a grant: priced, free, unpriced or
barred, for so many seconds. Until it does, the lease says how long a call may go on without. Seconds count
from the answer. It prices with the meter that bills, so booth and hub agree to the cent.
It must not know how a grant came, nor how a call is cut.
"""

from boothwire.meter import NoPrice, Plan, cost


class Allowance:
    def __init__(self, lease):
        self._lease = lease
        self.begin()

    def begin(self):
        """Another number is dialled: no grant for it yet."""
        self._grant = None
        self._plan = None
        self._answered_ms = None  # the call talks since then; None: it does not

    def take(self, grant):
        """Take over a grant for the running call; False if it is not newer than the one in force."""
        if grant["n"] <= self.granted:
            return False
        self._grant = grant
        self._plan = None if grant["plan"] is None else Plan(*grant["plan"])
        return True

    def talk(self, answered_ms):
        self._answered_ms = answered_ms

    @property
    def granted(self):
        return self._grant["n"] if self._grant else 0

    def limit(self):
        """(seconds, why the call ends then); (None, "") without a limit."""
        limits = [(self._lease.limit_s, "limit")] if self._lease.limit_s else []
        if not self._grant:
            limits.append((self._lease.ungranted_s, "fallback"))
        elif self._grant["limit_s"]:
            limits.append((self._grant["limit_s"], "limit"))
        return min(limits, key=lambda limit: limit[0]) if limits else (None, "")

    @property
    def due_ms(self):
        """When the talking call reaches its limit."""
        limit_s = None if self._answered_ms is None else self.limit()[0]
        return None if limit_s is None else self._answered_ms + limit_s * 1000

    def advance(self, now_ms):
        """[(now_ms, why)], once, if the limit is reached. Dated now: a limit lowered during the call cuts
        it at once and not in the past."""
        due_ms = self.due_ms
        if due_ms is None or due_ms > now_ms:
            return []
        self._answered_ms = None
        return [(now_ms, self.limit()[1])]

    def cost(self, talk_ms):
        """Of so much talk, in units of the grant's plan; None where no plan prices it."""
        if self._grant and self._grant["fate"] == "free":
            return 0
        if self._plan is None:
            return None
        try:
            return cost(self._plan, talk_ms // 1000)
        except NoPrice:
            return None
