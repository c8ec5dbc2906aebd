"""Every case of the vector files: prices to the last digit, through the command's own function, and by the
slow and obvious way, so that what was worked out by hand is checked by two computations."""

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import oracle
import pytest
from locutorio.pricecases import price_cases

VECTORS = Path(__file__).parent / "vectors"
FILES = pytest.mark.parametrize("name", ["rating.json", "by_hand.json"])


def cases(name):
    document = json.loads((VECTORS / name).read_text("utf-8"))
    tariffs = document.get("tariffs", {})
    for case in document["cases"]:
        tariff = case["tariff"]
        yield {**case, "tariff": tariffs[tariff] if isinstance(tariff, str) else tariff}


@FILES
def test_every_case_comes_out_exactly(name, tmp_path):
    wanted = list(cases(name))
    path = tmp_path / name
    path.write_text(json.dumps({"cases": wanted}), "utf-8")
    priced = [json.loads(line) for line in price_cases(path)]
    assert priced == [{"id": case["id"], **case["expect"]} for case in wanted]


def slowly(case, seconds):
    """None where there is no rate."""
    call = case["call"]
    answered_at = datetime.fromisoformat(call["answered_at"])
    try:
        return oracle.cost(
            case["tariff"], call["number"], answered_at, seconds, premium=call.get("premium", False)
        )
    except oracle.NoRateError:
        return None


@FILES
def test_the_slow_and_obvious_way_agrees(name):
    for case in cases(name):
        if "max_seconds" not in case["expect"]:
            expected = case["expect"].get("cost")
            found = slowly(case, case["call"]["seconds"])
            assert found == (None if expected is None else Fraction(expected)), case["id"]


def test_it_agrees_on_how_long_an_amount_lasts():
    """The length bought is paid for, one second more is not, or not allowed by the tariff."""
    for case in cases("by_hand.json"):
        if "max_seconds" in case["expect"]:
            bought, amount = case["expect"]["max_seconds"], limit(case)
            assert slowly(case, bought) <= amount, case["id"]
            if bought < case["call"]["seconds"]:
                more = slowly(case, bought + 1)
                assert more is None or more > amount, case["id"]


def limit(case):
    """The amount, or where the tariff disconnects before."""
    rate = case["tariff"]["decks"][0]["versions"][0]["rates"][0]
    ends = Fraction(rate["max_cost"]) if rate.get("max_cost_then") == "disconnect" else None
    amount = Fraction(case["call"]["max_seconds_for"])
    return amount if ends is None else min(amount, ends)


def test_each_has_its_reason():
    found = list(cases("by_hand.json"))
    assert all(case["why"] for case in found)
    assert len({case["id"] for case in found}) == len(found)
