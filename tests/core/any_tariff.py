"""Tariff documents of every kind, for what must hold of all of them.

Few and telling values: hypothesis then tries more whole tariffs in the same time.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NUMBER = "34911234567"

amounts = st.sampled_from(["0", "0.001", "0.05", "0.125", "1", "2.999"])
increments = st.sampled_from([1, 7, 60, 90, 3000])
times = st.sampled_from(["00:00", "01:30", "02:00", "02:30", "08:00", "20:00", "23:00"])
days = st.sampled_from([[1], [5, 6], [1, 2, 3, 4, 5], [6, 7]])
# Among them days of `answers`, and the day before one.
dates = st.sampled_from([["2026-03-28"], ["2026-10-25", "2026-12-31/2027-01-01"], ["2026-03-01/2026-04-05"]])
holidays = st.fixed_dictionaries({"of": st.just("ES"), "dates": dates})
periods = st.fixed_dictionaries(
    {}, optional={"weekdays": days, "dates": dates, "holidays": holidays, "from": times, "to": times}
)
roundings = st.sampled_from([("up", 2), ("half_up", 2), ("down", 2), ("half_up", 0), ("up", 4)])
later_steps = st.sampled_from([[], [60], [90, 600], [3000]])
limits = st.sampled_from(
    [
        {},
        {"min_cost": "0.3"},
        {"max_cost": "5", "max_cost_then": "free"},
        {"min_cost": "1", "max_cost": "1", "max_cost_then": "free"},
        {"max_cost": "2", "max_cost_then": "disconnect"},
    ]
)
# A grace so long that calls within it pass from one period to another.
gifts = st.sampled_from(
    [{}, {}, {"grace_s": 7}, {"free_s": 60}, {"grace_s": 90, "free_s": 45}, {"grace_s": 30_000}]
)
validities = st.sampled_from(
    [
        {},
        {},
        {"valid_from": "2026-03-28T12:00:00+01:00"},
        {"discontinued_at": "2026-10-25T00:30:00Z"},
        {"valid_from": "2026-03-01T00:00:00Z", "discontinued_at": "2026-12-31T20:00:00Z"},
    ]
)
marks = st.sampled_from([{}, {}, {"premium": True}, {"forbidden": True, "hidden": True}])


def step(from_s, price, increment_s):
    return {"from_s": from_s, "price": price, "per_s": 60, "increment_s": increment_s}


@st.composite
def rates(draw):
    mode, decimals = draw(roundings)
    return {
        "prefixes": draw(st.sampled_from([["34"], ["34", "349"], ["349"], [""]])),
        "period": draw(periods),
        "priority": draw(st.integers(-1, 1)),
        "connect_fee": draw(amounts),
        "steps": [step(from_s, draw(amounts), draw(increments)) for from_s in [0, *draw(later_steps)]],
        "rounding": {"mode": mode, "decimals": decimals},
        **draw(limits),
        **draw(gifts),
        **draw(validities),
        **draw(marks),
    }


def rank(rate):
    return rate["priority"], rate["period"].get("from", "00:00")


def version(effective_from):
    """No two of its rates have the same rank, so that one is always preferred."""
    return st.lists(rates(), min_size=1, max_size=4, unique_by=rank).map(
        lambda rates: {"effective_from": effective_from, "rates": rates}
    )


old, new = version("2020-01-01T00:00:00Z"), version("2026-10-25T01:30:00+02:00")
decks = (
    st.tuples(old.map(lambda only: {"versions": [only]}))
    | st.tuples(st.tuples(old, new).map(lambda both: {"versions": list(both)}))
    | st.tuples(new.map(lambda only: {"versions": [only]}), old.map(lambda only: {"versions": [only]}))
)
documents = st.fixed_dictionaries(
    {
        "timezone": st.sampled_from(["Europe/Madrid", "UTC", "Australia/Lord_Howe", "America/Havana"]),
        "on_period_change": st.sampled_from(["split", "split", "start"]),
        "decks": decks.map(list),
    }
)

# Days on which some of those zones change their clocks, and plain ones.
answers = st.builds(
    lambda day, after: datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(milliseconds=after),
    st.sampled_from(["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-24", "2026-11-01", "2026-12-31"]),
    # At any moment; and shortly before or after one at which some clock shows a half or a whole hour.
    st.integers(0, 36 * 3600 * 1000)
    | st.builds(
        lambda half_hours, near: half_hours * 1_800_000 + near, st.integers(0, 71), st.integers(-90_000, 9000)
    ),
)
lengths = st.integers(0, 400) | st.integers(0, 40_000)


def unix_ms(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)
