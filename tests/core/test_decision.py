"""What a call may do: never more than the budget pays for by the meter that bills, nor a second less."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from boothwire import meter
from boothwire.fields import plan as check_plan
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.decision import LABELS, ascii_label, decide
from locutorio.core.fates import BARRED, FREE, PRICED, UNPRICED
from locutorio.core.rating import price_call
from locutorio.core.rules import BoothRules
from locutorio.core.tariff_document import load_tariff
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SPAIN, tariff_of

TARIFF = load_tariff(tariff_of(p34="0.60", p33="1.20"))
RULED = replace(SHOP, rules=BoothRules(emergency_numbers=("112",), barred=("3391",), bar_unpriced=True))


def decided(digits=SPAIN, shop=SHOP, tariff=TARIFF, left=None, at_ms=NOON_MS):
    return decide(digits, shop, tariff, answered_at_ms=at_ms, left_minor=left)


def test_a_price_comes_with_all_the_booth_needs():
    decision = decided()
    assert (decision.fate, decision.label, decision.limit_s) == (PRICED, "Zone 34", 3600)
    assert decision.max_minor == 3600
    check_plan("plan", json.loads(json.dumps(decision.plan)))
    segments = tuple(tuple(segment) for segment in decision.plan[1])
    plan = meter.Plan(decision.plan[0], segments, *decision.plan[2:])
    assert meter.cost(plan, 61) == 61


@pytest.mark.parametrize(
    ("digits", "shop", "left", "fate", "label"),
    [
        ("112", RULED, 0, FREE, "Emergency"),
        ("112", RULED, None, FREE, "Emergency"),
        ("0033911234567", RULED, None, BARRED, "Barred by the shop"),
        ("0033911234567", RULED, 500, BARRED, "Barred by the shop"),
        (FRANCE, RULED, None, PRICED, "Zone 33"),
        (NOWHERE, SHOP, None, UNPRICED, "No price"),
        (NOWHERE, RULED, None, BARRED, "No price"),
        (NOWHERE, SHOP, 500, BARRED, "No price"),
        (SPAIN, SHOP, 0, BARRED, "Budget used up"),
        ("806123456", SHOP, None, BARRED, "Premium number"),
        ("806123456", SHOP, 500, BARRED, "Premium number"),
    ],
)
def test_the_fate_of_a_number(digits, shop, left, fate, label):
    decision = decided(digits, shop, left=left)
    assert (decision.fate, decision.label) == (fate, label)
    assert decision.max_minor == {BARRED: 0, FREE: 0, UNPRICED: None, PRICED: 7200}[fate]


def with_terms(**terms):
    document = tariff_of(p34="0.60")
    document["decks"][0]["versions"][0]["rates"][0] |= terms
    return load_tariff(document)


def test_a_destination_the_tariff_forbids_is_not_put_through():
    decision = decided(tariff=with_terms(forbidden=True))
    assert (decision.fate, decision.label, decision.plan) == (BARRED, "Not put through", None)


def test_a_premium_number_is_granted_by_a_rate_marked_for_it():
    decision = decided("806123456", tariff=with_terms(premium=True))
    assert (decision.fate, decision.label, decision.max_minor) == (PRICED, "Zone 34", 3600)


def test_a_budget_of_nothing_still_buys_what_is_free():
    grace = decided(tariff=with_terms(grace_s=10), left=0)
    assert (grace.fate, grace.limit_s, grace.max_minor) == (FREE, 9, 0)
    free = decided(tariff=with_terms(free_s=45), left=0)
    assert (free.fate, free.limit_s, free.max_minor) == (FREE, 45, 0)


def test_the_plan_of_the_booth_knows_the_grace_and_the_free_seconds():
    plan = decided(tariff=with_terms(grace_s=10, free_s=45, connect_fee="0.10")).plan
    check_plan("plan", json.loads(json.dumps(plan)))
    booth = meter.Plan(plan[0], tuple(tuple(segment) for segment in plan[1]), *plan[2:])
    assert [meter.cost(booth, seconds) for seconds in (9, 10, 45, 46, 105)] == [0, 10, 10, 11, 70]


def test_every_label_can_be_shown_by_the_display():
    assert all(label == ascii_label(label) for label in LABELS.values())


def test_without_a_tariff_no_number_has_a_price():
    assert decided(tariff=None).fate == UNPRICED
    assert decided(tariff=None, left=500).fate == BARRED


def test_a_rate_of_nothing_is_free():
    assert decided(tariff=load_tariff(tariff_of(p34="0"))).fate == FREE


@st.composite
def tariffs(draw):
    price = draw(st.sampled_from(["0.60", "0.001", "2.999", "0"]))
    increments = draw(st.lists(st.sampled_from([1, 7, 60, 90]), min_size=1, max_size=3))
    steps = [
        {"from_s": 60 * index, "price": price, "per_s": 60, "increment_s": increment_s}
        for index, increment_s in enumerate(increments)
    ]
    rate = {
        "prefixes": ["34"], "steps": steps, "connect_fee": draw(st.sampled_from(["0", "0.15"])),
        "rounding": {"mode": draw(st.sampled_from(["up", "half_up", "down"])), "decimals": 2},
    }  # fmt: skip
    rate |= draw(st.sampled_from([{}, {"grace_s": 20}, {"free_s": 30}, {"min_cost": "0.50"}]))
    if draw(st.booleans()):
        rate |= {"max_cost": "1.10", "max_cost_then": draw(st.sampled_from(["free", "disconnect"]))}
    document = tariff_of()
    document["decks"][0]["versions"][0]["rates"] = [rate]
    return load_tariff(document)


@given(tariffs(), st.integers(0, 700), st.integers(0, 7200))
def test_a_budget_buys_what_it_pays_for_and_not_a_second_more(tariff, left, call_limit_s):
    shop = replace(SHOP, call_limit_s=call_limit_s)
    decision = decided(shop=shop, tariff=tariff, left=left)

    def cost_minor(seconds):
        charge = price_call(tariff, "34911234567", answered_at_ms=NOON_MS, seconds=seconds)
        return shop.currency.to_minor(charge.cost)

    cutoff = tariff.decks[0].versions[0].rates[0].plan.cutoff
    pays_minor = left if cutoff is None else min(left, cutoff)
    if decision.fate == BARRED:
        assert cost_minor(1) > pays_minor
        return
    assert 0 < decision.limit_s <= (call_limit_s or 86_400)
    assert cost_minor(decision.limit_s) == decision.max_minor <= left
    ends_early = decision.limit_s < (call_limit_s or 86_400)
    assert not ends_early or cost_minor(decision.limit_s + 1) > pays_minor


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Côte d’Ivoire", "Cote dIvoire"),
        ("España móvil", "Espana movil"),
        ("المغرب", ""),
        ("x" * 200, "x" * 120),
    ],
)
def test_a_label_is_what_the_display_can_show(label, shown):
    assert ascii_label(label) == shown


def test_a_plan_too_large_for_the_wire_is_left_out():
    document = tariff_of()
    steps = [
        {"from_s": 60 * n, "price": str(Decimal(n) / 100 + 1), "per_s": 60, "increment_s": 1}
        for n in range(30)
    ]
    document["decks"][0]["versions"][0]["rates"] = [
        {"prefixes": ["34"], "steps": steps, "rounding": {"mode": "up", "decimals": 2}}
    ]
    decision = decided(tariff=load_tariff(document), left=500)
    assert decision.plan is None
    assert decision.limit_s > 0, "the limit needs no plan in the booth"
