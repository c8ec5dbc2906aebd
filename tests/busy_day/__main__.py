"""Plays one busy day from the command line: see the package's docstring."""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from locutorio.store.engine import Store
from postgres import PostgresServer

from busy_day.day import Day, Off
from busy_day.play import play


@contextmanager
def opened(folder: Path, *, postgres: bool) -> Iterator[Store]:
    server = PostgresServer() if postgres else None
    if server:
        server.start()
    store = Store(server.new_database() if server else f"sqlite:///{folder}/shop.db")
    try:
        store.create_or_upgrade()
        yield store
    finally:
        store.close()
        if server:
            server.stop()


def rows(day: Day, took_s: float, worked_s: float) -> Iterator[tuple[str, str]]:
    shifts = day.tally.shifts
    sales, notes = sum(shift.sales for shift in shifts), sum(shift.credits for shift in shifts)
    yield from ((what, f"{number:,}") for what, number in day.counts.items())
    yield "receipts", f"{sales:,}"
    yield "credit notes", f"{notes:,}"
    yield "shifts", f"{len(shifts)}"
    for method, amount in sorted(sum((shift.methods for shift in shifts), Counter()).items()):
        yield f"taken by {method}", f"{amount / 100:,.2f}"
    yield "seconds", f"{took_s:.1f}"
    yield "processor seconds", f"{worked_s:.1f}"
    yield "receipts a second", f"{(sales + notes) / took_s:.1f}"
    cut = statistics.quantiles((s * 1000 for s in day.took_s), n=100)
    yield "checkout p50, p99", f"{cut[49]:.0f} ms, {cut[98]:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m busy_day", description=__doc__)
    parser.add_argument("--booths", type=int, default=50)
    parser.add_argument("--operators", type=int, default=10)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a throw-away server")
    asked = vars(parser.parse_args())
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder), postgres=asked.pop("postgres")) as store,
    ):
        began, idle_s = time.perf_counter(), time.process_time()
        try:
            day = play(store, Path(folder), **asked)
        except Off as off:
            raise SystemExit(f"off: {off}") from off
        took_s, worked_s = time.perf_counter() - began, time.process_time() - idle_s
        for what, figure in rows(day, took_s, worked_s):
            print(f"{what:<24}{figure:>16}")
    print("every sum agrees with the books, and the books with themselves")


if __name__ == "__main__":
    main()
