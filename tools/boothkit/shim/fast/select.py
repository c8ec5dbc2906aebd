"""`select` whose waits last as long as the desk says: the firmware's loop waits here and nowhere else.

When the loop comes to wait with nothing left to do, it answers the desk's last `T`; only then does the desk
let time go on. So the scripted moments are exact however busy this machine is.
"""

from uselect import POLLERR, POLLHUP, POLLIN, POLLOUT  # noqa: F401
from uselect import poll as _poll

from bench import desk


class poll:  # noqa: N801
    def __init__(self):
        self._real = _poll()
        self._real.register(desk.wire, POLLIN)
        self._answered_ms = None

    def register(self, thing, events=POLLIN | POLLOUT):
        self._real.register(thing, events)

    def modify(self, thing, events):
        self._real.modify(thing, events)

    def unregister(self, thing):
        self._real.unregister(thing)

    def ipoll(self, timeout_ms=-1, flags=0):
        until_ms = None if timeout_ms < 0 else desk.now_ms + timeout_ms
        ready = self._look(0)
        while not ready and (until_ms is None or desk.now_ms < until_ms):
            if desk.told_ms != self._answered_ms:
                self._answered_ms = desk.told_ms
                desk.tell(b"T %d" % desk.told_ms)
            ready = self._look(-1)
        return iter(ready)

    def _look(self, wait_ms):
        """What is ready but the desk's wire, whose lines are obeyed here."""
        ready = []
        for thing, events in self._real.poll(wait_ms):
            if thing is desk.wire:
                desk.take(desk.wire.recv(512))
            else:
                ready.append((thing, events))
        return ready
