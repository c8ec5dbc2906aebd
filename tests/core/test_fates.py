"""What becomes of a number before anybody asks for money: each fate with its reason."""

from dataclasses import replace

import pytest
from locutorio.core.fates import BARRED, FREE, PRICED, UNPRICED, judge
from locutorio.core.rules import BoothRules
from locutorio.core.tariff_document import load_tariff
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SPAIN, tariff_of

PREMIUM = "806123456"
OTHER_PREMIUM = "0033899123456"
RULED = replace(
    SHOP, rules=BoothRules(emergency_numbers=("112", "091"), barred=("3361", "34803"), bar_unpriced=True)
)


def tariff(**terms):
    """Spain at 0.60; `p…` gives the rate of that prefix further terms."""
    document = tariff_of(p34="0.60", p33="1.20", **dict.fromkeys(terms, "1.00"))
    for rate in document["decks"][0]["versions"][0]["rates"]:
        rate.update(terms.get(f"p{rate['prefixes'][0]}", {}))
    return load_tariff(document)


def judged(digits, shop=SHOP, up_to_s=3600, at_ms=NOON_MS, **terms):
    return judge(digits, shop, tariff(**terms), answered_at_ms=at_ms, up_to_s=up_to_s)


@pytest.mark.parametrize(
    ("digits", "shop", "terms", "fate", "why"),
    [
        (SPAIN, SHOP, {}, PRICED, ""),
        (SPAIN, SHOP, {"p3491": {"free_s": 3600}}, FREE, "no_cost"),
        (SPAIN, SHOP, {"p3491": {"free_s": 3599}}, PRICED, ""),
        (SPAIN, SHOP, {"p3491": {"max_cost": "0", "max_cost_then": "free"}}, FREE, "no_cost"),
        (SPAIN, SHOP, {"p3491": {"forbidden": True}}, BARRED, "forbidden"),
        (SPAIN, SHOP, {"p3491": {"hidden": True}}, PRICED, ""),
        (SPAIN, SHOP, {"p3491": {"premium": True}}, PRICED, ""),
        (SPAIN, SHOP, {"p3491": {"forbidden": True, "discontinued_at": "2026-01-01T00:00:00Z"}}, PRICED, ""),
        (NOWHERE, SHOP, {}, UNPRICED, "no_price"),
        (NOWHERE, RULED, {}, BARRED, "no_price"),
        (FRANCE, SHOP, {}, PRICED, ""),
        (FRANCE, RULED, {}, BARRED, "shop"),
        (PREMIUM, SHOP, {}, BARRED, "premium"),
        (PREMIUM, RULED, {}, BARRED, "premium"),
        (PREMIUM, SHOP, {"p34806": {}}, BARRED, "premium"),
        (PREMIUM, SHOP, {"p34806": {"premium": True}}, PRICED, ""),
        (PREMIUM, SHOP, {"p34806": {"premium": True, "forbidden": True}}, BARRED, "forbidden"),
        (OTHER_PREMIUM, SHOP, {}, BARRED, "premium"),
        (OTHER_PREMIUM, SHOP, {"p33899": {"premium": True}}, PRICED, ""),
        ("803123456", RULED, {"p34803": {"premium": True}}, BARRED, "shop"),
        ("112", RULED, {}, FREE, "emergency"),
        ("091", RULED, {"p=091": {"forbidden": True}}, FREE, "emergency"),
        ("900123456", SHOP, {}, PRICED, ""),
        ("*100#", SHOP, {}, UNPRICED, "no_price"),
    ],
)
def test_a_number_has_one_fate_and_its_reason(digits, shop, terms, fate, why):
    verdict = judged(digits, shop, **terms)
    assert (verdict.fate, verdict.why) == (fate, why)


def test_without_a_tariff():
    for shop, digits, fate, why in [
        (SHOP, SPAIN, UNPRICED, "no_price"),
        (RULED, SPAIN, BARRED, "no_price"),
        (RULED, "112", FREE, "emergency"),
        (SHOP, PREMIUM, BARRED, "premium"),
        (RULED, FRANCE, BARRED, "shop"),
    ]:
        verdict = judge(digits, shop, None, answered_at_ms=NOON_MS, up_to_s=60)
        assert (verdict.fate, verdict.why, verdict.pricing) == (fate, why, None)


def test_what_would_price_it_is_told_also_of_a_barred_number():
    """So that a screen can say which destination is not put through, and what the carrier takes for it."""
    for verdict in (judged(FRANCE, RULED), judged(SPAIN, p3491={"forbidden": True})):
        assert verdict.fate == BARRED
        assert verdict.pricing is not None
    assert judged(PREMIUM).pricing is None
    assert judged("112", RULED).pricing is None


def test_a_call_that_may_pass_into_a_time_without_a_price_is_not_free():
    evening = {"p3491": {"period": {"from": "08:00", "to": "12:30"}, "free_s": 10}}
    assert judged(SPAIN, up_to_s=10, **evening).fate == FREE
    assert judged(SPAIN, up_to_s=3600, **evening).fate == PRICED


def test_the_number_is_told_as_it_is_understood():
    number = judged(PREMIUM).number
    assert (number.e164_digits, number.kind, number.is_premium) == ("34806123456", "premium", True)
    assert not judged(SPAIN).number.is_premium
