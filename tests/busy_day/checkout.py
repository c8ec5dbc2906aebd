"""A party at the counter: what they buy and what is agreed goes on the bill, and they pay.

Bills are joined, split, parked and taken up again; now and then two operators take the money at once, or one
clicks twice. Each receipt must be what the reckoning says.
"""

from decimal import Decimal
from random import Random
from threading import Thread
from typing import Any

from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import bills, checkout, decisions, deposits, discounts, items
from locutorio.desk.errors import AlreadyPaid, OverLimit
from small_shop import SaidBooth

from busy_day import afterwards
from busy_day.agenda import Script, Turn, Who
from busy_day.day import Day, must
from busy_day.reckoning import CATALOGUE, CallKey, Purse, Reckoning, purse

WAYS = (("cash",), ("card",), ("transfer",), ("card", "cash"))
HOW_OFTEN = (70, 15, 5, 10)
REGULARS_WAYS = (("account",), ("account", "cash"), ("cash",))
DECIDED = 40


class Checkout:
    def __init__(
        self, day: Day, chance: Random, bill_ids: list[int], bill: Reckoning, customer_id: int | None
    ) -> None:
        self.day, self.store, self.shop = day, day.store, day.shop
        self.chance, self.customer_id = chance, customer_id
        self.bill_id, *self.others = bill_ids
        self.bill = bill

    def serve(self, turn: Turn, booths: list[SaidBooth]) -> Script:
        for other in self.others:
            bills.join(self.store, bill_id=other, into_id=self.bill_id, **turn.who)
        self._price(turn.who)
        self._buy(turn)
        if self._seldom(0.08):
            bills.park(self.store, self.shop, bill_id=self.bill_id, **turn.who)
            self._leave(booths)
            turn = yield self.chance.randrange(20 * 60_000)
            bills.take_up(self.store, bill_id=self.bill_id, **turn.who)
        if self._seldom(0.05) and len(self.bill.calls) > 1:
            self._split(turn)
        self._agree(turn.who)
        made = self._pay(turn, self.bill_id, self.bill)
        self._leave(booths)
        turn = yield self.chance.randrange(30 * 60_000)
        bill, number = self.bill, made.number
        after = afterwards.Afterwards(self.day, self.chance, self.customer_id)
        again_id = after.happens(turn, made, bill)
        if again_id is not None:
            bill.deposit = 0
            must(f"receipt {number} taken back", bill.due, self._pay(turn, again_id, bill).due_minor)

    def _price(self, who: Who) -> None:
        """What no tariff prices, and now and then a call that is free."""
        for key, call in self._shown(self.bill_id, who["now_ms"]).items():
            if key in self.bill.calls and self.bill.calls[key] is None:
                decisions.decide(self.store, call_id=call, amount_minor=DECIDED, note="asked", **who)
                self.bill.calls[key] = DECIDED
            elif self.bill.calls.get(key) and self._seldom(0.03):
                decisions.free(self.store, call_ids=[call], reason="noisy", **who)
                self.bill.calls[key] = 0

    def _shown(self, bill_id: int, now_ms: int) -> dict[CallKey, int]:
        shown = bills.bill(self.store, self.shop, bill_id=bill_id, now_ms=now_ms)
        answered = [call for call in shown.bill.calls if call.evidence]
        must(f"calls on bill {bill_id}", len(self.bill.calls), len(answered))
        return {(call.booth_label, call.answered_at_ms): call.call_id for call in answered}

    def _buy(self, turn: Turn) -> None:
        while self._seldom(0.25):
            name, many = self.chance.choice(list(CATALOGUE)), self.chance.randint(1, 3)
            extra_id = self.day.extras[name]
            items.add_item(self.store, bill_id=self.bill_id, extra_id=extra_id, quantity=many, **turn.who)
            self.bill.extras[name] += many
        if self._seldom(0.03):
            left = self.chance.randrange(50, 500)
            more: dict[str, Any] = {"amount_minor": left, "method": "card", "request_key": self.day.dialog()}
            with self.day.tally.hands():
                for _ in range(2):  # a double click
                    deposits.deposit(self.store, self.shop, bill_id=self.bill_id, **more, **turn.who)
                self.day.tally.deposit(left, "card", person_id=turn.operator_id)
            self.bill.deposit += left

    def _split(self, turn: Turn) -> None:
        """One of them pays some of the calls at once."""
        shown = self._shown(self.bill_id, turn.now_ms)
        keys = self.chance.sample(sorted(self.bill.calls), self.chance.randint(1, len(self.bill.calls) - 1))
        part_id = bills.tick(
            self.store, call_ids=[shown[key] for key in keys], bill_id=self.bill_id, to_bill_id=None,
            **turn.who,
        )  # fmt: skip
        self._pay(turn, part_id, self.bill.take_out(keys))

    def _agree(self, who: Who) -> None:
        if not self._seldom(0.06):
            return
        if self._seldom(0.5):
            self.bill.percent = self.chance.randint(1, 30)
        else:
            self.bill.off = self.chance.randint(1, 300)
        percent = Decimal(self.bill.percent) if self.bill.percent else None
        discounts.set_discount(
            self.store, bill_id=self.bill_id, percent=percent, amount_minor=self.bill.off, reason="regular",
            **who,
        )  # fmt: skip

    def _pay(self, turn: Turn, bill_id: int, bill: Reckoning) -> Receipt:
        ways = self.chance.choices(WAYS, HOW_OFTEN)[0]
        if self.customer_id is not None:
            ways = self.chance.choice(REGULARS_WAYS)
        with self.day.tally.hands():
            try:
                return self._taken(turn, bill_id, bill, purse(bill.to_pay, ways))
            except OverLimit:
                return self._taken(turn, bill_id, bill, purse(bill.to_pay, ("cash",)))

    def _taken(self, turn: Turn, bill_id: int, bill: Reckoning, paid: Purse) -> Receipt:
        asked = {
            "bill_id": bill_id, "expected_due_minor": bill.due, "customer_id": self.customer_id,
            "tenders": [Tender(method, amount) for method, amount in paid.given.items()],
            "print_it": self.chance.random() < 0.8, "now_ms": turn.now_ms,
        }  # fmt: skip
        if self._seldom(0.03):
            made, by_id = self._raced(turn.operator_id, asked)
        else:
            asked |= {"operator_id": turn.operator_id, "request_key": self.day.dialog()}
            made, by_id = self.day.timed(checkout.pay, **asked), turn.operator_id
            if self._seldom(0.05):  # a double click
                must("the same request", made, checkout.pay(self.store, self.shop, **asked))
        self.day.tally.sale(bill, paid, person_id=by_id, customer_id=self.customer_id)
        if asked["print_it"]:
            self.day.tally.paper(made.number)
        compare(made, bill, paid)
        return made

    def _raced(self, operator_id: int, asked: dict[str, Any]) -> tuple[Receipt, int]:
        """Two operators at once, each with a dialog of their own: one takes the money, the other is told."""
        colleague = self.chance.choice([one.id for one in self.day.people if one.id != operator_id])
        came: dict[int, Receipt | AlreadyPaid | OverLimit] = {}

        def take(person_id: int) -> None:
            try:
                values = asked | {"operator_id": person_id, "request_key": self.day.dialog()}
                came[person_id] = self.day.timed(checkout.pay, **values)
            except (AlreadyPaid, OverLimit) as refused:
                came[person_id] = refused

        racers = [Thread(target=take, args=(person_id,)) for person_id in (operator_id, colleague)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        self.day.counted("races")
        return won(came)

    def _leave(self, booths: list[SaidBooth]) -> None:
        for booth in booths:
            self.day.give_back(booth)
        booths.clear()

    def _seldom(self, how: float) -> bool:
        return self.chance.random() < how


def won(came: dict[int, Any]) -> tuple[Receipt, int]:
    """The one receipt of a race and who made it. Where both went over the account's limit, that is raised."""
    receipts = {person_id: made for person_id, made in came.items() if isinstance(made, Receipt)}
    if not receipts and (limit := [one for one in came.values() if isinstance(one, OverLimit)]):
        raise limit[0]
    must("receipts of a race", 1, len(receipts))
    ((winner, made),) = receipts.items()
    for lost in came.values():
        if isinstance(lost, AlreadyPaid):
            must("what the slower one is told", made.number, lost.facts["receipt_number"])
    return made, winner


def compare(made: Receipt, bill: Reckoning, paid: Purse) -> None:
    name = f"receipt {made.number}"
    counts: dict[str, int] = {}
    for payment in made.payments:
        counts[payment.method] = counts.get(payment.method, 0) + payment.amount_minor
    costs = {(one.booth_label, one.answered_at_ms): one.cost_minor for one in made.calls if one.evidence}
    must(f"calls of {name}", bill.calls, costs)
    must(f"due of {name}", bill.due, made.due_minor)
    must(f"deposit of {name}", bill.deposit, made.deposit_minor)
    must(f"payments of {name}", {way: amount for way, amount in paid.counts.items() if amount}, counts)
    must(f"change of {name}", paid.change, made.change_minor)
    taxes = {int(line.percent): line.tax_minor for line in made.taxes}
    must(f"tax of {name}", dict(bill.taxes), taxes)
