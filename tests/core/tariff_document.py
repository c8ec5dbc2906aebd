"""A tariff document with every field, and the way to change one of them."""

import copy

STEP = {"from_s": 0, "price": "0.10", "per_s": 60, "increment_s": 60}
GOOD = {
    "name": "Barri",
    "currency": "EUR",
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "decks": [
        {
            "versions": [
                {
                    "effective_from": "2026-01-01T00:00:00+01:00",
                    "rates": [
                        {
                            "label": "Spain",
                            "prefixes": ["34", "=112"],
                            "period": {
                                "weekdays": [1, 5], "months": [1], "month_days": [5, 31],
                                "from": "08:00", "to": "20:00:30",
                                "dates": ["2026-01-05/2026-01-07", "2027-01-01"],
                                "holidays": {"of": "ES", "dates": ["2026-01-06", "2026-12-25"]},
                            },
                            "priority": 3,
                            "connect_fee": "0.10",
                            "steps": [
                                {"from_s": 60, "price": "0.05", "per_s": 60, "increment_s": 1},
                                {"from_s": 0, "price": "0.10", "per_s": 60, "increment_s": 60},
                            ],
                            "rounding": {"mode": "up", "decimals": 2},
                            "min_cost": "0.20",
                            "max_cost": "9",
                            "max_cost_then": "disconnect",
                            "grace_s": 5,
                            "free_s": 30,
                            "valid_from": "2026-02-01T00:00:00+01:00",
                            "discontinued_at": "2026-03-01T00:00:00Z",
                            "forbidden": True,
                            "hidden": True,
                            "premium": True,
                        }
                    ],
                }
            ]
        }
    ],
}  # fmt: skip
VERSION = ["decks", 0, "versions", 0]
RATE = [*VERSION, "rates", 0]


def changed(path, value, good=GOOD):
    """`good` with the value at `path` replaced; None takes it out."""
    document = copy.deepcopy(good)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document
