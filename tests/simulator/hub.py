"""The hub of the simulated shop: the real decisions of its core, joined over books in memory.

Stands for ingest, desk and store. What a message changes is committed before anything is said because of
it, and the process can die between the two. It must not know the truth.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from boothwire import WIRE_VERSION, WireError
from locutorio.core import closing, granting, hearing, leases, numbering
from locutorio.core.alarm import FORGED, LOST_RECORDS, Alarm
from locutorio.core.call import Call, latest
from locutorio.core.epochs import next_epoch
from locutorio.core.leases import Wanted
from locutorio.core.report import UNHEARD_AFTER_MS, Boot, Report

from simulator.books import Books, Key
from simulator.granter import grant
from simulator.letters import Letter
from simulator.tariff import SHOP, cost_minor

if TYPE_CHECKING:
    from simulator.world import World

TICK_MS = 1000
BEAT_MS = 5000


class HubDied(Exception):
    """The process was killed in the middle of its work."""


class Hub:
    def __init__(self, world: "World", books: Books) -> None:
        self.books = books
        self.alive = True
        self.dies_at = ""  # "before" or "after" the next commit
        self._world = world
        self.shop = replace(SHOP, rules=world.scenario.rules, call_limit_s=world.scenario.call_limit_s)
        self._beats = 0
        self._beat_ms = 0
        heard = max((report.epoch for report in books.reports.values()), default=0)
        self.epoch = next_epoch(books.epoch, heard, now_ms=self.now_ms)
        books.epoch = self.epoch

    @property
    def now_ms(self) -> int:
        return self._world.hub_ms

    @property
    def in_charge(self) -> bool:
        """No hub has been started on these books after this one."""
        return self.books.epoch == self.epoch

    # ---- messages in

    def hears(self, letter: Letter) -> None:
        booth = letter.booth
        key = self._world.boards[booth].key
        try:
            message = letter.open(key)
        except WireError as why:
            self._forged(booth, str(why))
            return
        if self.dies_at == "before":
            raise HubDied
        take = {"hello": self._hello, "presence": self._presence, "state": self._state}.get(letter.kind)
        greets, ack = False, None
        if take:
            greets, ack = take(booth, message)
        elif letter.kind in ("record", "alarm"):
            ack = self._numbered(booth, letter.kind, message)
        else:
            self._forged(booth, f"{letter.kind} is not for the hub")
        if self.dies_at == "after":
            raise HubDied
        if ack:
            self._ack(booth, ack)
        if greets:
            self.command(booth)

    def _hello(self, booth: str, message: dict[str, Any]) -> tuple[bool, tuple[int, int] | None]:
        books = self.books
        heard = hearing.hear_hello(
            message,
            books.boots.get((booth, message["boot"])),
            self.report(booth),
            self.wanted(booth),
            booth_id=booth,
            rules=self.shop.rules,
            epoch=self.epoch,
            now_ms=self.now_ms,
        )
        self._keep(booth, heard)
        return heard.greets, None if heard.refused else self._gone(booth, message)

    def _presence(self, booth: str, message: dict[str, Any]) -> tuple[bool, None]:
        heard = hearing.hear_presence(
            message,
            self.books.boots.get((booth, message["boot"])),
            self.report(booth),
            booth_id=booth,
            wire=WIRE_VERSION,
            now_ms=self.now_ms,
        )
        self._keep(booth, heard)
        return heard.greets, None

    def _state(self, booth: str, message: dict[str, Any]) -> tuple[bool, tuple[int, int] | None]:
        books = self.books
        heard = hearing.hear_state(
            message,
            books.boots.get((booth, message["boot"])),
            self.report(booth),
            self.wanted(booth),
            rules=self.shop.rules,
            epoch=self.epoch,
            now_ms=self.now_ms,
        )
        self._keep(booth, heard)
        if heard.report is None:
            return False, None
        books.wanted[booth] = leases.overtaken(
            self.wanted(booth), message["ctr"], message["visit"], now_ms=self.now_ms
        )
        granted = not heard.lock and grant(self, booth)
        ack = self._gone(booth, message)
        self._close_untold(booth, message)
        return heard.greets or granted, ack

    def _keep(self, booth: str, heard: hearing.Hearing) -> None:
        if heard.refused:
            self.books.refused += 1
        if heard.boot:
            self.books.boots[booth, heard.boot.boot] = heard.boot
        if heard.report:
            self.books.reports[booth] = heard.report
        for alarm in heard.alarms:
            self._alarm(booth, alarm)
        if heard.lock:
            self._alarm(booth, Alarm("hub_fallback", detail=heard.lock))
            self.want_locked(booth)

    def _gone(self, booth: str, message: dict[str, Any]) -> tuple[int, int] | None:
        """Numbers that will never come are not waited for."""
        number = message["oldest_boot"]
        boot = self.books.boots.get((booth, number))
        lost = hearing.lost(boot, message)
        if lost is None or boot is None:
            return None
        stored_seq = self.books.stored_up_to(booth, number, lost[1])
        self.books.boots[booth, number] = replace(boot, stored_seq=stored_seq)
        self._alarm(booth, Alarm(LOST_RECORDS, detail=f"{number} {lost[0]} {lost[1]}"))
        return number, stored_seq

    def _close_untold(self, booth: str, message: dict[str, Any]) -> None:
        """Calls whose end will never be told."""
        for key, call in list(self.books.calls.items()):
            boot = self.books.boots[booth, call.boot] if call.booth_id == booth else None
            if boot and not call.is_over and closing.ends_untold(call, message, stored_seq=boot.stored_seq):
                self._alarm(booth, Alarm(LOST_RECORDS, detail=f"{call.boot} {call.seq + 1} {call.seq + 1}"))
                self.books.calls[key] = closing.closed(call)
                self._charge(key)

    # ---- numbered messages

    def _numbered(self, booth: str, kind: str, message: dict[str, Any]) -> tuple[int, int]:
        number, seq = message["boot"], message["seq"]
        last_ms = message["at_ms"] if kind == "alarm" else _call(booth, message).last_ms
        boot = self._dated(booth, number, last_ms)
        key = (booth, number, seq)
        if key in self.books.told:
            if self.books.told[key] != (kind, message):
                self.books.refused += 1
            return number, boot.stored_seq
        self.books.told[key] = kind, message
        boot = numbering.numbered(boot, seq, lambda after: self.books.stored_up_to(booth, number, after))
        self.books.boots[booth, number] = boot
        if kind == "record":
            self._merge(_call(booth, message))
        return number, boot.stored_seq

    def _merge(self, told: Call) -> None:
        key = (told.booth_id, told.boot, told.call)
        known = self.books.calls.get(key)
        self.books.calls[key] = told if known is None else latest((known, told))
        self._charge(key)

    def _charge(self, key: Key) -> None:
        call = self.books.calls[key]
        if call.is_over and call.is_answered and not call.emergency and key not in self.books.charges:
            seconds = closing.talk_s(call, self.books.boots[key[0], key[1]])
            self.books.charges[key] = seconds, cost_minor(call.digits, seconds)

    def _dated(self, booth: str, number: int, last_ms: int) -> Boot:
        boots = self.books.boots
        boot = boots.get((booth, number)) or Boot(booth, number, heard_ms=self.now_ms)
        if boot.anchor_ms is None or boot.estimated:
            later = [b for (of, n), b in boots.items() if of == booth and n > number and b.nonce]
            after = min(later, key=lambda b: b.boot, default=None)
            at_most_ms = after.anchor_ms if after and after.anchor_ms is not None else self.now_ms
            boot = numbering.anchored(boot, last_ms=last_ms, at_most_ms=at_most_ms)
        boots[booth, number] = boot
        return boot

    def ended(self, booth: str) -> frozenset[tuple[int, int]]:
        """(boot, call) of the calls of `booth` that are known to be over."""
        return frozenset(
            (call.boot, call.call)
            for call in self.books.calls.values()
            if call.booth_id == booth and call.is_over
        )

    # ---- what it says

    def tick(self) -> None:
        """Each second."""
        if not self.in_charge:
            return
        beats = self._world.now_ms - self._beat_ms >= BEAT_MS
        if beats:
            self._beats += 1
            self._beat_ms = self._world.now_ms
        for booth in self._world.boards:
            if self.is_online(booth):
                self.command(booth)
                if beats:
                    self._say(booth, "beat", {"n": self._beats, "unix_ms": self.now_ms})

    def is_online(self, booth: str) -> bool:
        report = self.report(booth)
        return (
            report.online
            and report.heard_ms is not None
            and (self.now_ms - report.heard_ms <= UNHEARD_AFTER_MS)
        )

    def command(self, booth: str) -> None:
        """What is wanted of the booth and was not heard yet."""
        report, wanted = self.report(booth), self.wanted(booth)
        if leases.outstanding(wanted, report):
            until_ms = leases.until_ms(report, now_ms=self.now_ms)
            fields = leases.lease_fields(wanted, self.shop.rules, until_ms=until_ms)
            self._say(booth, "desired", fields)
        grant = self.books.grants.get((booth, report.boot, report.call))
        if grant and granting.is_unheard(grant, report):
            self._say(booth, "grant", granting.grant_fields(grant))

    def _ack(self, booth: str, ack: tuple[int, int]) -> None:
        self._say(booth, "ack", {"boot": ack[0], "seq": ack[1]})

    def _say(self, booth: str, kind: str, fields: dict[str, Any]) -> None:
        report = self.report(booth)
        boot = self.books.boots.get((booth, report.boot))
        if not boot or not boot.nonce or report.epoch > self.epoch or not self.in_charge:
            return
        self._world.hub_says(self, booth, kind, {"nonce": boot.nonce, "epoch": self.epoch, **fields})

    def want_locked(self, booth: str) -> None:
        visit = self.books.visits.get(self.wanted(booth).visit_id)
        if visit:
            self.books.visits[visit.id] = replace(visit, locked_ms=self.now_ms)
        self.books.wanted[booth] = leases.locked(self.wanted(booth), now_ms=self.now_ms)

    # ---- rows

    def report(self, booth: str) -> Report:
        return self.books.reports.get(booth) or Report()

    def wanted(self, booth: str) -> Wanted:
        return self.books.wanted.get(booth) or Wanted()

    def _alarm(self, booth: str, alarm: Alarm) -> None:
        self.books.alarms.append((self.now_ms, booth, alarm))

    def _forged(self, booth: str, why: str) -> None:
        self.books.refused += 1
        last_ms = max(
            (at for at, of, alarm in self.books.alarms if of == booth and alarm.kind == FORGED), default=None
        )
        if last_ms is None or abs(self.now_ms - last_ms) >= 60_000:
            self._alarm(booth, Alarm(FORGED, detail=why))


def _call(booth: str, message: dict[str, Any]) -> Call:
    fields = dict(message)
    return Call(booth_id=booth, visit_id=fields.pop("visit"), **fields)
