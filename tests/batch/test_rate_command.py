"""`locutorio rate`: a file of calls in, the same with costs out; or no file, and what is wrong where."""

import json

import pytest
from click.testing import CliRunner
from locutorio.cli import main

STEPS = [{"from_s": 0, "price": "0.10", "per_s": 60, "increment_s": 60}]
MONDAY_MS = 1_772_449_200_000


def tariff(decimals=2, price="0.10"):
    steps = [{**STEPS[0], "price": price}]
    rates = [
        {"prefixes": ["34"], "steps": steps, "rounding": {"mode": "up", "decimals": decimals}},
        {
            "prefixes": ["34806"],
            "steps": STEPS,
            "rounding": {"mode": "up", "decimals": 0},
            "premium": True,
        },
    ]
    version = {"effective_from": "2020-01-01T00:00:00Z", "rates": rates}
    return {"timezone": "UTC", "on_period_change": "split", "decks": [{"versions": [version]}]}


@pytest.fixture
def rate(tmp_path):
    def run(calls, document=None):
        (tmp_path / "tariff.json").write_text(json.dumps(document or tariff()), "utf-8")
        (tmp_path / "calls.csv").write_text(calls, "utf-8")
        names = [str(tmp_path / name) for name in ("tariff.json", "calls.csv", "out.csv")]
        outcome = CliRunner().invoke(main, ["rate", *names])
        out = tmp_path / "out.csv"
        written = out.read_text("utf-8") if out.exists() else None
        assert {path.name for path in tmp_path.iterdir()} <= {"tariff.json", "calls.csv", "out.csv"}
        return outcome, written

    return run


def calls(*lines):
    return "\n".join(["booth,number,answered_at_ms,seconds", *lines, ""])


def test_the_same_lines_with_a_cost(rate):
    outcome, written = rate(calls(f"1,34911234567,{MONDAY_MS},61", f'"a, b",34911234567,{MONDAY_MS},0'))
    assert written == (
        "booth,number,answered_at_ms,seconds,cost\n"
        f"1,34911234567,{MONDAY_MS},61,0.20\n"
        f'"a, b",34911234567,{MONDAY_MS},0,0.00\n'
    )
    assert (outcome.exit_code, "2 calls are in" in outcome.output) == (0, True)


def test_calls_without_a_price_are_named(rate):
    outcome, written = rate(
        calls(f"1,99,{MONDAY_MS},61", f"1,34,{MONDAY_MS},61", f"1,ñandú-34911,{MONDAY_MS},1")
    )
    assert [line.rpartition(",")[2] for line in written.splitlines()[1:]] == ["", "0.20", ""]
    assert "2 of them have no price, in lines 2, 4: their cost is left empty" in outcome.output


def test_only_what_is_marked_prices_premium_numbers(rate):
    heading = "number,answered_at_ms,seconds,premium"
    lines = [f"34806,{MONDAY_MS},1,true", f"34911,{MONDAY_MS},1,true", f"34911,{MONDAY_MS},1,"]
    _, written = rate("\n".join([heading, *lines]))
    assert [line.rpartition(",")[2] for line in written.splitlines()[1:]] == ["1.00", "", "0.10"]


@pytest.mark.parametrize(
    ("price", "decimals", "cost"),
    [("0.000001", 6, "0.000001"), ("98765432109876.5", 2, "98765432109876.50"), ("1", 18, f"1.{'0' * 18}")],
)
def test_every_digit(rate, price, decimals, cost):
    _, written = rate(calls(f"1,34911,{MONDAY_MS},60"), tariff(decimals, price))
    assert written.splitlines()[1].rpartition(",")[2] == cost


def test_amounts_no_64_bits_can_hold(rate):
    _, written = rate(calls(f"1,34911,{MONDAY_MS},60"), tariff(4, "123456789012345678901.5"))
    assert written.splitlines()[1].endswith(",123456789012345678901.5000")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([f"1,34911,{MONDAY_MS},60", f"1,34911,{MONDAY_MS},1.5"], "line 3: seconds is not a whole number"),
        ([f"1,34911,{MONDAY_MS},-1"], "line 2: seconds is not"),
        ([f"1,34911,{MONDAY_MS},99999999999"], "line 2: seconds is not"),
        (
            [f"1,34911,yesterday,{n}" for n in range(12)],
            "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more: answered",
        ),
        ([f"1,,{MONDAY_MS},60", f"1,34,{MONDAY_MS},60", ""], "lines 2, 4: number is missing"),
    ],
)
def test_what_cannot_be_read_is_told_of_and_no_file_made(rate, lines, told):
    outcome, written = rate(calls(*lines))
    assert (outcome.exit_code, written) == (2, None)
    assert told in outcome.output


def test_a_missing_column(rate):
    outcome, _ = rate("number,seconds\n34,5\n")
    assert (outcome.exit_code, "has no column named answered_at_ms" in outcome.output) == (2, True)


def test_an_empty_file(rate):
    outcome, _ = rate("")
    assert (outcome.exit_code, "cannot be read as CSV" in outcome.output) == (2, True)


def test_no_calls(rate):
    outcome, written = rate("number,answered_at_ms,seconds\n")
    assert (outcome.exit_code, written) == (0, "number,answered_at_ms,seconds,cost\n")
