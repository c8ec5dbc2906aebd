"""A file of cases: one line each, or one clear sentence about what is wrong with the file."""

import json

import pytest
from locutorio.core.document import DocumentError
from locutorio.pricecases import price_cases

STEP = {"from_s": 0, "price": "0.10", "per_s": 60, "increment_s": 60}
RATE = {"prefixes": ["34"], "steps": [STEP], "rounding": {"mode": "up", "decimals": 2}}
DECK = {"versions": [{"effective_from": "2026-01-01T00:00:00Z", "rates": [RATE]}]}
TARIFF = {"timezone": "UTC", "on_period_change": "split", "decks": [DECK]}
CALL = {"number": "34911", "answered_at": "2026-03-02T10:00:00Z", "seconds": 61}
CASE = {"id": "a", "tariff": TARIFF, "call": CALL, "expect": {"cost": "not looked at"}}


def price(tmp_path, document):
    path = tmp_path / "cases.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return list(price_cases(path))


def test_a_line_for_each_case_in_order(tmp_path):
    cases = [
        CASE,
        {**CASE, "id": "b", "call": {**CALL, "number": "44"}},
        {**CASE, "id": "c", "call": {**CALL, "max_seconds_for": "0.10"}},
    ]
    assert price(tmp_path, {"about": "anything", "cases": cases}) == [
        '{"id": "a", "cost": "0.2"}',
        '{"id": "b", "error": "no_rate"}',
        '{"id": "c", "max_seconds": 60}',
    ]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("{", "cases.json: is not JSON"),
        ("[]", "the document: must be an object"),
        ({"cases": {}}, "cases: must be a list"),
        ({"cases": [CASE, 5]}, "cases[1]: must be an object"),
        ({"cases": [{**CASE, "id": None}]}, "cases[0].id: must be a text"),
        (
            {"cases": [{**CASE, "tariff": {**TARIFF, "timezone": "Mars"}}]},
            'cases[0].tariff (a): timezone: "Mars"',
        ),
        (
            {"cases": [{**CASE, "call": {**CALL, "seconds": -1}}]},
            "cases[0].call.seconds: must be a whole number",
        ),
        (
            {"cases": [{**CASE, "call": {**CALL, "length": 1}}]},
            "cases[0].call.length: is not a field known here",
        ),
    ],
)
def test_a_broken_file_is_named_to_the_place(tmp_path, document, words):
    with pytest.raises(DocumentError) as caught:
        price(tmp_path, document)
    assert words in str(caught.value)


def test_no_file(tmp_path):
    with pytest.raises(DocumentError, match="cannot be read"):
        list(price_cases(tmp_path / "none.json"))
