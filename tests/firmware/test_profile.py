"""A profile says what is wrong with it."""

import pytest
from booth.profile import PROFILE, load


def test_a_name_gives_the_whole_profile():
    profile = load("metering")
    assert set(profile) == {*PROFILE, "name"}
    assert profile["answer"] == profile["name"] == "metering"


def test_a_figure_is_overridden():
    assert load({"base": "delay", "answer_delay_s": 7})["answer_delay_s"] == 7


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("tone", "profile must be one of"),
        ({"base": "delay", "hangup": 900}, "no field 'hangup'"),
        ({"hangup_ms": 0}, "hangup_ms must be"),
        ({"hangup_ms": True}, "hangup_ms must be"),
        ({"hangup_ms": 600}, "flash_max_ms must be below hangup_ms"),
        ({"answer": "luck"}, "answer must be one of"),
        ({"recall": "held"}, "recall must be kept or cut"),
    ],
)
def test_a_wrong_one_is_refused_in_words(spec, words):
    with pytest.raises(ValueError, match=words):
        load(spec)
