"""One simulated history: virtual time, and everybody in it.

Whatever happens next happens next; there is no other clock. After the scenario's last trouble the shop is
given time to come to rest, and what it then is and has is for the invariants to judge.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from booth.profile import load as load_profile
from boothwire import WireError

from simulator.acts import ACTS
from simulator.board import NEVER, Board
from simulator.books import Books
from simulator.counter import check_out, lock
from simulator.hub import TICK_MS, Hub, HubDied
from simulator.letters import Letter, Post
from simulator.network import PERFECT, Network
from simulator.scenario import Act, Scenario

UNIX_MS = 1_772_449_200_000  # 2 March 2026, noon in Madrid
POWER_BACK_MS = 1500
REST_MS = 120_000  # after the last trouble all must be settled so soon
GUARDED = ("guarded", "emergency_ringing", "emergency_talking")  # through on a locked line
GRACE_MS = 1000


@dataclass(slots=True)
class Lease:
    """A desired state as a hub in charge really sent it."""

    sent_ms: int
    message: dict[str, Any]


@dataclass(slots=True)
class Seen:
    """What the invariants need to know of the past."""

    leases: dict[tuple[str, int], Lease] = field(default_factory=dict)  # by nonce and counter
    numbered: dict[tuple[str, int, int], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    boots: dict[tuple[str, int], int] = field(default_factory=dict)  # when each began
    wrongs: list[str] = field(default_factory=list)  # what was wrong at the moment it happened
    unsafe: set[tuple[str, int, int]] = field(default_factory=set)  # numbered, but never in the flash
    restored: bool = False
    told: list[tuple[int, str]] = field(default_factory=list)


class World:
    def __init__(self, scenario: Scenario, *, tell: bool = False) -> None:
        self.scenario = scenario
        self.now_ms = 0
        self.chance = Random(scenario.seed ^ 0x5EED)
        self.post = Post()
        self.network = Network(self, scenario.quality)
        self.seen = Seen()
        self.books = Books()
        self.hubs: list[Hub] = []
        self.jumped_ms = 0  # of the hub's clock
        self._tell = tell
        self.backup: Books | None = None
        self._later: list[tuple[int, int, Callable[[], object]]] = []
        self._serial = 0
        self._healed_hub_ms = 0
        profile = load_profile(scenario.profile)
        self.boards = {
            booth: Board(self, booth, bytes([number]) * 32, profile)
            for number, booth in enumerate(scenario.booths)
        }

    @property
    def hub_ms(self) -> int:
        return UNIX_MS + self.now_ms + self.jumped_ms

    @property
    def hub(self) -> Hub | None:
        """The one started last, if it lives."""
        return self.hubs[-1] if self.hubs and self.hubs[-1].alive else None

    # ---- time

    def run(self) -> "World":
        self.start_hub()
        for board in self.boards.values():
            board.power_on()
        for act in self.scenario.acts:
            self._at(act.at_ms, lambda act=act: self.do(act))
        self._at(self.scenario.heal_ms, self._heal)
        self._at(self.scenario.heal_ms + 1000, self._close_up)
        end_ms = self.scenario.heal_ms + REST_MS
        while self.now_ms < end_ms and not self.settled:
            self._step()
        return self

    def later(self, delay_ms: int, do: Callable[[], object]) -> None:
        self._at(self.now_ms + delay_ms, do)

    def _at(self, at_ms: int, do: Callable[[], object]) -> None:
        self._serial += 1
        heapq.heappush(self._later, (at_ms, self._serial, do))

    def _step(self) -> None:
        board = min(self.boards.values(), key=lambda board: board.due_ms)
        if board.due_ms <= self._later[0][0]:
            self.now_ms = max(self.now_ms, board.due_ms)
            board.advance()
        else:
            at_ms, _, do = heapq.heappop(self._later)
            self.now_ms = max(self.now_ms, at_ms)
            do()

    # ---- acts

    def do(self, act: Act) -> None:
        self.tell(f"{act.booth} {act.what} {'' if act.detail is None else act.detail}")
        ACTS[act.what](self, act)

    # ---- the end

    def _heal(self) -> None:
        """Every trouble is over."""
        self.tell("all troubles are over")
        self._healed_hub_ms = self.hub_ms
        self.network.quality = PERFECT
        self.network.broker_up = True
        for board in self.boards.values():
            board.flash.writes_left = None
            self.network.darken(board.id, False)
            board.fill(False)
            board.stick(None)
            if board.booth is None:
                board.power_on()
            board.act("on_hook")
        self.do(Act(self.now_ms, "hub_back"))

    def _close_up(self) -> None:
        """The operator locks all booths and takes the money, as often as it takes."""
        assert self.hub
        for booth in self.boards:
            lock(self.hub, booth)
            check_out(self.hub, booth)
        if not self.settled:
            self.later(1000, self._close_up)

    @property
    def settled(self) -> bool:
        """All is told, all is paid, all are locked, and both sides know."""
        if self.now_ms < self.scenario.heal_ms + 3000 or self.hub is None:
            return False
        for board in self.boards.values():
            report = self.books.reports.get(board.id)
            if (
                report is None
                or (report.heard_ms or 0) < self._healed_hub_ms
                or board.booth is None
                or board.memory.journal.oldest
                or report.relay
            ):
                return False
            wanted = self.hub.wanted(board.id)
            if report.boot != board.booth.boot or report.ctr != wanted.ctr or report.line != "locked":
                return False
            conditions = set(report.conditions.split()) - self._excused
            if self.books.open_visit(board.id) or conditions or report.faults:
                return False
        return True

    @property
    def _excused(self) -> set[str]:
        """Conditions that may stand to the end: a late or repeated greeting looks as if the clock had jumped,
        or as if a second board spoke; and where somebody does repeat what was said, an alarm is right."""
        is_attacked = any(act.what == "attack" for act in self.scenario.acts)
        excused = {"two_controllers"} if is_attacked else set()
        if self.jumped_ms or is_attacked or self.scenario.quality.late:
            excused.add("clock_jump")
        return excused

    # ---- what the others tell

    def start_hub(self) -> None:
        hub = Hub(self, self.books)
        self.hubs.append(hub)
        self.tell(f"hub of epoch {hub.epoch} starts")
        self.network.greet_hub()
        self._tick(hub)

    def _tick(self, hub: Hub) -> None:
        if hub.alive:
            hub.tick()
            self.later(TICK_MS, lambda: self._tick(hub))

    def hub_hears(self, letter: Letter) -> None:
        for hub in self.hubs:
            if hub.alive and hub.in_charge:
                try:
                    hub.hears(letter)
                except HubDied:
                    hub.alive = False
                    self.tell(f"the hub dies {hub.dies_at} its commit")

    def hub_says(self, hub: Hub, booth: str, kind: str, message: dict[str, Any]) -> None:
        if kind == "desired":
            self.seen.leases.setdefault((message["nonce"], message["ctr"]), Lease(self.now_ms, message))
        if kind in ("desired", "grant"):
            self.tell(f"hub to {booth}: {kind} {message}")
        self.network.to_booth(self.post.seal(booth, kind, message, self.boards[booth].key))

    def booth_hears(self, letter: Letter) -> None:
        board = self.boards[letter.booth]
        if not board.link.session or board.booth is None:
            return
        try:
            message = letter.open(board.key)
        except WireError as why:
            board.refuse(str(why))
            return
        if letter.message is not None and message["nonce"] == board.booth.nonce:
            board.spoken_ms = self.now_ms
            board.epoch = max(board.epoch, message["epoch"])
        board.hear(letter.kind, message)

    def power_failed(self, board: Board) -> None:
        """In the middle of a write."""
        self.tell(f"{board.id} loses its power in a write")
        board.power_off()
        self.later(POWER_BACK_MS, lambda: board.booth is None and board.power_on())

    def booted(self, board: Board) -> None:
        self.tell(f"{board.id} boots {board.booth.boot} after {board.reset}")
        key = (board.id, board.booth.boot)
        if key in self.seen.boots:
            self.seen.wrongs.append(f"boot {board.booth.boot} of {board.id} came twice")
        self.seen.boots[key] = self.now_ms

    def numbered(self, board: Board, kind: str, message: dict[str, Any]) -> None:
        self.tell(f"{board.id} {kind} {message}")
        self.seen.numbered[board.id, message["boot"], message["seq"]] = kind, message

    def obeyed(self, board: Board, message: dict[str, Any]) -> None:
        lease = self.seen.leases.get((message["nonce"], message["ctr"]))
        if (
            lease is None
            or message["nonce"] != board.booth.nonce
            or any(lease.message[f] != message[f] for f in ("unlocked", "visit", "limit_s"))
        ):
            self.seen.wrongs.append(f"{board.id} obeyed what no hub said: {message}")
        if board.booth_ms > message["until_ms"]:
            self.seen.wrongs.append(f"{board.id} obeyed too late at {board.booth_ms}: {message}")
        if message["epoch"] < board.epoch:
            self.seen.wrongs.append(f"{board.id} obeyed a hub that was replaced: {message}")
        board.patience_ms = message["patience_s"] * 1000
        board.spoken_ms = self.now_ms  # also when it came by the attacker's hand: the hub did say it

    def watches(self, board: Board, state: dict[str, Any]) -> None:
        """Is there a reason why the booth is through just now?"""
        line = board.booth.line
        if line.state in GUARDED:
            return
        if state["lease"] != "open":
            self.seen.wrongs.append(f"{board.id} is through at {self.now_ms}, its lease is {state['lease']}")
        lost_ms = board.spoken_ms + board.patience_ms + GRACE_MS
        if self.now_ms > lost_ms and not line.in_call:
            self.seen.wrongs.append(f"{board.id} is through at {self.now_ms}, long after it lost the hub")

    def tell(self, what: str) -> None:
        if self._tell:
            self.seen.told.append((self.now_ms, what))


__all__ = ["NEVER", "World"]
