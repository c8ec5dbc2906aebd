"""Deeds at the till, each in processes that are killed before they write their first row, their second, and
so on, and before they commit, until one comes to its end. Run as a program: FOLDER; prints as JSON, for each
deed, what the books held each time.

A process of its own, because it forks: each victim is a real process, gone between two instructions.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from full_books import LATER_MS, FullBooks
from locutorio.core.credit import Wanted
from locutorio.core.tender import Tender
from locutorio.desk import checkout, deposits, drawer, refunds, shifts
from locutorio.desk.verify import verify
from locutorio.store.engine import Store
from small_shop import SPAIN
from sqlalchemy import Engine, event

DAY_MS = 86_400_000
# What any deed here may add to or change; what is not named follows from these.
TABLES = (
    "receipt", "payment", "billed_call", "billed_extra", "posting", "entry", "request", "shift", "closing",
    "print_job", "act", "bill", "item",
)  # fmt: skip

WRITING = ("INSERT", "UPDATE", "DELETE")
DUE_MINOR = 60  # a minute to Spain

Deed = Callable[[FullBooks, Store], None]


def ready(store: Store, keys: Path) -> FullBooks:
    """A receipt, and a bill that waits to be paid."""
    books = FullBooks(store, keys)
    books.sale(Tender("cash", 500))
    books.at_ms += 100_000
    books.booth.state(books.at_ms)
    books.booth.unlock(books.owner, books.at_ms + 1_000)
    books.call(SPAIN)
    books.booth.lock(books.owner, books.at_ms + 95_000)
    return books


def pay(books: FullBooks, store: Store) -> None:
    """The first sale of a new day: the day before is closed with it."""
    checkout.pay(
        store, books.shop, bill_id=books.booth.bill_id, tenders=(Tender("card", 20), Tender("cash", 100)),
        expected_due_minor=DUE_MINOR, request_key="deed", operator_id=books.owner.id, print_it=True,
        now_ms=LATER_MS + DAY_MS,
    )  # fmt: skip


def give_back(books: FullBooks, store: Store) -> None:
    refunds.credit(
        store, books.shop, receipt_number=1, wanted=Wanted(amount_minor=20), method="cash", reason="noise",
        request_key="deed", operator_id=books.owner.id, now_ms=LATER_MS,
    )  # fmt: skip


def leave_money(books: FullBooks, store: Store) -> None:
    deposits.deposit(
        store, books.shop, bill_id=books.booth.bill_id, amount_minor=500, method="cash", request_key="deed",
        operator_id=books.owner.id, now_ms=LATER_MS,
    )  # fmt: skip


def take_out(books: FullBooks, store: Store) -> None:
    drawer.move(
        store, books.shop, "paid_out", amount_minor=30, reason="stamps", request_key="deed",
        operator_id=books.owner.id, now_ms=LATER_MS,
    )  # fmt: skip


def close(books: FullBooks, store: Store) -> None:
    shifts.close_shift(
        store, books.shop, counted={50: 1}, left_minor=0, hand_to=books.owner.id, request_key="deed",
        operator_id=books.owner.id, now_ms=LATER_MS,
    )  # fmt: skip


DEEDS: dict[str, Deed] = {
    "pay": pay, "give_back": give_back, "leave_money": leave_money, "take_out": take_out, "close": close,
}  # fmt: skip


def killed(path: Path, books: FullBooks, deed: Deed, step: int) -> bool:
    """Whether the victim died at that step; False: it had come to its end before."""
    victim = os.fork()
    if victim == 0:
        steps = count(1)

        def die_in_time() -> None:
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def before_writing(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.startswith(WRITING):
                die_in_time()

        event.listen(Engine, "before_cursor_execute", before_writing)
        event.listen(Engine, "commit", lambda _connection: die_in_time())
        deed(books, Store(f"sqlite:///{path}"))
        os._exit(0)
    _, status = os.waitpid(victim, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the deed itself went wrong"
    return os.WIFSIGNALED(status)


def rows(path: Path) -> list[int]:
    with sqlite3.connect(path) as books:
        return [books.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def main(folder: Path) -> None:
    original = folder / "shop.db"
    store = Store(f"sqlite:///{original}")
    store.create_or_upgrade()
    books = ready(store, folder / "keys")
    store.close()
    print(json.dumps({name: held(original, books, deed) for name, deed in DEEDS.items()}))


def held(original: Path, books: FullBooks, deed: Deed) -> dict[str, Any]:
    """`killed`: after each victim. `again`: after whoever clicked has clicked again. `wrong`: at the end."""
    killed_rows, again_rows, died = [], [], True
    while died:
        victim = Path(shutil.copy(original, original.with_name("victim.db")))
        died = killed(victim, books, deed, step=len(killed_rows) + 1)
        killed_rows.append(rows(victim))
        again = Store(f"sqlite:///{victim}")
        deed(books, again)
        again_rows.append(rows(victim))
        wrong = [] if died else [str(finding) for finding in verify(again, books.shop)]
        again.close()
        for beside in original.parent.glob("victim.db*"):
            beside.unlink()
    return {"before": rows(original), "killed": killed_rows, "again": again_rows, "wrong": wrong}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
