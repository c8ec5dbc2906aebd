"""All at once or one by one: the same costs to the last digit."""

import numpy as np
import pytest
from any_tariff import NUMBER, answers, documents, lengths, unix_ms
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.batch import Batch, Calls, TooFine, price_all
from locutorio.batch.parallel import PIECE
from locutorio.core.rating import NoRate, cost_of
from locutorio.core.tariff_document import load_tariff

# As dialled: they share prefixes, end within one, have other signs in them, are longer than any prefix.
odd = st.sampled_from(["34", "3", "", "348", "350", "0034", "=112", "34*9", "34a9", "349" * 9])
numbers = st.just(NUMBER) | st.just(NUMBER) | odd
durations = st.integers(0, 100) | lengths | st.integers(0, 1_000_000)
calls = st.lists(
    st.tuples(numbers, answers.map(unix_ms), durations, st.sampled_from([False, False, False, True])),
    min_size=20,
    max_size=40,
)


def one_by_one(tariff, calls, decimals):
    costs = []
    for number, answered_at_ms, seconds, premium in calls:
        try:
            units, own = cost_of(
                tariff, number, answered_at_ms=answered_at_ms, seconds=seconds, premium=premium
            )
        except NoRate:
            costs.append(None)
        else:
            costs.append(units * 10 ** (decimals - own))
    return costs


def at_once(tariff, calls, decimals):
    columns = list(zip(*calls, strict=True)) or [(), (), (), ()]
    return price_all(tariff, *columns[:3], decimals=decimals, premium=columns[3]).to_list()


@given(documents, calls)
@settings(max_examples=150, deadline=None)
def test_any_tariff(document, calls):
    tariff = load_tariff(document)
    assert at_once(tariff, calls, 4) == one_by_one(tariff, calls, 4)


def written(*rates, on_period_change="split"):
    version = {"effective_from": "2020-01-01T00:00:00Z", "rates": list(rates)}
    document = {"timezone": "UTC", "on_period_change": on_period_change, "decks": [{"versions": [version]}]}
    return load_tariff(document)


def rate(price, prefix="34", decimals=2, **terms):
    steps = [{"from_s": 0, "price": price, "per_s": 60, "increment_s": 1}]
    return {"prefixes": [prefix], "steps": steps, "rounding": {"mode": "up", "decimals": decimals}, **terms}


EVENING = {"from": "20:00", "to": "06:00"}
MIDNIGHT_MS = 1_772_409_600_000


@pytest.mark.parametrize("on_period_change", ["split", "start"])
def test_more_calls_than_fit_a_piece_in_the_order_they_were_given(on_period_change):
    tariff = written(
        rate("0.61", connect_fee="0.2"),
        rate("0.07", decimals=1, min_cost="20", period=EVENING),
        rate("1.1", "349", period={"from": "08:00"}),
        on_period_change=on_period_change,
    )
    chance = np.random.default_rng(5)
    count = 2 * PIECE + 1
    answered_at_ms = MIDNIGHT_MS + chance.integers(0, 7 * 86_400_000, count)
    prefixes = np.array(["34", "348", "349", "35"])[chance.integers(0, 4, count)]
    seconds = chance.integers(0, 7200, count)
    columns = (prefixes.tolist(), answered_at_ms.tolist(), seconds.tolist(), [False] * count)
    calls = list(zip(*columns, strict=True))
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


def test_many_periods_within_an_hour():
    minutes = [rate(f"0.{n}0", period={"from": f"20:0{n}", "to": f"20:0{n + 1}"}) for n in range(1, 9)]
    tariff = written(rate("0.90"), *minutes)
    evening_ms = MIDNIGHT_MS + 20 * 3_600_000
    calls = [("34", evening_ms + at_s * 1000, 70, False) for at_s in (0, *range(59, 600, 30), 0)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


@pytest.mark.parametrize("on_period_change", ["split", "start"])
def test_to_the_second_in_which_one_rate_follows_another(on_period_change):
    tariff = written(rate("0.60"), rate("60", period=EVENING), on_period_change=on_period_change)
    evening_ms = MIDNIGHT_MS + 20 * 3_600_000
    answers_ms = [evening_ms + ms for ms in (-3000, -2999, -1001, -1000, -999, -1, 0, 1, 999, 1000)]
    calls = [("34", answer_ms, seconds, False) for answer_ms in answers_ms for seconds in range(6)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


def test_from_one_step_to_the_next():
    steps = [
        {"from_s": from_s, "price": price, "per_s": 60, "increment_s": increment_s}
        for from_s, price, increment_s in ((0, "0.60", 20), (60, "6", 1), (90, "60", 7))
    ]
    tariff = written(rate("0") | {"steps": steps})
    calls = [("34", MIDNIGHT_MS, seconds, False) for seconds in range(1, 120)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


def test_within_the_grace_a_call_is_free_though_no_rate_follows():
    tariff = written(rate("0.60", grace_s=600, period={"from": "08:00", "to": "20:00"}))
    evening_ms = MIDNIGHT_MS + 20 * 3_600_000
    calls = [("34", evening_ms - 10_000, seconds, False) for seconds in (60, 599, 600)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2) == [0, 0, None]


def test_an_increment_may_reach_over_a_time_without_a_rate():
    by_the_hour = {"steps": [{"from_s": 0, "price": "0.60", "per_s": 60, "increment_s": 3600}]}
    day, evening = {"from": "08:00", "to": "20:00"}, {"from": "20:30", "to": "23:00"}
    tariff = written(rate("0", period=day) | by_the_hour, rate("0", period=evening) | by_the_hour)
    before_ms = MIDNIGHT_MS + 20 * 3_600_000 - 600_000
    calls = [("34", before_ms, seconds, False) for seconds in (600, 3600, 3601, 11_400, 11_401, 14_401)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2) == [3600, 3600, 7200, 14400, 14400, None]


@pytest.mark.parametrize("dear", ["by day", "by night"])
def test_a_dear_increment_of_another_rate_counts_among_what_64_bits_can_hold(dear):
    steps = [{"from_s": 0, "price": "40000000", "per_s": 1, "increment_s": 1000}]
    dear_rate = rate("0", period=EVENING if dear == "by night" else {}) | {"steps": steps}
    cheap_rate = rate("0.60", period={} if dear == "by night" else EVENING)
    tariff = written(dear_rate, cheap_rate)
    turns_ms = [MIDNIGHT_MS + hour * 3_600_000 for hour in (6, 20)]
    calls = [
        ("34", turn_ms - 100_000, seconds, False) for turn_ms in turns_ms for seconds in (100, 101, 3000)
    ]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


def test_a_fee_that_leaves_little_room_in_64_bits():
    tariff = written(rate("70000000000", connect_fee="70000000000"))
    calls = [("34", MIDNIGHT_MS, seconds, False) for seconds in (1, 5, 30, 60, 70)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2)


def test_a_price_too_fine_for_the_usual_parts():
    tariff = written(rate("0.6000001"), rate("0.3333333", "35", decimals=0))
    calls = [(number, MIDNIGHT_MS, seconds, False) for number in ("34", "35") for seconds in (1, 60, 6000)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2) == [2, 61, 6001, 100, 100, 3400]


def test_an_increment_that_outlasts_any_call():
    length_s = (1 << 33) + 5
    for_ever = {"steps": [{"from_s": 0, "price": "0.60", "per_s": length_s, "increment_s": length_s}]}
    tariff = written(rate("0") | for_ever)
    calls = [("34", MIDNIGHT_MS, seconds, False) for seconds in (1, 2, 100_000, 1 << 24, 1 << 34)]
    assert at_once(tariff, calls, 2) == one_by_one(tariff, calls, 2) == [60, 60, 60, 60, 120]


def test_ranges_nobody_calls_are_passed_over():
    called = ["34000", "34001", "34005", "34012", "34500", "34998", "34999"]
    tariff = written(*(rate(f"{place}", f"34{place:03}") for place in range(1000)))
    for left_out in range(len(called)):
        calls = [(number, MIDNIGHT_MS, 60, False) for number in called[:left_out] + called[left_out + 1 :]]
        assert at_once(tariff, calls, 2) == [100 * int(number[2:]) for number, *_ in calls]


def test_a_batch_remembers_nothing_of_other_calls():
    tariff = written(rate("0.60", discontinued_at="2026-03-02T00:00:00Z"), rate("6", "3", premium=True))
    batch = Batch(tariff, 2)
    asked = [(["34"], [MIDNIGHT_MS - 1], [60]), (["34", "3"], [MIDNIGHT_MS] * 2, [60, 1])]
    for _ in range(2):
        assert [batch.price(Calls.of(*each)).to_list() for each in asked] == [[60], [600, 10]]
    assert batch.price(Calls.of(["34", "35"], [MIDNIGHT_MS - 1] * 2, [1, 1], [True, True])).to_list() == [
        None,
        10,
    ]


def test_what_no_64_bits_can_hold():
    tariff = written(
        rate("9999999999999999999.9"),
        rate("0.01", "349", min_cost="1" + "0" * 20, max_cost="1" + "0" * 30, max_cost_then="free"),
        rate("0.60", "35"),
    )
    calls = [("34", 0, 0, False), ("34", MIDNIGHT_MS, 1 << 50, False), ("349", MIDNIGHT_MS, 1, False)]
    calls += [
        ("35", MIDNIGHT_MS, seconds, False) for seconds in (1 << 24, (1 << 24) + 1, (1 << 32) + 1, 1 << 50)
    ]
    assert at_once(tariff, calls, 9) == one_by_one(tariff, calls, 9)


def test_a_prefix_longer_than_a_key():
    tariff = written(rate("0.60"), rate("6", "349112345678901234567"), rate("60", "34?1"))
    numbers = ["349112345678901234567", "3491123456789012345", "34?12", "34?2", "34911"]
    calls = [(number, MIDNIGHT_MS, 60, False) for number in numbers]
    assert at_once(tariff, calls, 2) == [600, 60, 6000, 60, 60]


def test_decimals_that_a_rate_rounds_beyond():
    tariff = written(rate("0.60", decimals=3), rate("0.60", "35", decimals=2))
    assert price_all(tariff, ["35"], [MIDNIGHT_MS], [60], decimals=2).to_list() == [60]
    with pytest.raises(TooFine, match="3 decimals"):
        price_all(tariff, ["34"], [MIDNIGHT_MS], [60], decimals=2)


@pytest.mark.parametrize("decks", [[], [{"versions": []}]])
def test_a_tariff_without_a_rate(decks):
    tariff = load_tariff({"timezone": "UTC", "on_period_change": "split", "decks": decks})
    assert at_once(tariff, [("34", MIDNIGHT_MS, 60, False)], 2) == [None]
