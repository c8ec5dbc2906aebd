"""How many calls a second are priced one by one, against a bare look-up that does far less.

The yardstick finds the longest prefix in a dict and multiplies begun minutes by a Decimal: no periods, no
steps, no decks, no steps kept. Both are run turn and turn about on the same calls, and the best turn of
each counts.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from importlib.resources import files
from time import perf_counter

from locutorio.core.rating import price_call
from locutorio.core.tariff import load_tariff

from bench import Row

CALLS = 10_000
TURNS = 5
MONDAY_MS = 1_772_406_000_000  # 2026-03-02 00:00 in Madrid
WEEK_S = 7 * 86_400

Call = tuple[str, int, int]  # number, answered_at_ms, seconds


def measure() -> Iterator[Row]:
    document = json.loads((files("locutorio.sample") / "tariff.json").read_text("utf-8"))
    tariff = load_tariff(document)
    prices = prices_per_minute(document)
    longest = max(map(len, prices))

    def bare(call: Call) -> Decimal:
        number, _, seconds = call
        for length in range(longest, 0, -1):
            price = prices.get(number[:length])
            if price is not None:
                return (price * -(-seconds // 60)).quantize(Decimal("0.01"))
        raise LookupError(number)

    def priced(call: Call) -> Decimal:
        number, answered_at_ms, seconds = call
        return price_call(tariff, number, answered_at_ms=answered_at_ms, seconds=seconds).cost

    calls = some_calls(list(prices))
    periods = [call for call in calls if has_periods(tariff, call)]
    yardstick, *rates = calls_a_second([(bare, calls), (priced, calls), (priced, periods)])
    yield Row("bare look-up with Decimal", yardstick, "calls/s")
    for name, rate in zip(("whole tariff", "rates with periods only"), rates, strict=True):
        yield Row(f"priced live with its steps, {name}", rate, "calls/s", "bare look-up", rate / yardstick)


def prices_per_minute(document: dict) -> dict[str, Decimal]:
    """One price for each prefix, whatever the hour."""
    rates = document["decks"][0]["versions"][0]["rates"]
    return {prefix: Decimal(rate["steps"][0]["price"]) for rate in rates for prefix in rate["prefixes"]}


def some_calls(prefixes: Sequence[str]) -> list[Call]:
    """Calls of a week, to everywhere alike; most short, some long."""
    chance = random.Random(1)
    return [
        (
            chance.choice(prefixes) + "2345678",
            MONDAY_MS + chance.randrange(WEEK_S) * 1000,
            min(1 + int(chance.expovariate(1 / 180)), 7200),
        )
        for _ in range(CALLS)
    ]


def has_periods(tariff, call: Call) -> bool:
    _, rates = tariff.rates_for(call[0], call[1])
    return len(rates) > 1


def calls_a_second(measured: Sequence[tuple[Callable[[Call], Decimal], Sequence[Call]]]) -> list[float]:
    best = [0.0] * len(measured)
    for _ in range(TURNS):
        for index, (function, calls) in enumerate(measured):
            begin = perf_counter()
            for call in calls:
                function(call)
            best[index] = max(best[index], len(calls) / (perf_counter() - begin))
    return best
