"""One booth of the simulated shop: the firmware's real logic between a modelled line and a modelled flash.

Stands for the board, the controller and the wires. The relay follows its coil in no time unless it sticks.
It must not know what the hub wants, nor what people intend.
"""

from typing import TYPE_CHECKING, Any

from booth.booth import Booth
from booth.memory import Memory
from booth.shorthand import to_text
from boothkit.exchange import Exchange
from boothkit.wire import Edge, Wire, levels

from simulator.flash import Flash, PowerCut
from simulator.link import Link
from simulator.truth import Truth

if TYPE_CHECKING:
    from simulator.world import World

NEVER = 1 << 60


class Board:
    def __init__(self, world: "World", booth_id: str, key: bytes, profile: dict[str, Any]) -> None:
        self.id = booth_id
        self.key = key
        self.profile = profile
        self.flash = Flash()
        self.truth = Truth(booth_id)
        self.stuck: bool | None = None  # where the relay's contact sticks, if it does
        self.contact = False
        self.booth: Any = None
        self.memory: Any = None
        self.began_ms = 0  # of the boot, in the world's time
        self.heard_ms: int | None = None  # when the booth last took a message
        self.spoken_ms = 0  # when a hub's own word last got here
        self.epoch = 0  # the highest of those
        self.patience_ms = 0  # of the lease it obeys
        self.reset = "power"
        self.due_ms = NEVER
        self.world = world
        self.unsafe: set[tuple[str, int, int]] = set()  # numbered, and only in memory so far
        self.last_will: dict[str, Any] = {}
        self._line = Exchange()
        self._levels = levels(Wire(leg="a"))
        self._link = Link(self)
        self._told: Any = None
        self._flash_full = False

    # ---- power

    def power_on(self, reset: str = "power") -> None:
        self.reset = reset
        self._guarded(self._boot)

    def power_off(self) -> None:
        """Whatever was in memory is gone, and the relay opens."""
        if self.truth.talk and not self.truth.talk.marred:
            self.truth.talk.marred = "power"
        self.booth = None
        self.world.seen.unsafe |= self.unsafe
        self.unsafe.clear()
        self._link.power_off()
        self._move_relay(False)
        self.plan()

    def _boot(self) -> None:
        self.memory = Memory(self.flash)
        nonce = f"{self.world.chance.getrandbits(128):032x}"
        world = self.world
        self.began_ms = world.now_ms
        self.booth = Booth(
            self.profile, self.memory.boot, nonce, world.scenario.rules.emergency_numbers, self.memory.epoch
        )
        world.booted(self)
        self._link.power_on()
        self.last_will = self.presence(False)
        self.heard_ms = None
        self._told = None
        self._flash_full = False
        for pin, active in self._levels.items():
            self.booth.edge(pin, active, 0)
        self._settle()

    # ---- what happens on the line

    def act(self, action: str, *arguments: Any) -> None:
        """Caller or exchange do something now."""
        self._guarded(lambda: self._feel(getattr(self._line, action)(self.world.now_ms, *arguments)))

    def stick(self, where: bool | None) -> None:
        """The relay's contact sticks open or closed; None: it follows again."""
        if self.truth.talk:
            self.truth.talk.marred = "stuck"
        self.truth.held = self.truth.flows
        self.stuck = where
        self._guarded(self._settle)

    def fill(self, full: bool) -> None:
        self.flash.full = full

    # ---- time and messages

    def advance(self) -> None:
        self._guarded(self._advance)

    def _advance(self) -> None:
        now_ms = self.world.now_ms
        self._feel(self._line.advance(now_ms))
        self.truth.settle(now_ms)
        if self.booth:
            self.booth.advance(self.booth_ms)
            self._settle()
            self._link.advance(now_ms)

    def hear(self, kind: str, message: dict[str, Any]) -> None:
        self._guarded(lambda: self._hear(kind, message))

    def _hear(self, kind: str, message: dict[str, Any]) -> None:
        if self.booth is None:
            return
        before = self.booth.state()["ctr"] if kind == "desired" else 0
        if not self.booth.hear(kind, message, self.booth_ms):
            self.heard_ms = self.world.now_ms
            self.memory.keep_epoch(self.booth.epoch)
            if kind == "ack":
                self.memory.journal.acknowledge(message["boot"], message["seq"])
        if kind == "desired" and self.booth.state()["ctr"] != before:
            self.world.obeyed(self, message)
        self._settle()

    def refuse(self, why: str) -> None:
        def refuse() -> None:
            if self.booth:
                self.booth.refuse(why, self.booth_ms)
                self._settle()

        self._guarded(refuse)

    def connected(self, flag: bool) -> None:
        if self.booth:
            self.booth.connected(flag, self.booth_ms)
            self._settle()

    @property
    def link(self) -> Link:
        return self._link

    @property
    def booth_ms(self) -> int:
        return self.world.now_ms - self.began_ms

    # ---- what the controller does

    def _guarded(self, work: Any) -> None:
        """Do it, unless the power fails on the way."""
        try:
            work()
        except PowerCut:
            self.world.power_failed(self)
        self.plan()

    def _settle(self) -> None:
        if self.booth is None:
            self._move_relay(False)
            return
        while self._contact() != self.contact:
            self._move_relay(self._contact())
        if self.truth.talk and self.contact != self.booth.relay():
            self.truth.talk.marred = "stuck"
        self._write_down()
        if self._link.session or self.contact:
            state = self.booth.state()
            if self.contact and self.stuck is None:
                self.world.watches(self, state)
            if state != self._told:
                self._told = state
                self._link.wake()

    def _contact(self) -> bool:
        return bool(self.booth.relay()) if self.stuck is None else self.stuck

    def _move_relay(self, through: bool) -> None:
        through = through if self.stuck is None else self.stuck
        if through != self.contact:
            self.contact = through
            if self.booth:
                self.booth.edge("relay_sense", through, self.booth_ms)
            self._feel(self._line.relay(self.world.now_ms, through))

    def _feel(self, edges: list[Edge]) -> None:
        for edge in edges:
            self._levels[edge.pin] = edge.active
            self.truth.see(edge)
            if self.booth:
                self.booth.edge(edge.pin, edge.active, edge.at_ms - self.began_ms)
                if self._contact() != self.contact:
                    self._move_relay(self._contact())
        if edges:
            self._settle()

    def _write_down(self) -> None:
        self._keep_records()
        journal = self.memory.journal
        if journal.full:
            journal.write_on()
        if journal.full != self._flash_full:
            self._flash_full = journal.full
            self.booth.alarm("flash", self._flash_full, "", self.booth_ms)
            self._keep_records()

    def _keep_records(self) -> None:
        journal = self.memory.journal
        for kind, message in self.booth.take_records():
            self.world.numbered(self, kind, message)
            self.unsafe.add((self.id, message["boot"], message["seq"]))
            journal.append(message["boot"], message["seq"], kind, to_text(kind, message))
        if not journal.full:
            self.unsafe.clear()

    def plan(self) -> None:
        dues = [self._line.next_ms]
        if self.booth:
            own_ms = self.booth.due_ms
            dues += [None if own_ms is None else own_ms + self.began_ms, self._link.due_ms]
        if self.truth.talk and not self.truth.flows:
            dues.append(self.world.now_ms + 100)
        self.due_ms = min((due_ms for due_ms in dues if due_ms is not None), default=NEVER)

    # ---- what it says

    def hello(self) -> dict[str, Any]:
        return {
            "wire": 1, "firmware": "sim", "board": "sim", "profile": self.profile["name"],
            "boot": self.booth.boot, "nonce": self.booth.nonce, "at_ms": self.booth_ms,
            "seq": self.booth.seq, **self._oldest(), "epoch": self.booth.epoch, "reset": self.reset,
            "release": 0, "trial": False,
        }  # fmt: skip

    def presence(self, online: bool) -> dict[str, Any]:
        return {"boot": self.booth.boot, "nonce": self.booth.nonce, "online": online}

    def state(self) -> dict[str, Any]:
        return self.booth.state() | self._oldest()

    def talk_ms(self) -> int:
        return int(self.booth.talk_ms())

    def _oldest(self) -> dict[str, int]:
        boot, seq = self.memory.journal.oldest or (self.booth.boot, self.booth.seq + 1)
        return {"oldest_boot": boot, "oldest_seq": seq}
