"""Prices a call the slow and obvious way: increment by increment, straight from the tariff's document.

A second computation to hold the first against: it shares no code with the core.
"""

from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from math import ceil, floor
from zoneinfo import ZoneInfo

ROUND = {"up": ceil, "down": floor, "half_up": lambda units: floor(units + Fraction(1, 2))}


class NoRateError(Exception):
    pass


def cost(document, number, answered_at, seconds, *, premium=False):
    """As a Fraction; `answered_at` an aware datetime, `premium`: the number is of the premium kind."""
    rates = rates_of(document, number, answered_at)
    if premium:
        rates = [rate for rate in rates if rate.get("premium", False)]
    zone = ZoneInfo(document["timezone"])

    def in_force(second):
        moment = answered_at.astimezone(UTC) + timedelta(seconds=second)
        return best(rates, moment.astimezone(zone).replace(tzinfo=None))

    first = in_force(0)
    if seconds == 0 or seconds < first.get("grace_s", 0):
        return Fraction(0)
    total, second = Fraction(first.get("connect_fee", "0")), 0
    while second < seconds:
        rate = first if document["on_period_change"] == "start" else in_force(second)
        length, charge = increment(rate, second)
        total += charge
        second += length
    total = max(total, Fraction(first.get("min_cost", "0")))
    if first.get("max_cost_then") == "free":
        total = min(total, Fraction(first["max_cost"]))
    unit = 10 ** first["rounding"]["decimals"]
    return Fraction(ROUND[first["rounding"]["mode"]](total * unit), unit)


def increment(rate, second):
    """How long the increment is that begins at `second` of the call, and what it costs."""
    free_s = rate.get("free_s", 0)
    if second < free_s:
        return free_s, Fraction(0)
    step = max((s for s in rate["steps"] if s["from_s"] <= second - free_s), key=lambda s: s["from_s"])
    return step["increment_s"], Fraction(step["price"]) * step["increment_s"] / step["per_s"]


def rates_of(document, number, answered_at):
    for deck in document["decks"]:
        started = [v for v in deck["versions"] if datetime.fromisoformat(v["effective_from"]) <= answered_at]
        if not started:
            continue
        rates = max(started, key=lambda v: datetime.fromisoformat(v["effective_from"]))["rates"]
        rates = [rate for rate in rates if is_there(rate, answered_at)]
        held = [p for rate in rates for p in rate["prefixes"] if number.startswith(p)]
        if held:
            longest = max(held, key=len)
            return [rate for rate in rates if longest in rate["prefixes"]]
    raise NoRateError


def is_there(rate, answered_at):
    if "valid_from" in rate and answered_at < datetime.fromisoformat(rate["valid_from"]):
        return False
    return "discontinued_at" not in rate or answered_at < datetime.fromisoformat(rate["discontinued_at"])


def best(rates, local):
    holding = [rate for rate in rates if holds(rate.get("period", {}), local)]
    if not holding:
        raise NoRateError
    begins = lambda rate: rate.get("period", {}).get("from", "00:00")  # noqa: E731
    return max(holding, key=lambda rate: (rate.get("priority", 0), begins(rate)))


def holds(period, local):
    begin = time.fromisoformat(period.get("from", "00:00"))
    end = time.fromisoformat(period["to"]) if "to" in period else None
    day = local.date()
    if end is not None and end <= begin:
        if local.time() < begin:
            if local.time() >= end:
                return False
            day -= timedelta(days=1)
    elif local.time() < begin or (end is not None and local.time() >= end):
        return False
    return (
        day.month in period.get("months", [day.month])
        and day.day in period.get("month_days", [day.day])
        and day.isoweekday() in period.get("weekdays", [day.isoweekday()])
        and is_named(period, day.isoformat())
    )


def is_named(period, day):
    """Days written like 2026-12-24 stand in the order of the calendar."""
    if "dates" not in period and "holidays" not in period:
        return True
    named = period.get("dates", []) + period.get("holidays", {}).get("dates", [])
    return any(first <= day <= (last or first) for first, _, last in (each.partition("/") for each in named))
