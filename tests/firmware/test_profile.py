"""A profile says what is wrong with it."""

import pytest
from booth.countries import COUNTRIES
from booth.profile import PROFILE, emergency, load


def test_a_name_gives_the_whole_profile():
    profile = load("metering")
    assert set(profile) == {*PROFILE, "name"}
    assert profile["answer"] == profile["name"] == "metering"


def test_a_figure_is_overridden():
    assert load({"base": "delay", "answer_delay_s": 7})["answer_delay_s"] == 7


def test_a_country_tells_how_long_a_recall_may_be_and_who_helps():
    spain = load("metering:ES")
    assert (spain["name"], spain["answer"], spain["flash_max_ms"]) == ("metering:ES", "metering", 300)
    assert load({"base": "metering", "country": "ES"}) == spain
    assert load({"base": "reversal:US", "digit_gap_ms": 300})["flash_max_ms"] == 700
    assert emergency("reversal:FR")[:3] == ["112", "15", "17"]
    assert emergency("reversal") == []


def test_a_figure_of_ones_own_stands_above_the_countrys():
    assert load({"base": "reversal", "country": "ES", "flash_max_ms": 250})["flash_max_ms"] == 250


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_country_makes_a_whole_profile(country):
    assert set(load(f"reversal:{country}")) == {*PROFILE, "name"}
    assert all(number.isdigit() for number in emergency(f"delay:{country}"))


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("tone", "profile must be one of"),
        ({"base": "delay", "hangup": 900}, "no field 'hangup'"),
        ({"hangup_ms": 0}, "hangup_ms must be"),
        ({"hangup_ms": True}, "hangup_ms must be"),
        ({"hangup_ms": 600}, "flash_max_ms must be below hangup_ms"),
        ("reversal:XX", "country must be one of AR, .*, not 'XX'"),
        ({"base": 5}, "profile must be one of"),
        ({"answer": "luck"}, "answer must be one of"),
        ({"recall": "held"}, "recall must be kept or cut"),
    ],
)
def test_a_wrong_one_is_refused_in_words(spec, words):
    with pytest.raises(ValueError, match=words):
        load(spec)
