"""The same calls priced by databases, each in the way that is known to be its quickest, all in one sum.

Calls and rates are loaded, indexed and analysed before the clock runs; what is measured is one query that
prices every call, rounds it up to the cent and adds all up. Numbers are given as each does best with:
PostgreSQL texts, DuckDB whole numbers of one length in order, and its rates as disjoint ranges of these.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import numpy as np
import psycopg

from bench.market import DIGITS, Market, Price
from tests.postgres import PostgresServer

# What a call costs in cents, of so many millionths for each increment begun.
CENTS = "((seconds + increment_s - 1) / increment_s * charge + 9999) / 10000"

Pricing = Callable[[], int]


@contextmanager
def postgres(market: Market) -> Iterator[psycopg.Connection]:
    server = PostgresServer()
    server.start()
    try:
        with psycopg.connect(server.new_database(), autocommit=True) as db:
            db.execute("SET jit = off")
            db.execute("SET work_mem = '256MB'")
            for cost in ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size"):
                db.execute(f"SET {cost} = 0")  # on every core, though the tables are small
            db.execute("CREATE TABLE calls (number text, seconds bigint)")
            with db.cursor().copy("COPY calls FROM STDIN") as copy:
                for call in market.calls:
                    copy.write_row((call.number, call.seconds))
            yield db
    finally:
        server.stop()


def hash_joins(db: psycopg.Connection, market: Market) -> Pricing:
    """A hash join for each length a prefix has; the longest that is there counts."""
    _rates(db, "rates", "text PRIMARY KEY", market)
    lengths = sorted({len(prefix) for prefix in market.prices}, reverse=True)
    joins = "".join(
        f" LEFT JOIN (SELECT * FROM rates WHERE length(prefix) = {length}) r{length}"
        f" ON r{length}.prefix = left(number, {length})"
        for length in lengths
    )
    columns = ", ".join(
        f"coalesce({', '.join(f'r{length}.{column}' for length in lengths)}) AS {column}"
        for column in ("increment_s", "charge")
    )
    return _sum(db, f"SELECT seconds, {columns} FROM calls{joins}")


def prefix_index(db: psycopg.Connection, market: Market) -> Pricing:
    """The prefix extension: for each call its GiST index is asked for the longest."""
    db.execute("CREATE EXTENSION prefix")
    _rates(db, "prefixes", "prefix_range", market)
    db.execute("CREATE INDEX ON prefixes USING gist (prefix)")
    db.execute("ANALYZE prefixes")
    longest = (
        "SELECT increment_s, charge FROM prefixes WHERE prefix @> number ORDER BY length(prefix) DESC LIMIT 1"
    )
    return _sum(db, f"SELECT * FROM calls, LATERAL ({longest}) rate")


def _rates(db: psycopg.Connection, table: str, kind: str, market: Market) -> None:
    db.execute(f"CREATE TABLE {table} (prefix {kind}, increment_s bigint, charge bigint)")
    with db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for prefix, price in sorted(market.prices.items()):  # the index comes out much better for it
            copy.write_row((prefix, *price))
    db.execute("ANALYZE")


def _sum(db: psycopg.Connection, priced: str) -> Pricing:
    query = f"SELECT sum({CENTS})::bigint FROM ({priced}) priced"
    return lambda: db.execute(query).fetchone()[0]


def asof_join(market: Market) -> Pricing:
    """DuckDB: each call joined to the last range that begins before it."""
    db = duckdb.connect()
    begins, prices = _ranges(market)
    keys = np.array([int(call.number) for call in market.calls])
    order = np.argsort(keys)
    seconds = np.array([call.seconds for call in market.calls])[order]
    given = {
        "calls": {"number": keys[order], "seconds": seconds},
        "ranges": {
            "begin": begins,
            "increment_s": np.array([price.increment_s for price in prices]),
            "charge": np.array([price.charge for price in prices]),
        },
    }
    for table, columns in given.items():
        db.register("columns", columns)
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM columns")
        db.unregister("columns")
    cents = CENTS.replace("/", "//")
    query = f"SELECT sum({cents})::bigint FROM calls ASOF JOIN ranges ON number >= begin"
    return lambda: db.execute(query).fetchone()[0]


def _ranges(market: Market) -> tuple[np.ndarray, list[Price]]:
    """Where the ranges begin that prefixes flatten into, and the price in each; nobody calls the gaps."""
    numbers = [(int(prefix), 10 ** (DIGITS - len(prefix))) for prefix in market.prices]
    begins = {number * size for number, size in numbers} | {(number + 1) * size for number, size in numbers}
    inside = np.array(sorted(begin for begin in begins if begin < 10**DIGITS))
    return inside, [_price(market.prices, f"{begin:0{DIGITS}}") for begin in inside]


def _price(prices: dict[str, Price], number: str) -> Price:
    found = (prices.get(number[:length]) for length in range(DIGITS, 0, -1))
    return next((price for price in found if price is not None), Price(1, 0))
