"""config.json: what a technician wrote, or what he should have written."""

import json

import pytest
from booth import config

GOOD = {
    "shop": "sol",
    "booth": "booth-1",
    "key": "0f" * 32,
    "broker": {"host": "127.0.0.1", "port": 1883},
    "wifi": {"ssid": "shop", "password": "secret"},
    "profile": "reversal",
}


def without(name: str) -> dict:
    return {field: value for field, value in GOOD.items() if field != name}


def test_a_complete_one_is_taken():
    settings = config.load(json.dumps(GOOD))
    assert settings["key"] == b"\x0f" * 32
    assert settings["profile"]["answer"] == "reversal"
    assert (settings["broker"]["tls"], settings["emergency"]) == (False, [])


def test_without_numbers_of_its_own_a_booth_has_its_countrys():
    here = {**GOOD, "profile": "reversal:PT"}
    assert config.load(json.dumps(here))["emergency"] == ["112", "115"]
    assert config.load(json.dumps({**here, "emergency": []}))["emergency"] == []


def test_tls_and_emergency_numbers_are_taken_too():
    given = {**GOOD, "emergency": ["112", "061"], "broker": {"host": "10.0.0.1", "port": 8883, "tls": True}}
    settings = config.load(json.dumps(given))
    assert (settings["broker"]["tls"], settings["emergency"]) == (True, ["112", "061"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", "not a JSON object"),
        *((json.dumps(without(field)), f"lacks {field}") for field in GOOD),
        (json.dumps({**GOOD, "broker": {"host": "h"}}), r"lacks broker\.port"),
        (json.dumps({**GOOD, "key": "0f"}), "64 hex digits"),
        (json.dumps({**GOOD, "key": "zz" * 32}), "64 hex digits"),
        (json.dumps({**GOOD, "profile": "luck"}), "profile must be one of"),
        (json.dumps({**GOOD, "broker": {"host": "h", "port": 1, "tls": 1}}), r"broker\.tls .* true or false"),
        (json.dumps({**GOOD, "emergency": "112"}), "emergency .* must be a list"),
        (json.dumps({**GOOD, "emergency": [112]}), r'a list like \["112"\]'),
    ],
)
def test_what_is_wrong_is_said_and_the_key_is_not(text, words):
    with pytest.raises(ValueError, match=words) as refused:
        config.load(text)
    assert "zz" not in str(refused.value)
