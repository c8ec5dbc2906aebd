"""What goes on beside the customers: shifts that change with a blind count, cash that is brought and carried
away, accounts that are paid into.
"""

from collections.abc import Callable

from locutorio.core.cash import denominations
from locutorio.core.till import TillReport
from locutorio.desk import accounts, drawer, shifts
from locutorio.desk.errors import NotInDrawer, OverLimit

from busy_day.agenda import Script, Turn
from busy_day.day import Day, must
from busy_day.tally import ShiftTally

MINUTE_MS = 60_000
FLOAT = 20_000
SHIFT_MS = 160 * MINUTE_MS
PIECES = denominations("EUR", 2)


class Office:
    def __init__(self, day: Day) -> None:
        self.day, self.chance = day, day.chance("office")
        self.store, self.shop, self.tally = day.store, day.shop, day.tally

    def scripts(self) -> list[Script]:
        hour = 60 * MINUTE_MS
        return [
            self._shifts(),
            self._every(hour, self._looks),
            self._every(20 * MINUTE_MS, self._moves_cash),
            self._every(7 * MINUTE_MS, self._account),
        ]

    def opens(self, person_id: int, now_ms: int, float_minor: int) -> None:
        shifts.open_shift(self.store, float_minor=float_minor, operator_id=person_id, now_ms=now_ms)
        self.tally.opened(float_minor)

    def closes(self, person_id: int, now_ms: int, *, hand_to: int | None, wrong: int = 0) -> None:
        """Counted blind: `wrong` cents more or less than there should be."""
        left = min(FLOAT, self.tally.in_drawer)
        found = max(self.tally.in_drawer + wrong, left)
        report = shifts.close_shift(
            self.store, self.shop, counted=pieces(found), left_minor=left, hand_to=hand_to,
            request_key=self.day.dialog(), operator_id=person_id, now_ms=now_ms,
        )  # fmt: skip
        assert report.counted is not None
        must("difference of the count", found - self.tally.in_drawer, report.counted.difference_minor)
        self._compare(report)
        self.tally.counted(found, left)

    def _shifts(self) -> Script:
        """Each takes over what is open from the one before; some count wrong, some put coins in."""
        turn = yield SHIFT_MS
        while turn.now_ms < self.day.closing_ms:
            with self.tally.alone():
                now_ms = self.day.agenda.now_ms
                after = self.chance.choice(self.day.people).id
                self.closes(turn.operator_id, now_ms, hand_to=after, wrong=self.chance.randint(-200, 200))
                self.opens(after, now_ms + 1, self.tally.in_drawer + self.chance.choice([0, 0, 500]))
            turn = yield SHIFT_MS

    def _every(self, wait_ms: int, act: Callable[[Turn], None]) -> Script:
        turn = yield wait_ms
        while turn.now_ms < self.day.closing_ms:
            act(turn)
            turn = yield wait_ms

    def _looks(self, turn: Turn) -> None:
        drawer.open_drawer(self.store, self.shop, reason="change", **turn.who)
        with self.tally.alone():
            self._compare(shifts.x_report(self.store, self.shop, **turn.who))

    def _moves_cash(self, turn: Turn) -> None:
        kind = self.chance.choice(["paid_in", "paid_out", "safe_drop"])
        amount = self.chance.randint(1, 40) * (500 if kind == "safe_drop" else 25)
        key = self.day.dialog()
        with self.tally.hands():
            try:
                for _ in range(2):  # a double click
                    drawer.move(
                        self.store, self.shop, kind, amount_minor=amount, reason="said", request_key=key,
                        **turn.who,
                    )  # fmt: skip
            except NotInDrawer:
                return
            self.tally.drawer(kind, amount if kind == "paid_in" else -amount)

    def _account(self, turn: Turn) -> None:
        customer_id = self.chance.choice(self.day.regulars)
        method = self.chance.choice(["cash", "card", "transfer"])
        back = self.chance.random() < 0.2
        amount = self.chance.randint(1, 4_000)
        act = accounts.pay_back if back else accounts.pay_in
        with self.tally.hands():
            try:
                act(
                    self.store, self.shop, customer_id=customer_id, amount_minor=amount, method=method,
                    request_key=self.day.dialog(), **turn.who,
                )  # fmt: skip
            except OverLimit:
                return
            self.tally.account_paid(
                -amount if back else amount, method, person_id=turn.operator_id, customer_id=customer_id
            )

    def _compare(self, report: TillReport) -> None:
        compare(report, self.tally.shift, self.tally.in_drawer, self._names())

    def _names(self) -> dict[int, str]:
        return {person.id: person.name for person in self.day.people}


def compare(report: TillReport, shift: ShiftTally, in_drawer: int, names: dict[int, str]) -> None:
    name = f"{report.kind.upper()} of shift {report.shift_id}"
    must(f"{name}: the drawer", in_drawer, report.drawer.expected_minor)
    for cause in ("customers", "paid_in", "paid_out", "safe_drop"):
        must(f"{name}: cash by {cause}", shift.drawer[cause], getattr(report.drawer, f"{cause}_minor"))
    must(f"{name}: float", shift.float, report.drawer.float_minor)
    must(f"{name}: receipts", shift.sales, report.sold.receipts)
    must(f"{name}: credit notes", shift.credits, report.sold.credits)
    must(f"{name}: turnover", shift.turnover, report.sold.total_minor)
    must(f"{name}: deposits", shift.deposits, report.deposits_minor)
    must(f"{name}: by method", without_nothing(shift.methods), without_nothing(dict(report.methods)))
    people = {names[person_id]: amount for person_id, amount in shift.people.items()}
    must(f"{name}: by person", without_nothing(people), without_nothing(dict(report.people)))


def without_nothing(sums: dict[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in sums.items() if amount}


def pieces(amount: int) -> dict[int, int]:
    """The fewest coins and notes."""
    counted = {}
    for piece in PIECES:
        counted[piece], amount = divmod(amount, piece)
    return counted
