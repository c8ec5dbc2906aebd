"""A shop with people and booths in every state, made through the desk as the booths and the counter do it."""

import hashlib
from typing import Any

from boothwire import WIRE_VERSION
from locutorio.core.money import Currency
from locutorio.core.rules import BoothRules
from locutorio.core.shop import ShopProfile
from locutorio.desk import board, booths, extras, people, raise_alarm, record, report, tariffs
from locutorio.desk.heard import Ear
from locutorio.desk.lock import lock
from locutorio.desk.people import Person
from locutorio.desk.unlock import unlock
from locutorio.store.engine import Store
from story_shop import SMALL

MONDAY_MS = 1_772_449_200_000  # 2 March 2026, 12:00 in Madrid
PASSWORD = "a long password"

SHOP = ShopProfile(
    shop_id="madrid",
    name="Locutorio Sol",
    address_lines=("Calle Mayor 1", "28013 Madrid"),
    footer_lines=("Gracias por su visita",),
    country="ES",
    timezone="Europe/Madrid",
    language="en",
    currency=Currency("EUR", 2),
    step_minor=5,
    call_limit_s=7200,
    rules=BoothRules(emergency_numbers=("112", "061")),
)
EAR = Ear(SHOP, epoch=1)


class SeededBooth:
    """A booth that says what a test wants it to say. `now_ms` is the hub's time, which the test moves."""

    def __init__(self, store: Store, booth_id: str, label: str, *, now_ms: int) -> None:
        booths.add_booth(store, booth_id=booth_id, label=label, profile="reversal", now_ms=now_ms)
        self.store, self.booth_id, self.began_ms = store, booth_id, now_ms
        self.n = self.seq = self.calls = self.ctr = 0
        self.nonce = hashlib.sha256(booth_id.encode()).hexdigest()[:16]

    def greet(self, now_ms: int) -> None:
        self._take(
            report.hello, now_ms, wire=WIRE_VERSION, firmware="1", board="desk", profile="reversal",
            nonce=self.nonce, at_ms=now_ms - self.began_ms, seq=0,
            oldest_boot=1, oldest_seq=1, epoch=1, reset="power", release=0, trial=False,
        )  # fmt: skip
        self.report(now_ms)

    def leave(self, now_ms: int) -> None:
        """Its last will: the broker has lost it."""
        self._take(report.presence, now_ms, nonce=self.nonce, online=False)

    def unlock(self, operator: Person, now_ms: int, *, budget_minor: int | None = None) -> str:
        """A visit begins and the booth obeys. Its id."""
        unlock(
            self.store, SHOP, booth_id=self.booth_id, operator_id=operator.id, now_ms=now_ms,
            budget_minor=budget_minor,
        )  # fmt: skip
        self.obey(now_ms)
        return self.visit_id(now_ms)

    def lock(self, operator: Person, now_ms: int) -> None:
        lock(self.store, booth_id=self.booth_id, operator_id=operator.id, now_ms=now_ms)
        self.obey(now_ms)

    def obey(self, now_ms: int) -> None:
        self.ctr += 1
        unlocked = board.tile(self.store, SHOP, booth_id=self.booth_id, now_ms=now_ms).phase == "opening"
        self.report(now_ms, line="idle" if unlocked else "locked")

    def report(self, now_ms: int, *, line: str = "locked", **more: Any) -> None:
        self.n += 1
        visit = self.visit_id(now_ms) if line != "locked" else ""
        fields = {
            "call": 0, "digits": "", "talk_ms": 0, "visit": visit, "relay": line not in ("locked", "refused"),
            "lease": "open" if visit else "none", "granted": 0, "limit_s": 0, "cost": None, "faults": "",
            "refused": 0,
        }  # fmt: skip
        self._take(
            report.state, now_ms, n=self.n, at_ms=now_ms - self.began_ms, line=line, ctr=self.ctr,
            seq=self.seq, oldest_boot=1, oldest_seq=1, epoch=1, **fields | more,
        )  # fmt: skip

    def talk(self, digits: str, seconds: int, now_ms: int, **more: Any) -> None:
        """It has been talking for so long and goes on."""
        self.calls += 1
        self.report(now_ms, line="talking", call=self.calls, digits=digits, talk_ms=seconds * 1000, **more)

    def alarm(self, fault: str, now_ms: int, *, on: bool = True, detail: str = "") -> None:
        self.seq += 1
        at_ms = now_ms - self.began_ms
        self._take(raise_alarm.alarm, now_ms, seq=self.seq, at_ms=at_ms, fault=fault, on=on, detail=detail)

    def call(self, digits: str, seconds: int, ended_ms: int, **more: Any) -> None:
        """A whole call, answered and ended."""
        self.calls += 1
        self.seq += 1
        end = ended_ms - self.began_ms
        times = {
            "dialled_ms": end - seconds * 1000 - 9000,
            "answered_ms": end - seconds * 1000,
            "ended_ms": end,
        }
        told = times | {
            "seq": self.seq, "call": self.calls, "visit": self.visit_id(ended_ms),
            "state": "ended", "digits": digits, "talk_ms": seconds * 1000, "evidence": "reversal",
            "pulses": 0, "flashes": 0, "ending": "hangup", "emergency": False,
        }  # fmt: skip
        self._take(record.record, ended_ms, **told | more)

    def visit_id(self, now_ms: int) -> str:
        return board.tile(self.store, SHOP, booth_id=self.booth_id, now_ms=now_ms).visit_id

    def _take(self, handler: Any, now_ms: int, **fields: Any) -> None:
        with self.store.begin() as tx:
            heard = handler(tx, EAR, self.booth_id, {"boot": 1, **fields}, now_ms=now_ms)
        assert not heard.refused, heard.refused


def people_of(store: Store) -> tuple[Person, Person]:
    """An owner, Ana, and an operator, Luis; there are Vera, a manager, and Tomás, a technician, besides. All
    have PASSWORD."""
    ana = people.create_owner(store, name="Ana", password=PASSWORD, now_ms=MONDAY_MS)
    luis, _, _ = (
        people.add_person(
            store, name=name, password=PASSWORD, role=role, operator_id=ana.id, now_ms=MONDAY_MS
        )
        for name, role in (
            ("Luis", people.OPERATOR), ("Vera", people.MANAGER), ("Tomás", people.TECHNICIAN)
        )
    )  # fmt: skip
    return ana, luis


def furnish(store: Store) -> None:
    """What a shop sells: a tariff and two extras."""
    tariffs.adopt(store, document=SMALL, currency=SHOP.currency, in_force_from_ms=0, now_ms=MONDAY_MS)
    extras.add(store, text="Café", amount_minor=120, key="c", now_ms=MONDAY_MS)
    extras.add(store, text="Fotocopia", amount_minor=10, now_ms=MONDAY_MS)


ROW = (
    "free", "talking", "dialling", "settling", "away", "unpriced", "emergency", "tapped", "budget"
)  # fmt: skip


def lively(store: Store, now_ms: int) -> dict[str, SeededBooth]:
    """Nine booths, each in another state."""
    ana, _ = people_of(store)
    furnish(store)
    row = booths_in_a_row(store, now_ms - 600_000)
    come_to_life(row, ana, now_ms)
    return row


def booths_in_a_row(store: Store, now_ms: int) -> dict[str, SeededBooth]:
    """Nine booths that have just greeted the hub."""
    row = {
        name: SeededBooth(store, f"booth-{place}", f"Booth {place}", now_ms=now_ms)
        for place, name in enumerate(ROW, start=1)
    }
    for booth in row.values():
        booth.greet(now_ms)
    return row


def come_to_life(row: dict[str, SeededBooth], ana: Person, now_ms: int) -> None:
    """Free, talking, dialling, to pay, offline, with an unpriced call, with an emergency call on its lock,
    with faults, talking on a budget."""
    since_ms = now_ms - 600_000
    for name in ("talking", "dialling", "settling", "unpriced"):
        row[name].unlock(ana, since_ms)
    row["budget"].unlock(ana, since_ms, budget_minor=500)
    row["settling"].call("0033142685300", 125, now_ms - 300_000)
    row["settling"].call("911234567", 62, now_ms - 60_000)
    row["unpriced"].call("00882161234567", 40, now_ms - 60_000)
    for name in ("settling", "unpriced"):
        row[name].lock(ana, now_ms - 30_000)
    row["talking"].call("00212522123456", 75, now_ms - 400_000)
    row["talking"].talk("00447700900123", 133, now_ms)
    row["dialling"].report(now_ms, line="dialling", call=row["dialling"].calls + 1, digits="0042022")
    row["budget"].talk("0033142685300", 31, now_ms, granted=1, limit_s=1666)
    for name in ("free", "settling", "unpriced"):
        row[name].report(now_ms)
    row["away"].leave(now_ms)
    row["emergency"].alarm("emergency", now_ms - 20_000, detail="112")
    row["emergency"].talk("112", 14, now_ms)
    row["tapped"].alarm("bypass", now_ms - 40_000)
    row["tapped"].report(now_ms, line="guarded", faults="bypass enclosure")
