"""A booth's session with the broker, as the firmware's link keeps it, without sockets.

Greets on each connection, sends what the outbox gives, reports what is new, comes again with growing
pauses. It must not know what becomes of a message on its way.
"""

from typing import TYPE_CHECKING, Any

from booth.outbox import Outbox

if TYPE_CHECKING:
    from simulator.board import Board

COALESCE_MS = 50
LOOK_MS = 1000
GREET_AGAIN_MS = 10_000
RETRY_MS, RETRY_MAX_MS = 500, 15000
SILENCE_MS = 12_000  # nothing comes through for so long: the session is lost


class Link:
    def __init__(self, board: "Board") -> None:
        self.session = False
        self.due_ms: int | None = None
        self._board = board
        self._outbox: Any = None
        self._states = 0
        self._told: Any = None
        self._told_ms = 0
        self._greeted_ms = 0
        self._retry_ms = RETRY_MS
        self._silent_since_ms: int | None = None

    def power_on(self) -> None:
        self._states = 0
        self._retry_ms = RETRY_MS
        self.due_ms = self._now_ms + RETRY_MS

    def power_off(self) -> None:
        if self.session:
            self.session = False
            self._board.world.network.vanished(self._board)
        self.due_ms = None

    def wake(self) -> None:
        """There may be something to send."""
        if self.session:
            self.due_ms = self._now_ms

    def lost(self) -> None:
        """The session is over, and the booth knows it."""
        if not self.session:
            return
        self.session = False
        self._board.connected(False)
        chance = self._board.world.chance
        self.due_ms = self._now_ms + self._retry_ms // 2 + chance.randrange(self._retry_ms // 2)
        self._retry_ms = min(self._retry_ms * 2, RETRY_MAX_MS)

    def advance(self, now_ms: int) -> None:
        if self.due_ms is None or self.due_ms > now_ms:
            return
        if self.session:
            self._keep_in_step(now_ms)
        elif self._board.world.network.connect(self._board):
            self._greet(now_ms)
        else:
            self.session = True
            self.lost()

    def _greet(self, now_ms: int) -> None:
        self.session = True
        self._outbox = Outbox(self._board.memory.journal, now_ms)
        self._told = None
        self._send("presence", self._board.presence(True))
        self._hello(now_ms)
        self._board.connected(True)
        self._retry_ms = RETRY_MS
        self.due_ms = now_ms

    def _hello(self, now_ms: int) -> None:
        self._greeted_ms = now_ms
        self._send("hello", self._board.hello())

    def _keep_in_step(self, now_ms: int) -> None:
        if self._is_dead(now_ms):
            self.lost()
            return
        if self._board.heard_ms is None and now_ms - self._greeted_ms >= GREET_AGAIN_MS:
            self._hello(now_ms)
        for kind, message in self._outbox.take(now_ms):
            self._send(kind, message)
        state, quiet_ms = self._board.state(), now_ms - self._told_ms
        news = state != self._told
        heartbeat_ms = self._board.profile["heartbeat_s"] * 1000
        if (news and quiet_ms >= COALESCE_MS) or quiet_ms >= heartbeat_ms:
            self._told, self._told_ms, news = state, now_ms, False
            self._states += 1
            told = {"n": self._states, "at_ms": self._board.booth_ms, "talk_ms": self._board.talk_ms()}
            self._send("state", state | told)
        self.due_ms = now_ms + (COALESCE_MS - quiet_ms if news else self._pause_ms(now_ms, heartbeat_ms))

    def _pause_ms(self, now_ms: int, heartbeat_ms: int) -> int:
        """The firmware looks four times a second; here only as often as there may be something to see."""
        waits = self._board.memory.journal.oldest or self._board.heard_ms is None
        if waits or not self._board.world.network.carries(self._board.id):
            return LOOK_MS
        return max(self._told_ms + heartbeat_ms - now_ms, 1)

    def _is_dead(self, now_ms: int) -> bool:
        """The network swallows everything, long enough for the keepalive to tell."""
        if self._board.world.network.carries(self._board.id):
            self._silent_since_ms = None
        elif self._silent_since_ms is None:
            self._silent_since_ms = now_ms
        return self._silent_since_ms is not None and now_ms - self._silent_since_ms >= SILENCE_MS

    def _send(self, kind: str, message: dict[str, Any]) -> None:
        world = self._board.world
        world.network.to_hub(world.post.seal(self._board.id, kind, message, self._board.key))

    @property
    def _now_ms(self) -> int:
        return self._board.world.now_ms
