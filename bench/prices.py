"""How many calls a second are priced, one by one and all at once, beside databases that price the same calls.

Everything is loaded and prepared before the clock runs, and what that takes is told. Each way is run several
times, turn and turn about, and its best turn counts; all must come to the same total, to the cent. The
yardstick is a bare look-up that does far less than a tariff needs: the longest prefix in a dict, and one
multiplication of Decimals.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import numpy as np
from locutorio.batch import Batch, Calls
from locutorio.batch.csv_files import price_file
from locutorio.core.rating import cost_of, price_call
from locutorio.core.tariff import Tariff

from bench import Row, databases
from bench.market import MICROS, Market, market

TURNS = 5
LINES = 1_000_000
BARE = "bare look-up"

Sum = Callable[[], int]


def measure() -> Iterator[Row]:
    sold = market()
    with ExitStack() as stack:
        db = stack.enter_context(databases.postgres(sold))
        simple = {
            f"{BARE} with Decimal": bare(sold),
            "priced with its steps": with_steps(sold, sold.simple),
            "cost alone": one_by_one(sold, sold.simple),
            "batch, calls as texts": from_texts(sold, sold.simple),
            "batch, calls in columns": in_columns(sold, sold.simple),
            "PostgreSQL, hash joins": databases.hash_joins(db, sold),
            "PostgreSQL, prefix index": databases.prefix_index(db, sold),
            "DuckDB, ASOF join": databases.asof_join(sold),
        }
        by_simple = calls_a_second(simple, len(sold.calls))
    by_periods = calls_a_second(
        {
            "priced with its steps": with_steps(sold, sold.with_periods),
            "cost alone": one_by_one(sold, sold.with_periods),
            "batch, calls as texts": from_texts(sold, sold.with_periods),
            "batch, calls in columns": in_columns(sold, sold.with_periods),
        },
        len(sold.calls),
    )
    bare_rate = by_simple[f"{BARE} with Decimal"]
    for kind, rates in (("simple rates", by_simple), ("periods", by_periods)):
        for name, rate in rates.items():
            yield Row(f"{name}, {kind}", rate, "calls/s", BARE, rate / bare_rate)
    batch = by_simple["batch, calls in columns"]
    quickest = max(rate for name, rate in by_simple.items() if "SQL" in name or "DuckDB" in name)
    yield Row("batch against the quickest database", batch / quickest, "times")
    yield from preparation(sold)
    yield from files(sold)


def bare(sold: Market) -> Sum:
    prices = {prefix: Decimal(price.charge) / MICROS for prefix, price in sold.prices.items()}
    increments_s = {prefix: price.increment_s for prefix, price in sold.prices.items()}
    lengths = sorted({len(prefix) for prefix in prices}, reverse=True)
    cent = Decimal("0.01")

    def cost(number: str, seconds: int) -> Decimal:
        for length in lengths:
            prefix = number[:length]
            price = prices.get(prefix)
            if price is not None:
                return (price * -(-seconds // increments_s[prefix])).quantize(cent, "ROUND_UP")
        raise LookupError(number)

    return lambda: int(100 * sum(cost(number, seconds) for number, _, seconds in sold.calls))


def with_steps(sold: Market, tariff: Tariff) -> Sum:
    def total() -> int:
        charges = (
            price_call(tariff, number, answered_at_ms=answered_at_ms, seconds=seconds)
            for number, answered_at_ms, seconds in sold.calls
        )
        return int(100 * sum(charge.cost for charge in charges))

    return total


def one_by_one(sold: Market, tariff: Tariff) -> Sum:
    return lambda: sum(
        cost_of(tariff, number, answered_at_ms=answered_at_ms, seconds=seconds)[0]
        for number, answered_at_ms, seconds in sold.calls
    )


def columns(sold: Market) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    numbers, answered_at_ms, seconds = zip(*sold.calls, strict=True)
    return np.array(numbers, dtype="S"), np.array(answered_at_ms), np.array(seconds)


def from_texts(sold: Market, tariff: Tariff) -> Sum:
    batch, given = Batch(tariff, decimals=2), columns(sold)
    return lambda: int(batch.price(Calls.of(*given)).units.sum())


def in_columns(sold: Market, tariff: Tariff) -> Sum:
    """In the order of the numbers, as the databases have them."""
    given = columns(sold)
    order = np.argsort(given[0])
    batch, calls = Batch(tariff, decimals=2), Calls.of(*(column[order] for column in given))
    return lambda: int(batch.price(calls).units.sum())


def calls_a_second(ways: Mapping[str, Sum], calls: int) -> dict[str, float]:
    """The best of several turns each, after one that does not count and sees that all totals are the same."""
    totals = {name: total() for name, total in ways.items()}
    assert len(set(totals.values())) == 1, totals
    best = dict.fromkeys(ways, 0.0)
    for _ in range(TURNS):
        for name, total in ways.items():
            begun = perf_counter()
            total()
            best[name] = max(best[name], calls / (perf_counter() - begun))
    return best


def preparation(sold: Market) -> Iterator[Row]:
    """What comes once for a tariff: its prefixes flattened, and every rate that is asked for laid out."""
    calls = Calls.of(*columns(sold))
    for name, tariff in (("simple rates", sold.simple), ("periods", sold.with_periods)):
        begun = perf_counter()
        Batch(tariff, decimals=2).price(calls)
        yield Row(f"batch, first time, {name}", perf_counter() - begun, "s")


def files(sold: Market) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        calls, out = Path(folder) / "calls.csv", Path(folder) / "priced.csv"
        with calls.open("w") as file:
            file.write("number,answered_at_ms,seconds\n")
            for begin in range(0, LINES, len(sold.calls)):
                file.writelines(f"{','.join(map(str, call))}\n" for call in sold.calls[: LINES - begin])
        for name, tariff in (("simple rates", sold.simple), ("periods", sold.with_periods)):
            batch = Batch(tariff, decimals=2)
            taken_s = []
            for _ in range(TURNS):
                begun = perf_counter()
                price_file(batch, calls, out)
                taken_s.append(perf_counter() - begun)
            yield Row(f"CSV to CSV, a million lines, {name}", LINES / min(taken_s), "lines/s")
