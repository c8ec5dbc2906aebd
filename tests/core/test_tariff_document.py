"""A tariff is read to the letter: what is wrong in it is refused, and the place is named."""

import copy
from decimal import Decimal

import pytest
from locutorio.core.periods import ALWAYS
from locutorio.core.tariff_document import TariffError, load_tariff
from tariff_document import GOOD, RATE, STEP, VERSION, changed


def test_reads_every_field():
    tariff = load_tariff(GOOD)
    assert (tariff.name, tariff.currency, str(tariff.zone), tariff.on_period_change) == (
        "Barri", "EUR", "Europe/Madrid", "split",
    )  # fmt: skip
    version = tariff.decks[0].versions[0]
    assert version.effective_from_ms == 1767222000000
    rate = version.rates[0]
    assert (rate.label, rate.prefixes, rate.priority) == ("Spain", ("34", "=112"), 3)
    assert (rate.period.from_s, rate.period.to_s) == (28800, 72030)
    assert (rate.period.weekdays, rate.period.months, rate.period.month_days) == ({1, 5}, {1}, {5, 31})
    assert [(s.from_s, s.price, s.per_s, s.increment_s) for s in rate.steps] == [
        (0, Decimal("0.10"), 60, 60),
        (60, Decimal("0.05"), 60, 1),
    ]
    assert (rate.connect_fee, rate.min_cost, rate.max_cost, rate.disconnect) == (
        Decimal("0.10"), Decimal("0.20"), Decimal(9), True,
    )  # fmt: skip
    assert (rate.grace_s, rate.free_s) == (5, 30)
    assert (rate.valid_from_ms, rate.discontinued_at_ms) == (1769900400000, 1772323200000)
    assert (rate.forbidden, rate.hidden, rate.premium) == (True, True, True)
    assert sorted(day.isoformat() for day in rate.period.dates) == [
        "2026-01-05", "2026-01-06", "2026-01-07", "2026-12-25", "2027-01-01",
    ]  # fmt: skip


def test_what_a_rate_does_not_say():
    rate = {"prefixes": ["34"], "steps": [STEP], "rounding": {"mode": "up", "decimals": 2}}
    read = load_tariff(changed([*VERSION, "rates"], [rate])).decks[0].versions[0].rates[0]
    assert read.period is ALWAYS
    assert (read.priority, read.connect_fee, read.min_cost, read.max_cost) == (0, 0, 0, None)
    assert (read.grace_s, read.free_s, read.valid_from_ms, read.discontinued_at_ms) == (0, 0, None, None)
    assert (read.forbidden, read.hidden, read.premium) == (False, False, False)


def test_what_is_written_alike_is_kept_once():
    """A hundred thousand rates have few steps that differ; but 1 and true are not alike."""
    rate = GOOD["decks"][0]["versions"][0]["rates"][0]
    one, other = (
        load_tariff(changed([*VERSION, "rates"], [rate, copy.deepcopy(rate)])).decks[0].versions[0].rates
    )
    assert one is not other
    assert one.steps is other.steps
    assert one.period is other.period
    good, bad = {**rate, "steps": [{**STEP, "per_s": 1}]}, {**rate, "steps": [{**STEP, "per_s": True}]}
    with pytest.raises(TariffError, match=r"rates\[1\]\.steps\[0\]\.per_s: must be a whole number"):
        load_tariff(changed([*VERSION, "rates"], [good, bad]))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["timezone"], "Madrid", 'timezone: "Madrid" is not a time zone'),
        (["timezone"], "../etc/passwd", "is not a time zone"),
        (["timezone"], "", "is not a time zone"),
        (["timezone"], None, "timezone: is missing"),
        (["on_period_change"], "half", "on_period_change: must be split or start, not 'half'"),
        (["vat"], "21", "vat: is not a field known here"),
        (["decks"], {}, "decks: must be a list, not {}"),
        (["decks", 0], "34", "decks[0]: must be an object"),
        ([*VERSION, "effective_from"], "2026-01-01", "versions[0].effective_from: must be a moment like"),
        ([*VERSION, "effective_from"], "2026-01-01T00:00:00", "must be a moment like"),
        ([*VERSION, "effective_from"], 2026, "must be a moment like"),
        ([*RATE, "price"], "1", "decks[0].versions[0].rates[0].price: is not a field known here"),
        ([*RATE, "prefixes"], [], "rates[0].prefixes: must be a list with something in it"),
        ([*RATE, "prefixes"], [34], "prefixes: must be texts like"),
        ([*RATE, "prefixes"], ["34 911"], "prefixes: must be texts like"),
        ([*RATE, "label"], 5, "label: must be a text, not 5"),
        ([*RATE, "priority"], "high", "priority: must be a whole number"),
        ([*RATE, "connect_fee"], "-0.10", 'connect_fee: must be an amount written like "0.25", not '),
        ([*RATE, "connect_fee"], 0.1, "connect_fee: must be an amount"),
        ([*RATE, "connect_fee"], "1e3", "connect_fee: must be an amount"),
        ([*RATE, "connect_fee"], "0,10", "connect_fee: must be an amount"),
        ([*RATE, "connect_fee"], "NaN", "connect_fee: must be an amount"),
        ([*RATE, "steps", 1, "from_s"], 30, "rates[0].steps: must begin with a step whose from_s is 0"),
        ([*RATE, "steps", 0, "from_s"], 0, "rates[0].steps: two of them have the same from_s"),
        ([*RATE, "steps"], [], "rates[0].steps: must begin with a step whose from_s is 0"),
        ([*RATE, "steps", 0, "increment_s"], 0, "increment_s: must be a whole number of 1 or more, not 0"),
        ([*RATE, "steps", 0, "per_s"], True, "steps[0].per_s: must be a whole number"),
        ([*RATE, "steps", 0, "price"], None, "steps[0].price: is missing"),
        ([*RATE, "rounding"], None, "rates[0].rounding: is missing"),
        ([*RATE, "rounding", "mode"], "nearest", "rounding.mode: must be up or half_up or down"),
        ([*RATE, "rounding", "decimals"], -1, "rounding.decimals: must be a whole number from 0 to 30"),
        ([*RATE, "period", "weekdays"], [0], "period.weekdays: must be a whole number from 1 to 7, not 0"),
        ([*RATE, "period", "weekdays"], [], "period.weekdays: must be a list with something in it"),
        ([*RATE, "period", "months"], [13], "period.months: must be a whole number from 1 to 12"),
        ([*RATE, "period", "from"], "8:00", "period.from: must be a time of day"),
        ([*RATE, "period", "from"], "24:00", "period.from: must be a time of day"),
        ([*RATE, "period", "to"], "24:01", "period.to: must be a time of day"),
        ([*RATE, "period", "days"], [1], "period.days: is not a field known here"),
        ([*RATE, "period", "dates"], [], "period.dates: must be a list with something in it"),
        ([*RATE, "period", "dates"], ["24.12.2026"], "period.dates: must be days like"),
        ([*RATE, "period", "dates"], ["2026-02-29"], "period.dates: must be days like"),
        ([*RATE, "period", "dates"], ["2026-12-24/2026-12-23"], "period.dates: must be days like"),
        ([*RATE, "period", "dates"], ["2026-12-24/2026-12-25/2026-12-26"], "period.dates: must be days like"),
        ([*RATE, "period", "dates"], ["2026-01-01/2096-01-01"], "at most ten years"),
        ([*RATE, "period", "dates"], [20261224], "period.dates: must be days like"),
        ([*RATE, "period", "dates"], ["20261224"], "period.dates: must be days like"),
        ([*RATE, "period", "holidays"], "ES", "period.holidays: must be written out, {"),
        ([*RATE, "period", "holidays", "of"], None, "period.holidays.of: is missing"),
        ([*RATE, "period", "holidays", "dates"], None, "period.holidays.dates: is missing"),
        ([*RATE, "grace_s"], -1, "grace_s: must be a whole number from 0 to 86400, not -1"),
        ([*RATE, "grace_s"], "5", "grace_s: must be a whole number"),
        ([*RATE, "free_s"], 86_401, "free_s: must be a whole number from 0 to 86400"),
        ([*RATE, "valid_from"], "2026-02-01", "valid_from: must be a moment like"),
        ([*RATE, "discontinued_at"], "2026-01-31T23:00:00Z", "discontinued_at: must be later than"),
        ([*RATE, "forbidden"], "yes", "forbidden: must be true or false, not 'yes'"),
        ([*RATE, "premium"], 1, "premium: must be true or false, not 1"),
        ([*RATE, "max_cost_then"], None, "max_cost_then: is missing"),
        ([*RATE, "max_cost"], None, "max_cost_then: is not a field known here"),
        ([*RATE, "max_cost"], "0.10", "max_cost: is less than the min_cost of 0.20"),
    ],
)  # fmt: skip
def test_refuses_and_names_the_place(path, value, words):
    with pytest.raises(TariffError) as caught:
        load_tariff(changed(path, value))
    assert words in str(caught.value)


def test_a_version_tells_when_its_rates_come_and_go():
    rate = GOOD["decks"][0]["versions"][0]["rates"][0]
    later = {**rate, "valid_from": "2026-03-01T00:00:00Z"}
    del later["discontinued_at"]
    version = load_tariff(changed([*VERSION, "rates"], [later, rate])).decks[0].versions[0]
    assert list(version.changes_ms()) == [1769900400000, 1772323200000]
    assert set(version.prefixes()) == {"34", "=112"}


def test_two_versions_cannot_begin_together():
    document = copy.deepcopy(GOOD)
    document["decks"][0]["versions"] *= 2
    with pytest.raises(TariffError, match=r"decks\[0\]\.versions: two of them have the same effective_from"):
        load_tariff(document)


def test_not_even_an_object():
    with pytest.raises(TariffError, match="the document: must be an object"):
        load_tariff(["decks"])


def test_a_day_may_end_at_24():
    tariff = load_tariff(changed([*RATE, "period", "to"], "24:00"))
    assert tariff.decks[0].versions[0].rates[0].period.to_s == 86_400
