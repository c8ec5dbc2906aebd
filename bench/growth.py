"""The same calls at a thousand, ten thousand, a hundred thousand and a million prefixes, on one plot.

Writes docs/pictures/growth.svg. What one by one and all at once are is said in prices.py.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import matplotlib as mpl

from bench import Row, databases
from bench.market import CALLS, market
from bench.prices import calls_a_second, in_columns, one_by_one

mpl.use("svg")
from matplotlib import pyplot as plt  # the way to draw is chosen first

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "growth.svg"
# One marker and colour each, told apart without colours too.
LOOKS = {
    "batch": ("o", "#0b5c8a"),
    "batch, periods": ("s", "#0b5c8a"),
    "one by one": ("o", "#a63c06"),
    "one by one, periods": ("s", "#a63c06"),
    "DuckDB, ASOF join": ("^", "#555555"),
    "PostgreSQL, hash joins": ("v", "#555555"),
}


def measure() -> Iterator[Row]:
    found: dict[str, list[float]] = {name: [] for name in LOOKS}
    for prefixes in SIZES:
        for name, rate in rates(prefixes).items():
            found[name].append(rate)
            yield Row(f"{name}, {prefixes} prefixes", rate, "calls/s")
    draw(found)


def rates(prefixes: int) -> dict[str, float]:
    sold = market(prefixes)
    by_periods: Mapping[str, Callable[[], int]] = {
        "batch, periods": in_columns(sold, sold.with_periods),
        "one by one, periods": one_by_one(sold, sold.with_periods),
    }
    with databases.postgres(sold) as db:
        simple = {
            "batch": in_columns(sold, sold.simple),
            "one by one": one_by_one(sold, sold.simple),
            "DuckDB, ASOF join": databases.asof_join(sold),
            "PostgreSQL, hash joins": databases.hash_joins(db, sold),
        }
        found = calls_a_second(simple, len(sold.calls))
    return found | calls_a_second(by_periods, len(sold.calls))


def draw(found: Mapping[str, list[float]]) -> None:
    mpl.rcParams["svg.fonttype"] = "none"  # words stay words
    mpl.rcParams["svg.hashsalt"] = "growth"  # the same picture for the same figures
    figure, axes = plt.subplots(figsize=(7.5, 4.5), layout="constrained")
    for name, (marker, colour) in LOOKS.items():
        dashes = "--" if name.endswith("periods") else "-"
        axes.loglog(SIZES, found[name], dashes, marker=marker, color=colour, label=name)
    axes.set_xlabel("prefixes in the tariff")
    axes.set_ylabel("calls priced in a second")
    axes.set_title(f"{CALLS:,} calls, the same total from all")
    axes.grid(which="major", color="#dddddd")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(PICTURE, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
