"""What is left of each minute, and where nothing is."""

from decimal import Decimal

from any_package import AT_MS, documents, sheets
from hypothesis import given
from locutorio.core.margin import below_cost, each_losing, written_out
from locutorio.core.package_document import load_package
from locutorio.core.sheet import Row, Sheet


@given(documents, sheets, AT_MS)
def test_margins_are_prices_less_costs(document, sheet, at_ms):
    sold = written_out(load_package(document), sheet, at_ms=at_ms)
    for each in sold:
        if each.row is None:
            assert (each.cost, each.margin) == (None, None)
        else:
            assert each.cost == each.row.price * Decimal(document["exchange"])
            assert each.margin == min(step.price for step in each.rate.steps) - each.cost
    losing = below_cost(sold)
    assert {id(each) for each in losing} == {
        id(each) for each in sold if (each.margin or 0) < 0 and not each.rate.forbidden
    }
    assert [each.margin for each in losing] == sorted(each.margin for each in losing)


def told(sold):
    return [(each.prefix, each.label, each.price, each.cost, each.margin, each.row) for each in sold]


@given(documents, sheets, AT_MS)
def test_what_loses_is_found_without_asking_for_every_prefix(document, sheet, at_ms):
    made = load_package(document)
    losing = [each for sold in each_losing(made, sheet, at_ms=at_ms) for each in sold]
    sold = written_out(made, sheet, at_ms=at_ms)
    assert told(losing) == told(each for each in sold if each.is_below_cost)


def test_prefixes_that_differ_in_their_names_only_lose_alike():
    """But for one whose own row is over: it sells nothing, and tells nothing of those that do."""
    own = {"33": "0.05", "34": "0.02"}
    made = load_package(
        {
            "timezone": "UTC",
            "on_period_change": "split",
            "terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 2}},
            "rules": [{"where": {"prefixes": [prefix]}, "price": price} for prefix, price in own.items()],
        }
    )
    prices = {
        "33": "0.03",
        "34": "0.03",
        "340": "0.03",
        "341": "0.03",
        "342": "0.01",
        "343": "0.01",
        "344": "0.03",
    }
    sheet = Sheet.of(
        Row(prefix, f"Place {prefix}", Decimal(price), discontinued_at_ms=1 if prefix == "340" else None)
        for prefix, price in prices.items()
    )
    found = list(each_losing(made, sheet, at_ms=2))
    assert [each.prefix for losing in found for each in losing] == ["34", "341", "344"]
    assert len(found) >= len(prices)  # one for each prefix, for who tells how far it is
