"""What comes after a receipt: copies, money given back, receipts taken back and made anew."""

from collections import Counter
from random import Random

from locutorio.core.credit import WHOLE, Wanted
from locutorio.core.receipt import Receipt
from locutorio.desk import receipts, refunds

from busy_day.agenda import Turn
from busy_day.day import Day, must
from busy_day.reckoning import CALLS_TAX, CATALOGUE, Reckoning, in_coins, tax_in


class Afterwards:
    def __init__(self, day: Day, chance: Random, customer_id: int | None) -> None:
        self.day, self.chance, self.customer_id = day, chance, customer_id

    def happens(self, turn: Turn, made: Receipt, bill: Reckoning) -> int | None:
        """The bill on which all stands anew, if the receipt was taken back."""
        if self.chance.random() < 0.05:
            self._copy(turn, made)
        what = self.chance.choices(
            [None, self._whole, self._line, self._amount, self._void], [90, 2, 3, 2, 3]
        )[0]
        return what(turn, made, bill) if what and bill.due else None

    def _copy(self, turn: Turn, made: Receipt) -> None:
        receipts.reprint(self.day.store, number=made.number, **turn.who)
        self.day.tally.paper(made.number)

    def _whole(self, turn: Turn, made: Receipt, bill: Reckoning) -> None:
        self._credit(turn, made, WHOLE, bill.due, bill.taxes)

    def _line(self, turn: Turn, made: Receipt, bill: Reckoning) -> None:
        """An extra that was bad, where nothing was taken off and something else is left."""
        if bill.discount or not bill.extras or not bill.rounded:
            return
        name = self.chance.choice(list(bill.extras))
        place = list(bill.extras).index(name)
        amount, percent = CATALOGUE[name][0] * bill.extras[name], CATALOGUE[name][1]
        taxes = Counter({percent: min(tax_in(amount, percent), bill.taxes[percent])})
        self._credit(turn, made, Wanted(frozenset(), frozenset([place])), amount, taxes)

    def _amount(self, turn: Turn, made: Receipt, bill: Reckoning) -> None:
        """Some of the calls' money, where there were only calls at their full price."""
        if bill.discount or bill.extras:
            return
        amount = self.chance.randint(1, bill.due)
        taxes = Counter({CALLS_TAX: min(tax_in(amount, CALLS_TAX), bill.taxes[CALLS_TAX])})
        self._credit(turn, made, Wanted(amount_minor=amount), amount, taxes)

    def _credit(self, turn: Turn, made: Receipt, wanted: Wanted, amount: int, taxes: Counter[int]) -> None:
        method = self._method(made)
        key = self.day.dialog()
        with self.day.tally.hands():
            for _ in range(2):  # a double click
                note = refunds.credit(
                    self.day.store, self.day.shop, receipt_number=made.number, wanted=wanted, method=method,
                    reason="asked", request_key=key, **turn.who,
                )  # fmt: skip
            self._given_back(turn, note, method, amount, taxes)

    def _void(self, turn: Turn, made: Receipt, bill: Reckoning) -> int:
        method = self._method(made)
        with self.day.tally.hands():
            void = refunds.void(
                self.day.store, self.day.shop, receipt_number=made.number, method=method, reason="wrong",
                request_key=self.day.dialog(), **turn.who,
            )  # fmt: skip
            self._given_back(turn, void.receipt, method, bill.due, bill.taxes)
        return void.bill_id

    def _given_back(self, turn: Turn, note: Receipt, method: str, amount: int, taxes: Counter[int]) -> None:
        back = in_coins(amount) if method == "cash" else amount
        owner_id = self.customer_id if method == "account" else None
        self.day.tally.credit(amount, back, method, taxes, person_id=turn.operator_id, customer_id=owner_id)
        self.day.tally.paper(note.number)
        name = f"credit note {note.number}"
        must(f"sum of {name}", -amount, note.due_minor)
        must(f"money back of {name}", -back, sum(payment.amount_minor for payment in note.payments))
        credited = Counter({int(line.percent): -line.tax_minor for line in note.taxes})
        must(f"tax of {name}", +taxes, +credited)

    def _method(self, made: Receipt) -> str:
        on_account = any(payment.method == "account" for payment in made.payments)
        return "account" if on_account else self.chance.choice(["cash", "card"])
