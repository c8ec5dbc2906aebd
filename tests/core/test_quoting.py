"""What a number costs, said before it is dialled: in the words of the counter, and the same as is billed."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from any_tariff import answers, documents, lengths, unix_ms
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.fates import BARRED, FREE, PRICED, UNPRICED
from locutorio.core.money import Currency, InexactMoney
from locutorio.core.quote import Offer, Quote, QuotedStep
from locutorio.core.quoting import LOOKS_AHEAD_MS, as_dialled, quote, usual_amounts
from locutorio.core.rating import NoRate, price_call
from locutorio.core.rules import BoothRules
from locutorio.core.tariff_document import load_tariff
from small_shop import SHOP

STEP = {"from_s": 0, "price": "0.60", "per_s": 60, "increment_s": 60}
RATE = {
    "prefixes": ["34"],
    "label": "Spain",
    "steps": [STEP],
    "rounding": {"mode": "up", "decimals": 2},
}

EVENING = {"period": {"from": "20:00"}, "priority": 1, "steps": [STEP | {"price": "0.30"}]}
SUNDAY = {"period": {"weekdays": [7]}, "priority": 2, "steps": [STEP | {"price": "0.10"}]}


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


MONDAY = at("2026-03-02 11:00")


def offer(*rates: dict[str, Any], since: str = "2026-01-01 00:00", **fields: Any) -> Offer:
    version = {"effective_from": "2020-01-01T00:00:00Z", "rates": [RATE | rate for rate in rates]}
    tariff = {"timezone": "Europe/Madrid", "on_period_change": "split", "decks": [{"versions": [version]}]}
    return Offer(1, "Standard", 1, at(since), load_tariff(tariff | fields))


def asked(*offers: Offer, digits: str = "911234567", at_ms: int = MONDAY, **shop: Any) -> Quote:
    return quote(
        replace(SHOP, **shop), offers, digits, at_ms=at_ms, lengths_s=(60, 61, 600), amounts_minor=(100, 500)
    )


def test_a_minute_ten_and_how_long_the_money_lasts():
    said = asked(offer({"connect_fee": "0.10"}))
    assert (said.fate, said.why, said.label) == (PRICED, "", "Spain")
    assert said.number.display == "+34 911 23 45 67"
    assert said.terms
    assert said.terms.connect_fee == Decimal("0.10")
    assert said.terms.steps == (QuotedStep(0, Decimal("0.6"), 60),)
    assert said.lengths == ((60, 70), (61, 130), (600, 610))
    assert said.amounts == ((100, 60), (500, 480))
    assert said.change is None


def test_no_length_is_promised_beyond_the_shops_limit():
    assert asked(offer({}), call_limit_s=120).amounts == ((100, 60), (500, 120))


def test_it_is_what_the_call_is_billed():
    tariff = offer(
        {"free_s": 20, "grace_s": 5, "min_cost": "0.30", "max_cost": "4.00", "max_cost_then": "free"}
    )
    for seconds, cost_minor in asked(tariff).lengths:
        charge = price_call(tariff.tariff, "34911234567", answered_at_ms=MONDAY, seconds=seconds)
        assert cost_minor == charge.cost * 100


def test_a_price_that_no_decimals_can_say_is_said_to_the_sixth():
    [step] = asked(offer({"steps": [STEP | {"price": "0.01", "per_s": 7}]})).terms.steps
    assert step.per_minute == Decimal("0.085714")


def test_a_length_beyond_that_limit_is_priced_all_the_same():
    said = asked(offer({}, EVENING), at_ms=at("2026-03-02 18:59"), call_limit_s=60)
    assert said.lengths == ((60, 60), (61, 90), (600, 60 + 9 * 30))


@pytest.mark.parametrize(
    ("digits", "rates", "rules", "expected"),
    [
        ("112", [{}], BoothRules(emergency_numbers=("112",)), (FREE, "emergency", "Emergency")),
        ("911234567", [{}], BoothRules(barred=("34911",)), (BARRED, "shop", "Spain")),
        ("911234567", [{"forbidden": True}], BoothRules(), (BARRED, "forbidden", "Spain")),
        ("911234567", [{"steps": [STEP | {"price": "0"}]}], BoothRules(), (FREE, "no_cost", "Spain")),
        ("806123456", [{}], BoothRules(), (BARRED, "premium", "")),
        ("806123456", [{"premium": True}], BoothRules(), (PRICED, "", "Spain")),
        ("0033612345678", [{}], BoothRules(), (UNPRICED, "no_price", "")),
        ("0033612345678", [{}], BoothRules(bar_unpriced=True), (BARRED, "no_price", "")),
    ],
)
def test_each_fate_says_why(digits, rates, rules, expected):
    said = asked(offer(*rates), digits=digits, rules=rules)
    assert (said.fate, said.why, said.label) == expected
    assert (said.terms is not None) == (said.fate == PRICED or said.why == "no_cost")
    assert bool(said.amounts) == (said.fate == PRICED)


def test_a_shop_without_prices_has_none():
    assert asked().fate == UNPRICED
    later = asked(offer({}, since="2026-03-03 00:00"))
    assert later.fate == UNPRICED
    assert later.change
    assert (later.change.at_ms, later.change.fate) == (at("2026-03-03 00:00"), PRICED)


@pytest.mark.parametrize(
    ("asked_at", "changes_at", "per_minute"),
    [
        ("2026-03-02 11:00", "2026-03-02 19:00", "0.3"),  # Madrid is an hour ahead
        ("2026-03-02 19:00", "2026-03-02 23:00", "0.6"),
        ("2026-03-07 20:00", "2026-03-07 23:00", "0.1"),
        ("2026-03-08 11:00", "2026-03-08 23:00", "0.6"),
        ("2026-03-28 22:30", "2026-03-28 23:00", "0.1"),
        ("2026-03-29 11:00", "2026-03-29 22:00", "0.6"),  # the clocks went forward that night
    ],
)
def test_when_it_gets_cheaper_or_dearer(asked_at, changes_at, per_minute):
    change = asked(offer({}, EVENING, SUNDAY), at_ms=at(asked_at)).change
    assert (change.at_ms, change.terms.steps[0].per_minute) == (at(changes_at), Decimal(per_minute))


def test_the_hours_of_a_premium_number_are_those_of_its_own_rates():
    general, premium = {"priority": 9}, {"premium": True}
    change = asked(offer(general, premium, EVENING | premium), digits="806123456").change
    assert (change.at_ms, change.terms.steps[0].per_minute) == (at("2026-03-02 19:00"), Decimal("0.3"))


def test_a_change_of_the_same_price_is_none():
    assert asked(offer({}, EVENING | {"steps": [STEP], "label": "Spain, evening"})).change is None


def test_a_new_version_is_told_of_and_its_evening_too():
    dearer = offer({"steps": [STEP | {"price": "0.90"}]}, since="2026-03-04 12:00")
    change = asked(dearer, offer({})).change
    assert (change.at_ms, change.terms.steps[0].per_minute) == (at("2026-03-04 12:00"), Decimal("0.9"))
    same_by_day = offer({}, EVENING, since="2026-03-04 12:00")
    assert asked(same_by_day, offer({})).change.at_ms == at("2026-03-04 19:00")


def test_a_rate_that_ends_leaves_the_number_without_a_price():
    change = asked(offer({"discontinued_at": "2026-03-10T00:00:00Z"})).change
    assert (change.at_ms, change.fate, change.terms) == (at("2026-03-10 00:00"), UNPRICED, None)


def test_what_is_months_away_is_not_told():
    assert asked(offer({"discontinued_at": "2026-06-01T00:00:00Z"})).change is None


def test_the_version_that_holds_is_named():
    old, new = offer({}), offer({}, since="2026-03-01 00:00")
    assert asked(new, old).offer is new
    assert asked(new, old, at_ms=at("2026-02-28 00:00")).offer is old


def test_coins_of_a_currency_without_cents():
    assert usual_amounts(Currency("XOF", 0)) == (100, 200, 500, 1000)
    assert usual_amounts(Currency("EUR", 2)) == (100, 200, 500, 1000)


@pytest.mark.parametrize(
    ("written", "digits"),
    [("+34 911-23 (45)", "+349112345"), ("٠٠٣٣ ٦", "00336"), ("*21#", "*21#"), ("call me", "")],
)
def test_numbers_are_taken_as_people_write_them(written, digits):
    assert as_dialled(written) == digits


# --- of any tariff ------------------------------------------------------------------------------------------


def billed_minor(tariff, seconds, asked_at):
    """What a call is billed; None where it stands without a price."""
    try:
        charge = price_call(tariff, "34911234567", answered_at_ms=asked_at, seconds=seconds)
        return SHOP.currency.to_minor(charge.cost)
    except (NoRate, InexactMoney):
        return None


@given(document=documents, answer=answers, seconds=lengths)
def test_what_is_said_is_what_is_billed(document, answer, seconds):
    asked_at, tariff = unix_ms(answer), load_tariff(document)
    said = quote(
        SHOP, [Offer(1, "Any", 1, 0, tariff)], "911234567",
        at_ms=asked_at, lengths_s=(seconds,), amounts_minor=(100,),
    )  # fmt: skip
    for length, cost_minor in said.lengths:
        assert cost_minor == billed_minor(tariff, length, asked_at)
    for amount_minor, bought_s in said.amounts:
        assert (billed_minor(tariff, bought_s, asked_at) or 0) <= amount_minor


@given(document=documents, answer=answers, parts=st.lists(st.floats(0, 1, exclude_max=True), max_size=4))
def test_until_the_change_that_is_told_nothing_changes(document, answer, parts):
    asked_at = unix_ms(answer)
    offers = [Offer(1, "Any", 1, 0, load_tariff(document))]

    def says(at_ms):
        said = quote(SHOP, offers, "911234567", at_ms=at_ms, lengths_s=(), amounts_minor=())
        return (said.fate, said.why, said.terms), said.change

    now, change = says(asked_at)
    end_ms = change.at_ms if change else asked_at + LOOKS_AHEAD_MS
    for part in parts:
        assert says(asked_at + int((end_ms - asked_at) * part))[0] == now
    if change:
        assert says(change.at_ms)[0] == (change.fate, change.why, change.terms) != now
