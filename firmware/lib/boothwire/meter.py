"""The meter: what a call of so many seconds costs, and how many seconds an amount buys.

Station 5 of the way of a call, and the only place where a price is computed: the hub bills with it and
the booth can show with it, so it keeps to whole numbers, which both Pythons have without limit.

A plan is one tariff already worked out for one call. Its amounts are counted in *parts*, a fraction of
the currency so small that every charge in the plan is a whole number of them; `quantum` parts make one
unit of the result, which is 10 ** -decimals of the currency.

    connect    parts, once, as soon as the call lasts at all
    segments   (start_s, increment_s, charge in parts) by rising start_s, the first at 0; a charge of None
               is a stretch for which the tariff has no price
    minimum    parts: a call that lasts at all costs no less
    maximum    parts: it costs no more; None = no such limit
    cutoff     units of the result: a call may not last longer than this pays for; None = no such limit
    rounding   "up", "half_up" or "down", of the total, once
    grace_s    a call of fewer seconds costs nothing, not even the connect fee

Increments are laid end to end from the answer, each whole, at the charge of the segment its first second
falls in. The meter must not know numbers, prefixes, clocks or time zones.

>>> plan = Plan(0, ((0, 60, 600), (60, 1, 10)), 0, None, None, 100, 2, "up", 0)   # 6.00 a minute, 60/1
>>> cost(plan, 1), cost(plan, 61), max_seconds(plan, 605, 3600)
(6, 7, 3600)
"""

from collections import namedtuple

Plan = namedtuple(
    "Plan",
    (
        "connect",
        "segments",
        "minimum",
        "maximum",
        "cutoff",
        "quantum",
        "decimals",
        "rounding",
        "grace_s",
    ),
)


class NoPrice(ValueError):
    """An increment begins in a stretch for which the plan has no price."""


def lay(plan: Plan, seconds: int) -> list[tuple[int, int, int]]:
    """The increments of a call of `seconds`, as runs of equal ones: (segment's index, start_s, how many).

    None at all within the grace.
    """
    if seconds < plan.grace_s:
        return []
    runs = []
    start = 0  # where the next increment begins
    segments = plan.segments
    last = len(segments) - 1
    for index, (_, increment_s, charge) in enumerate(segments):
        if start >= seconds:
            break
        end = seconds if index == last else min(seconds, segments[index + 1][0])
        if start >= end:
            continue  # an increment begun earlier reaches over all of this segment
        if charge is None:
            raise NoPrice("no price from second %d" % start)
        count = -((start - end) // increment_s)
        runs.append((index, start, count))
        start += count * increment_s
    return runs


def settle(plan: Plan, runs: list[tuple[int, int, int]]) -> int:
    """What the laid increments cost; no increments, no cost: not even the connect fee."""
    if not runs:
        return 0
    total = plan.connect
    for index, _, count in runs:
        total += count * plan.segments[index][2]
    return _settled(total, plan.minimum, plan.maximum, plan.quantum, plan.rounding)


def _settled(total: int, minimum: int, maximum: int | None, quantum: int, rounding: str) -> int:
    if total < minimum:  # noqa: PLR1730  max() would be a call more with every price
        total = minimum
    if maximum is not None and total > maximum:
        total = maximum
    if rounding == "up":
        return -(-total // quantum)
    if rounding == "half_up":
        return (total + quantum // 2) // quantum
    return total // quantum


def cost(plan: Plan, seconds: int) -> int:
    """The price of a call of `seconds`, in units of 10 ** -decimals; NoPrice where the plan has none.

    As settle() of lay(), in one go: it is asked for every running price, and time and again by max_seconds().
    """
    total, segments, minimum, maximum, _, quantum, _, rounding, grace_s = plan
    if seconds <= 0 or seconds < grace_s:
        return 0
    start = following = 0
    for _, increment_s, charge in segments:
        following += 1
        end = seconds
        if following < len(segments) and segments[following][0] < seconds:
            end = segments[following][0]
        if start < end:
            if charge is None:
                raise NoPrice("no price from second %d" % start)
            count = -((start - end) // increment_s)
            total += count * charge
            start += count * increment_s
            if start >= seconds:
                break
    return _settled(total, minimum, maximum, quantum, rounding)


def max_seconds(plan: Plan, amount: int, at_most_s: int) -> int:
    """The longest call, up to `at_most_s`, that costs no more than `amount`: cost() turned round.

    A longer call never costs less, so it is found by halving. The plan's own cutoff counts too.
    """
    if plan.cutoff is not None:
        amount = min(amount, plan.cutoff)
    bought, at_most = 0, at_most_s
    while bought < at_most:
        middle = (bought + at_most + 1) // 2
        if _pays_for(plan, amount, middle):
            bought = middle
        else:
            at_most = middle - 1
    return bought


def _pays_for(plan: Plan, amount: int, seconds: int) -> bool:
    try:
        return cost(plan, seconds) <= amount
    except NoPrice:
        return False
