"""A small shop for the tests of desk and ingest, and a booth that says what a test wants it to say."""

from dataclasses import dataclass
from typing import Any

from boothwire import WIRE_VERSION
from locutorio.core.money import Currency
from locutorio.core.shop import ShopProfile
from locutorio.desk import board, booths, raise_alarm, record, report, tariffs
from locutorio.desk.heard import Ear, Heard, Message
from locutorio.desk.lock import lock
from locutorio.desk.people import Person
from locutorio.desk.unlock import unlock
from locutorio.ingest.routes import Handler
from locutorio.store import people
from locutorio.store.engine import Store

NOON_MS = 1_772_449_200_000  # 2 March 2026, 12:00 in Madrid

SHOP = ShopProfile(
    shop_id="sol",
    name="Locutorio Sol",
    address_lines=("Calle Mayor 1",),
    footer_lines=("Gracias",),
    country="ES",
    timezone="Europe/Madrid",
    language="es",
    currency=Currency("EUR", 2),
    step_minor=5,
    call_limit_s=3600,
)


def tariff_of(**prices: str) -> dict[str, Any]:
    """Prices per minute by prefix, charged by the second: tariff_of(p34="0.60")."""
    rates = [
        {
            "prefixes": [prefix[1:]],
            "label": f"Zone {prefix[1:]}",
            "steps": [{"from_s": 0, "price": price, "per_s": 60, "increment_s": 1}],
            "rounding": {"mode": "half_up", "decimals": 2},
        }
        for prefix, price in prices.items()
    ]
    return {
        "timezone": "Europe/Madrid",
        "on_period_change": "split",
        "decks": [{"versions": [{"effective_from": "2020-01-01T00:00:00Z", "rates": rates}]}],
    }


SPAIN = "0034911234567"
FRANCE = "0033612345678"
NOWHERE = "0099999999"


def furnish(store: Store, *booth_ids: str) -> Person:
    """An owner, a tariff for Spain and France, booths."""
    owner = _somebody(store)
    document = tariff_of(p34="0.60", p33="1.20")
    tariffs.adopt(store, document=document, currency=SHOP.currency, in_force_from_ms=0, now_ms=NOON_MS)
    for booth_id in booth_ids:
        booths.add_booth(store, booth_id=booth_id, label=booth_id.title(), profile="reversal", now_ms=NOON_MS)
    return owner


def _somebody(store: Store) -> Person:
    """An owner who never logs in: hashing a password takes longer than most tests."""
    values = {"name": "Ana", "role": "owner", "active": True}
    with store.begin() as tx:
        person_id = people.add(tx, **values, name_key="ana", password_hash="", added_ms=NOON_MS)
    return Person(person_id, **values)


def told_call(seq: int, *, call: int = 1, boot: int = 1, visit: str = "", **fields: Any) -> dict[str, Any]:
    """A record: by default a call to Spain of 60 s, ended."""
    told: dict[str, Any] = {
        "boot": boot, "seq": seq, "call": call, "visit": visit, "state": "ended", "digits": SPAIN,
        "dialled_ms": 10_000, "answered_ms": 20_000, "ended_ms": 80_000, "talk_ms": 60_000,
        "evidence": "reversal", "pulses": 0, "flashes": 0, "ending": "hangup", "emergency": False,
    }  # fmt: skip
    return told | fields


@dataclass
class SaidBooth:
    """`began_ms` is the wall time of its boot's moment 0; all it says is heard without delay."""

    store: Store
    booth_id: str = "booth-1"
    boot: int = 1
    began_ms: int = NOON_MS
    shop: ShopProfile = SHOP
    seq: int = 0
    n: int = 0
    obeyed: int = 0
    visit_id: str = ""  # what its records are told to be for
    bill_id: int = 0  # of that visit
    leased: bool = False
    holds_boot: int | None = None  # the boot of the oldest record it holds; None = its own
    epoch: int = 7  # of the hub that hears it

    @property
    def ear(self) -> Ear:
        return Ear(self.shop, self.epoch)

    @property
    def nonce(self) -> str:
        return f"{self.boot:032x}"

    def hello(self, at_ms: int = 0, **fields: Any) -> Heard:
        message = {
            "wire": WIRE_VERSION, "firmware": "1", "board": "desk", "profile": "reversal", "boot": self.boot,
            "nonce": self.nonce, "at_ms": at_ms, "seq": self.seq,
            "oldest_boot": self.holds_boot or self.boot, "oldest_seq": 1, "epoch": self.epoch,
            "reset": "power", "release": 0, "trial": False,
        }  # fmt: skip
        return self._say(report.hello, message | fields, at_ms)

    def presence(self, at_ms: int, *, online: bool, **fields: Any) -> Heard:
        message = {"boot": self.boot, "nonce": self.nonce, "online": online}
        return self._say(report.presence, message | fields, at_ms)

    def state(self, at_ms: int, **fields: Any) -> Heard:
        self.n += 1
        message = {
            "boot": self.boot, "n": self.n, "at_ms": at_ms, "line": "locked", "relay": False,
            "ctr": self.obeyed, "visit": self.visit_id if self.leased else "", "call": 0, "digits": "",
            "talk_ms": 0,
            "seq": self.seq, "oldest_boot": self.holds_boot or self.boot, "oldest_seq": 1,
            "epoch": self.epoch, "lease": "open" if self.leased else "none", "granted": 0, "limit_s": 0,
            "cost": None, "faults": "", "refused": 0,
        }  # fmt: skip
        return self._say(report.state, message | fields, at_ms)

    def record(self, at_ms: int, **fields: Any) -> Heard:
        """The next record, unless a `seq` is given."""
        seq = fields.pop("seq", self.seq + 1)
        self.seq = max(self.seq, seq)
        told = told_call(seq, boot=self.boot, visit=self.visit_id, **fields)
        return self._say(record.record, told, at_ms)

    def alarm(self, at_ms: int, fault: str, **fields: Any) -> Heard:
        """The next alarm, numbered in one row with the records."""
        seq = fields.pop("seq", self.seq + 1)
        self.seq = max(self.seq, seq)
        message = {"boot": self.boot, "seq": seq, "at_ms": at_ms, "fault": fault, "on": True, "detail": ""}
        return self._say(raise_alarm.alarm, message | fields, at_ms)

    def _say(self, handler: Handler, message: Message, at_ms: int) -> Heard:
        with self.store.begin() as tx:
            return handler(tx, self.ear, self.booth_id, message, now_ms=self.began_ms + at_ms)

    def unlock(
        self,
        operator: Person,
        at_ms: int,
        *,
        budget_minor: int | None = None,
        customer_id: int | None = None,
        **agreed: Any,
    ) -> str:
        """A visit begins and the booth obeys. The visit's id; its bill's is in `bill_id`."""
        now_ms = self.began_ms + at_ms
        self.bill_id = unlock(
            self.store, self.shop, booth_id=self.booth_id, operator_id=operator.id, now_ms=now_ms,
            budget_minor=budget_minor, customer_id=customer_id, **agreed,
        )  # fmt: skip
        self.visit_id = board.tile(self.store, self.shop, booth_id=self.booth_id, now_ms=now_ms).visit_id
        self.obeyed += 1
        self.leased = True
        self.state(at_ms, line="idle", relay=True)
        return self.visit_id

    def lock(self, operator: Person, at_ms: int) -> None:
        """Locked, and the booth obeys."""
        now_ms = self.began_ms + at_ms
        lock(self.store, booth_id=self.booth_id, operator_id=operator.id, now_ms=now_ms)
        self.obeyed += 1
        self.leased = False
        self.state(at_ms)
