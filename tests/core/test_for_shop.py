"""A tariff a shop cannot sell by is refused: wrong coins, prefixes nobody dials, two prices at once."""

import copy
import json
from importlib.resources import files

import pytest
from locutorio.core.money import Currency
from locutorio.core.tariff_document import TariffError, for_shop, load_tariff
from tariff_document import GOOD, RATE, changed

EUR = Currency("EUR", 2)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["currency"], "USD", "the tariff is in USD, but the shop takes EUR"),
        ([*RATE, "rounding", "decimals"], 3, "the rate for Spain rounds to 3 decimals, but EUR has 2"),
        ([*RATE, "prefixes"], ["+34"], 'the prefix "+34" must be digits'),
        ([*RATE, "prefixes"], ["3=4"], 'the prefix "3=4" must be digits'),
    ],
)
def test_a_tariff_no_shop_could_sell_by(path, value, words):
    tariff = load_tariff(changed(path, value))
    with pytest.raises(TariffError) as caught:
        for_shop(tariff, EUR)
    assert words in str(caught.value)


def test_a_tariff_without_a_rate_prices_nothing_and_sells_nothing():
    empty = load_tariff(changed(["decks"], []))
    assert empty.rates_for("34911", 0) is None
    with pytest.raises(TariffError, match="holds no rate"):
        for_shop(empty, EUR)


def test_for_shop_lets_a_good_tariff_pass():
    tariff = load_tariff(GOOD)
    assert for_shop(tariff, EUR) is tariff


def test_the_sample_tariff_can_be_sold_by():
    text = (files("locutorio.sample") / "tariff.json").read_text("utf-8")
    tariff = for_shop(load_tariff(json.loads(text)), EUR)
    rates = tariff.decks[0].versions[0].rates
    assert len({rate.label.split(",")[0] for rate in rates}) > 200


def with_two_rates(other):
    document = copy.deepcopy(GOOD)
    rates = document["decks"][0]["versions"][0]["rates"]
    rates.append({**rates[0], **other})
    return load_tariff(document)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"period": {"from": "08:00"}},
        {"period": {"weekdays": [1, 6], "from": "08:00", "to": "07:00"}},
        {"period": {"dates": ["2026-01-05"], "from": "08:00"}},
        {"valid_from": "2026-02-28T23:59:59Z"},
        {"discontinued_at": "2026-02-01T00:00:01+01:00", "valid_from": "2025-01-01T00:00:00Z"},
    ],
)
def test_of_two_rates_in_force_at_once_one_must_be_preferred(other):
    with pytest.raises(TariffError, match='two rates for the prefix "34" can be in force at once'):
        for_shop(with_two_rates(other), EUR)


@pytest.mark.parametrize(
    "other",
    [
        {"period": {"weekdays": [6, 7], "from": "08:00"}},
        {"period": {"months": [2], "from": "08:00"}},
        {"period": {"month_days": [30], "from": "08:00"}},
        {"period": {"dates": ["2026-01-06"], "from": "08:00"}},
        {"valid_from": "2026-03-01T00:00:00Z", "discontinued_at": "2026-04-01T00:00:00Z"},
        {"valid_from": "2025-01-01T00:00:00Z", "discontinued_at": "2026-02-01T00:00:00+01:00"},
        {"period": {"from": "09:00"}},
        {"priority": 4},
        {"prefixes": ["349"]},
    ],
)
def test_two_rates_that_never_meet_or_differ_in_rank_may_stand_together(other):
    for_shop(with_two_rates(other), EUR)
