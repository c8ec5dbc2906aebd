"""Runs every measurement, one after another, and prints one table."""

import importlib
import sys
from collections.abc import Iterable

from bench import Row

PARTS = ("prices", "ingest", "counter", "firmware", "faults")


def show(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} x {row.baseline}"
    return f"{row.name:<58} {row.value:>14,.2f} {row.unit:<10} {ratio}"


def main(parts: Iterable[str]) -> None:
    for part in parts:
        for row in importlib.import_module(f"bench.{part}").measure():
            print(show(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or PARTS)
