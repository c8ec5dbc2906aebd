"""Customers from the door to the street: they sit down, talk, move about, and come to the counter.

A party is one person, a family on one bill, or friends who put their bills together when they pay.
"""

from locutorio.desk import board, move
from small_shop import NOWHERE, SaidBooth

from busy_day.agenda import Script, Steps, Turn
from busy_day.checkout import Checkout
from busy_day.day import Day
from busy_day.reckoning import CENTS_A_MINUTE, CallKey, Reckoning, call_cost

S_MS = 1000
HOUR_MS = 3600 * S_MS
WAITS_FOR_BOOTH_MS = 20 * S_MS
RINGS_MS = 8 * S_MS
# Ordinary lines: those of other kinds, dear ones among them, are not sold at a country's common price.
NUMBERS = {"34": "0034911", "33": "0033140", "44": "00442071", "212": "00212522"}


class Party:
    def __init__(self, day: Day, number: int) -> None:
        self.day = day
        self.chance = day.chance(f"party {number}")
        self.bill = Reckoning()
        self.bill_ids: list[int] = []
        self.booths: list[SaidBooth] = []
        self.customer_id = self.chance.choice(day.regulars) if self.chance.random() < 0.15 else None

    def life(self) -> Script:
        turn = yield int(self.chance.random() * self.day.hours * HOUR_MS)
        size = self.chance.choices([1, 2, 3], [85, 10, 5])[0]
        are_friends = self.chance.random() < 0.3
        for _ in range(size):
            turn = yield from self._sit_down(turn, on_bill=None if are_friends else self.bill_ids)
        for _ in range(self.chance.randint(1, 3)):
            turn = yield from self._talk()
            if self.chance.random() < 0.06:
                self._move(turn, self.chance.randrange(size))
        turn = yield self.chance.randrange(60 * S_MS)
        for booth in self.booths:
            self._says(booth, turn, relay=True)
            booth.lock(self.day.person(turn.operator_id), turn.now_ms - booth.began_ms)
        yield from Checkout(self.day, self.chance, self.bill_ids, self.bill, self.customer_id).serve(
            turn, self.booths
        )

    def _sit_down(self, turn: Turn, *, on_bill: list[int] | None) -> Steps:
        """In a booth that is free, some with money left beforehand; on the bill of the first, if any."""
        while (booth := self.day.take_booth()) is None:
            turn = yield WAITS_FOR_BOOTH_MS
        self._says(booth, turn)
        left = self.chance.randrange(100, 1_000, 50) if self.chance.random() < 0.15 else None
        with self.day.tally.hands():
            booth.unlock(
                self.day.person(turn.operator_id), turn.now_ms - booth.began_ms, customer_id=self.customer_id,
                bill_id=on_bill[0] if on_bill else None, deposit_minor=left, request_key=self.day.dialog(),
            )  # fmt: skip
            if left is not None:
                self.day.tally.deposit(left, "cash", person_id=turn.operator_id)
                self.bill.deposit += left
        self.booths.append(booth)
        if booth.bill_id not in self.bill_ids:
            self.bill_ids.append(booth.bill_id)
        self.day.counted("visits")
        return (yield self.chance.randrange(30 * S_MS))

    def _talk(self) -> Steps:
        """One call in each booth, at the same time."""
        talks_ms = [
            0 if self.chance.random() < 0.2 else min(int(self.chance.expovariate(1 / 120_000)) + 1, HOUR_MS)
            for _ in self.booths
        ]
        turn = yield max(talks_ms) + 3 * RINGS_MS
        for booth, talk_ms in zip(self.booths, talks_ms, strict=True):
            self._tell(booth, turn, talk_ms)
        return turn

    def _tell(self, booth: SaidBooth, turn: Turn, talk_ms: int) -> None:
        """A call of so long (0 = nobody answered), some while it runs and when it is over, some twice."""
        at_ms = turn.now_ms - booth.began_ms
        answered_ms = at_ms - talk_ms if talk_ms else None
        prefix = self.chance.choice([*CENTS_A_MINUTE, *CENTS_A_MINUTE, *CENTS_A_MINUTE, ""])
        told = {
            "call": booth.seq + 1, "dialled_ms": at_ms - talk_ms - RINGS_MS, "answered_ms": answered_ms,
            "digits": f"{NUMBERS[prefix]}{self.chance.randrange(10**6):06}" if prefix else NOWHERE,
        }  # fmt: skip
        over = told | {"ended_ms": at_ms, "talk_ms": talk_ms}
        if talk_ms and self.chance.random() < 0.3:
            booth.record(at_ms, **told, state="talking", ended_ms=None, talk_ms=0, ending="")
        booth.record(at_ms, **over, evidence="reversal" if talk_ms else "")
        if self.chance.random() < 0.1:
            booth.record(at_ms, **over, evidence="reversal" if talk_ms else "", seq=booth.seq)
        if answered_ms is not None:
            key: CallKey = (booth.booth_id.title(), booth.began_ms + answered_ms)
            self.bill.calls[key] = call_cost(prefix, talk_ms) if prefix else None
            self.day.counted("calls" if prefix else "unpriced")

    def _move(self, turn: Turn, place: int) -> None:
        """On in another booth, if one is free; the old one is anybody's again."""
        there = self.day.take_booth()
        if there is None:
            return
        here = self.booths[place]
        self._says(here, turn, relay=True)
        self._says(there, turn)
        move.move(
            self.day.store, self.day.shop, booth_id=here.booth_id, to_booth_id=there.booth_id, **turn.who
        )
        here.obeyed, here.leased = here.obeyed + 1, False
        self._says(here, turn)
        shown = board.tile(self.day.store, self.day.shop, booth_id=there.booth_id, now_ms=turn.now_ms)
        there.visit_id, there.bill_id = shown.visit_id, shown.bill_id
        there.obeyed, there.leased = there.obeyed + 1, True
        self._says(there, turn, relay=True)
        self.booths[place] = there
        self.day.give_back(here)

    def _says(self, booth: SaidBooth, turn: Turn, *, relay: bool = False) -> None:
        booth.state(turn.now_ms - booth.began_ms, line="idle" if relay else "locked", relay=relay)
