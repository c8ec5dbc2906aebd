"""The shop of the busy day: its booths, operators, customers and counter, with its tally beside it."""

import random
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

from full_books import strict_shop
from locutorio.desk import customers, extras, tariffs
from locutorio.desk.people import Person
from locutorio.store import people
from locutorio.store.engine import Store
from small_shop import NOON_MS, SaidBooth, furnish, tariff_of

from busy_day.agenda import Agenda
from busy_day.reckoning import CATALOGUE, CENTS_A_MINUTE
from busy_day.tally import Tally

OPENING_MS = NOON_MS + 6 * 3_600_000  # a day of eight hours goes beyond midnight
CREDIT = 2_000
REGULARS = 12


class Off(AssertionError):
    """Something is not what it must come to."""


def must(what: str, expected: object, found: object) -> None:
    if expected != found:
        raise Off(f"{what} should be {expected} and is {found}")


class Day:
    def __init__(self, store: Store, keys: Path, *, booths: int, operators: int, hours: float, seed: int):
        self.store, self.seed, self.hours = store, seed, hours
        self.shop = strict_shop(keys)
        self.tally = Tally()
        self.agenda = Agenda(OPENING_MS)
        self.took_s: list[float] = []  # each checkout
        self.counts = {"visits": 0, "calls": 0, "unpriced": 0, "races": 0}
        self._dialogs = count(1)
        self._lock = Lock()
        names = [f"booth-{number}" for number in range(1, booths + 1)]
        self.people = [furnish(store, *names), *(_operator(store, n) for n in range(2, operators + 1))]
        self._price()
        who = {"operator_id": self.people[0].id, "now_ms": NOON_MS}
        self.extras = {
            name: extras.add(store, text=name, amount_minor=amount, tax=str(tax), **who)
            for name, (amount, tax) in CATALOGUE.items()
        }
        self.regulars = [
            customers.add_customer(
                store, name=f"Regular {n}", note="", package_id=None, credit_minor=CREDIT, **who
            )
            for n in range(REGULARS)
        ]
        self._free = [SaidBooth(store, name, began_ms=OPENING_MS, shop=self.shop) for name in names]
        for booth in self._free:
            booth.hello()

    def _price(self) -> None:
        prices = {f"p{prefix}": f"{cents / 100:.2f}" for prefix, cents in CENTS_A_MINUTE.items()}
        currency = self.shop.currency
        tariffs.adopt(
            self.store, document=tariff_of(**prices), currency=currency, in_force_from_ms=NOON_MS,
            now_ms=NOON_MS,
        )  # fmt: skip

    @property
    def closing_ms(self) -> int:
        return OPENING_MS + int(self.hours * 3_600_000)

    def chance(self, name: object) -> random.Random:
        """Whoever has a name has luck of their own, whichever operator is quicker."""
        return random.Random(f"{self.seed} {name}")

    def dialog(self) -> str:
        return f"dialog {next(self._dialogs)}"

    def person(self, operator_id: int) -> Person:
        return next(person for person in self.people if person.id == operator_id)

    def take_booth(self) -> SaidBooth | None:
        with self._lock:
            return self._free.pop(0) if self._free else None

    def give_back(self, booth: SaidBooth) -> None:
        with self._lock:
            self._free.append(booth)

    def counted(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def timed(self, act: Callable[..., Any], **values: Any) -> Any:
        began = perf_counter()
        made = act(self.store, self.shop, **values)
        self.took_s.append(perf_counter() - began)
        return made


def _operator(store: Store, number: int) -> Person:
    """Nobody logs in: hashing a password takes longer than a sale."""
    name = f"Operator {number}"
    values: dict[str, Any] = {"name": name, "role": "operator", "active": True}
    with store.begin() as tx:
        added = people.add(tx, **values, name_key=name.lower(), password_hash="", added_ms=NOON_MS)
    return Person(added, **values)
