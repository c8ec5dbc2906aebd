"""A file of calls priced into another: CSV to CSV, the same lines with a cost each. Beside station 5.

Columns `number`, `answered_at_ms` and `seconds` are asked for; `premium` ("true") marks premium numbers; any
others pass as they are. All or nothing: a line that cannot be read is told of, and no file is made.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import polars as pl

from locutorio.batch.calls import Calls, Costs, Flags
from locutorio.batch.keys import WIDTH, Texts, texts_of
from locutorio.batch.pricer import Batch
from locutorio.core.errors import ShopError
from locutorio.core.tariff import RateList, Tariff

PIECE_ROWS = 250_000
FIRST_LINE = 2  # the one under the heading
TOLD = 10  # lines of each kind that are named
LONGEST_S = 366 * 86_400
DECIMALS_MAX = 18  # what a decimal column has room for, beside the units
WHOLE = ("answered_at_ms", "seconds")

Progress = Callable[[int, int], None]


class CallsFileError(ShopError):
    code = "bad_calls_file"


@dataclass
class Tally:
    """`unpriced`: the lines of the first calls the tariff has no price for."""

    calls: int = 0
    unpriced_calls: int = 0
    unpriced: tuple[int, ...] = ()


def price_file(
    batch: Batch, calls: Path, out: Path, *, progress: Progress = lambda done, total: None
) -> Tally:
    """`calls` with a column `cost` more, in `out`; it is left empty where the tariff has no price."""
    total, tally = _line_count(calls), Tally()
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("wb") as file, ThreadPoolExecutor(1) as pen:
            writing: Future[None] | None = None
            for rows in _pieces(calls):
                priced = _price_piece(batch, rows, tally)
                if writing:
                    writing.result()
                writing = pen.submit(priced.write_csv, file, include_header=writing is None)
                progress(tally.calls, total)
            if writing:
                writing.result()
        os.replace(unfinished, out)
    finally:
        unfinished.unlink(missing_ok=True)
    return tally


def _line_count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def decimals_of(tariff: Tariff) -> int:
    """As many as any of the tariff's rates rounds to, which a batch for files is made with."""
    versions = (version for deck in tariff.decks for version in deck.versions)
    rates = (rate for version in versions if isinstance(version, RateList) for rate in version.rates)
    decimals = max((rate.rounding.decimals for rate in rates), default=0)
    if decimals > DECIMALS_MAX:
        raise CallsFileError(f"the tariff rounds to {decimals} decimals; a file has room for {DECIMALS_MAX}")
    return decimals


def _pieces(calls: Path) -> Iterator[pl.DataFrame]:
    try:
        read = pl.scan_csv(calls, infer_schema=False)
        missing = {"number", *WHOLE}.difference(read.collect_schema().names())
        if missing:
            raise CallsFileError(f"{calls} has no column named {' or '.join(sorted(missing))}")
        yield read.head(0).collect()  # of a file without calls the heading is left
        yield from read.collect_batches(chunk_size=PIECE_ROWS, maintain_order=True)
    except pl.exceptions.PolarsError as error:
        raise CallsFileError(f"{calls} cannot be read as CSV: {error}") from None


def _price_piece(batch: Batch, rows: pl.DataFrame, tally: Tally) -> pl.DataFrame:
    first_line = FIRST_LINE + tally.calls
    whole = rows.select(pl.col(WHOLE).str.strip_chars().cast(pl.Int64, strict=False))
    _check(rows, whole, first_line)
    numbers = rows["number"]
    costs = batch.price(
        Calls.of(
            cast(Sequence[str], numbers),  # it is asked like one
            whole["answered_at_ms"].to_numpy(),
            whole["seconds"].to_numpy(),
            rows["premium"].eq_missing("true").to_numpy() if "premium" in rows.columns else None,
            texts=_texts(numbers),
        )
    )
    without = np.flatnonzero(~costs.priced)
    tally.unpriced += tuple(int(row) + first_line for row in without[: TOLD - len(tally.unpriced)])
    tally.unpriced_calls += len(without)
    tally.calls += len(rows)
    return rows.with_columns(_amounts(costs))


def _check(rows: pl.DataFrame, whole: pl.DataFrame, first_line: int) -> None:
    seconds = whole["seconds"]
    wrong = {
        "number is missing": rows["number"].is_null(),
        "answered_at_ms is not a whole number": whole["answered_at_ms"].is_null(),
        f"seconds is not a whole number up to {LONGEST_S}": ~seconds.is_between(0, LONGEST_S).fill_null(
            False
        ),
    }
    told = [f"{_lines(flags.to_numpy(), first_line)}: {what}" for what, flags in wrong.items() if flags.any()]
    if told:
        raise CallsFileError("; ".join(told))


def _lines(flags: Flags, first_line: int) -> str:
    """ "line 7", "lines 7, 9", or the first few of many."""
    lines = [str(row + first_line) for row in np.flatnonzero(flags)]
    more = f" and {len(lines) - TOLD} more" if len(lines) > TOLD else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(lines[:TOLD])}{more}"


def _texts(numbers: pl.Series) -> Texts:
    """As texts_of(), out of the column's own memory."""
    data = numbers.str.head(WIDTH).str.pad_end(WIDTH, "\0").str.join("").item().encode()
    if len(data) != WIDTH * len(numbers):  # some sign of them takes more than a byte
        return texts_of(numbers.to_list())
    return np.frombuffer(data, dtype=f"S{WIDTH}")


def _amounts(costs: Costs) -> pl.Expr:
    large = costs.units.dtype == np.object_
    units = pl.Series(costs.units.tolist(), dtype=pl.Int128) if large else pl.Series(costs.units)
    amounts = units.cast(pl.Decimal(38, costs.decimals)) / 10**costs.decimals
    return pl.when(pl.Series(costs.priced)).then(amounts).alias("cost")
