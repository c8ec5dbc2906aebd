"""Broker and network between booths and hub: loses, doubles, delays, reorders and spoils messages.

And somebody sits in it who has written everything down, and says it again when it suits him.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.letters import Letter

if TYPE_CHECKING:
    from simulator.board import Board
    from simulator.world import World

TRIP_MS = 5
WILL_MS = 15_000  # a client that vanished is reported dead so late
RECORDED = 400  # the attacker's memory, in letters


@dataclass(frozen=True, slots=True)
class Quality:
    """Chances of one message; `delay_ms` is the longest delay of those that are `late`."""

    lost: float = 0.0
    doubled: float = 0.0
    late: float = 0.0
    delay_ms: int = 0
    spoilt: float = 0.0


PERFECT = Quality()


class Network:
    def __init__(self, world: "World", quality: Quality) -> None:
        self.quality = quality
        self.broker_up = True
        self._world = world
        self._dark: set[str] = set()  # booths whose network carries nothing
        self._presence: dict[str, Letter] = {}  # retained
        self._recorded: list[Letter] = []

    # ---- the broker

    def connect(self, board: "Board") -> bool:
        return self.broker_up and self.carries(board.id)

    def carries(self, booth_id: str) -> bool:
        return booth_id not in self._dark

    def darken(self, booth_id: str, dark: bool) -> None:
        (self._dark.add if dark else self._dark.discard)(booth_id)

    def kill_broker(self) -> None:
        """With all it remembered; every session breaks at once."""
        self.broker_up = False
        self._presence.clear()
        for board in self._world.boards.values():
            board.link.lost()
            board.plan()

    def vanished(self, board: "Board") -> None:
        """Its power failed: the broker tells its last will when the keepalive is over."""
        letter = self._world.post.seal(board.id, "presence", board.last_will, board.key)
        self._world.later(WILL_MS, lambda: self._will(board, letter))

    def _will(self, board: "Board", letter: Letter) -> None:
        if not board.link.session:
            self.to_hub(letter, from_broker=True)

    def greet_hub(self) -> None:
        """A hub subscribes: what is retained is told."""
        for letter in list(self._presence.values()):
            self._world.later(TRIP_MS, lambda letter=letter: self._world.hub_hears(letter))

    # ---- the way

    def to_hub(self, letter: Letter, *, from_broker: bool = False) -> None:
        if self.broker_up and (from_broker or self.carries(letter.booth)):
            if letter.kind == "presence":
                self._presence[letter.booth] = letter
            self._carry(letter, self._world.hub_hears)

    def to_booth(self, letter: Letter) -> None:
        if self.broker_up:
            self._carry(letter, self._to_booth)

    def _to_booth(self, letter: Letter) -> None:
        if self.carries(letter.booth):
            self._world.booth_hears(letter)

    def _carry(self, letter: Letter, deliver) -> None:  # type: ignore[no-untyped-def]
        self._record(letter)
        chance, quality = self._world.chance, self.quality
        if quality is PERFECT:
            self._world.later(TRIP_MS, lambda: deliver(letter))
            return
        if chance.random() < quality.lost:
            return
        for _ in range(2 if chance.random() < quality.doubled else 1):
            late_ms = chance.randrange(quality.delay_ms) if chance.random() < quality.late else 0
            arriving = self._spoil(letter) if chance.random() < quality.spoilt else letter
            self._world.later(TRIP_MS + late_ms, lambda arriving=arriving: deliver(arriving))

    def _spoil(self, letter: Letter) -> Letter:
        payload = bytearray(letter.payload)
        payload[self._world.chance.randrange(len(payload))] ^= 1 << self._world.chance.randrange(8)
        return letter.changed(bytes(payload))

    # ---- the attacker

    def _record(self, letter: Letter) -> None:
        if len(self._recorded) < RECORDED:
            self._recorded.append(letter)
        else:
            self._recorded[self._world.chance.randrange(RECORDED)] = letter

    def replay(self, count: int, kind: str = "") -> None:
        """Say some of what was ever said again, to whom it was said; of one kind, if one is named."""
        said = [letter for letter in self._recorded if not kind or letter.kind == kind]
        for _ in range(min(count, len(said))):
            letter = self._world.chance.choice(said)
            self._inject(letter.changed(letter.payload))

    def forge(self) -> None:
        """Carry a message over to another booth or kind, or change it."""
        chance = self._world.chance
        if not self._recorded:
            return
        letter = chance.choice(self._recorded)
        act = chance.randrange(4)
        if act == 0:
            forged = letter.changed(letter.payload, booth=chance.choice(sorted(self._world.boards)))
        elif act == 1:
            forged = letter.changed(letter.payload, kind=chance.choice(("desired", "grant", "ack", "record")))
        elif act == 2:
            forged = letter.changed(letter.payload.replace(b'"unlocked":false', b'"unlocked":true'))
        else:
            forged = letter.changed(letter.payload[: chance.randrange(len(letter.payload))])
        self._inject(forged)

    def _inject(self, letter: Letter) -> None:
        up = letter.kind in ("hello", "presence", "state", "record", "alarm", "want")
        deliver = self._world.hub_hears if up else self._to_booth
        self._world.later(TRIP_MS, lambda: deliver(letter))
