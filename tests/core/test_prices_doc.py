"""The worked examples of docs/prices.md come out as they stand there."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from locutorio.core.money import Currency
from locutorio.core.rating import price_call
from locutorio.core.tariff_document import for_shop, load_tariff
from locutorio.holidays import expand
from tariff_document import GOOD

PAGE = (Path(__file__).parents[2] / "docs" / "prices.md").read_text("utf-8")
TEXT = PAGE.partition("\n## Worked examples\n")[2].partition("\n## ")[0]
EXAMPLE = re.compile(r"```json\n(?P<rates>.*?)```\n\n(?P<table>(?:\|[^\n]*\n)+)", re.DOTALL)


def examples():
    for found in EXAMPLE.finditer(TEXT):
        rates = json.loads(found["rates"])
        for row in found["table"].splitlines()[2:]:
            answered, seconds, billed, price, _ = (cell.strip() for cell in row.strip("|").split("|"))
            yield pytest.param(
                rates, answered, int(seconds), int(billed), Decimal(price), id=f"{answered} {seconds} s"
            )


@pytest.mark.parametrize(("rates", "answered", "seconds", "billed", "price"), list(examples()))
def test_worked_example(rates, answered, seconds, billed, price):
    deck = {"versions": [{"effective_from": "2026-01-01T00:00:00Z", "rates": rates}]}
    document = {"timezone": "Europe/Madrid", "on_period_change": "split", "decks": [deck]}
    tariff = for_shop(load_tariff(expand(document, from_year=2026)), Currency("EUR", 2))
    answered_at_ms = int(datetime.fromisoformat(answered).replace(tzinfo=UTC).timestamp()) * 1000
    charge = price_call(tariff, "34911234567", answered_at_ms=answered_at_ms, seconds=seconds)
    assert (charge.cost, charge.billed_seconds) == (price, billed)


def test_no_example_is_left_unread():
    assert len(list(EXAMPLE.finditer(TEXT))) == TEXT.count("```json") > 0


def test_every_field_of_a_tariff_has_its_line():
    described = PAGE.partition("\n## The tariff document\n")[2].partition("\n## ")[0]
    rate = GOOD["decks"][0]["versions"][0]["rates"][0]
    for name in [*GOOD, *rate, *rate["period"], *rate["steps"][0], *rate["rounding"]]:
        assert f"`{name}`" in described, name


def table_after(heading):
    rows = PAGE.partition(f"\n### {heading}\n")[2].partition("\n### ")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return cells[0], cells[2:]


def price(rate, seconds):
    version = {"effective_from": "2026-01-01T00:00:00Z", "rates": [{"prefixes": ["34"], **rate}]}
    document = {"timezone": "UTC", "on_period_change": "split", "decks": [{"versions": [version]}]}
    return price_call(load_tariff(document), "34911", answered_at_ms=1_772_449_200_000, seconds=seconds)


def minutes(**terms):
    step = {"from_s": 0, "price": "0.10", "per_s": 60, "increment_s": 60}
    return {"steps": [step], "rounding": {"mode": "up", "decimals": 2}, **terms}


def test_the_four_meanings_of_grace():
    """Ours by our rates; the second and the fourth by the lengths they bill."""
    _, rows = table_after("Grace")
    assert len(rows) == 4
    for seconds, *prices in rows:
        length = int(seconds)
        meanings = [
            price(minutes(grace_s=10), length).cost,
            price(minutes(), length if length > 10 else 0).cost,
            price(minutes(free_s=10), length).cost,
            price(minutes(), length + 10).cost,
        ]
        assert [Decimal(each) for each in prices] == meanings


def test_the_two_meanings_of_first_and_next():
    head, rows = table_after("First and next increment")
    assert len(rows) == 4
    pairs = [tuple(map(int, name.removesuffix(" here").split("/"))) for name in head[1::2]]
    for seconds, *billed in rows:
        length = int(seconds)
        wanted = []
        for first_s, next_s in pairs:
            steps = [
                {"from_s": begin_s, "price": "0.10", "per_s": 60, "increment_s": increment_s}
                for begin_s, increment_s in ((0, first_s), (first_s, next_s))
            ]
            wanted.append(price(minutes(steps=steps), length).billed_seconds)
            wanted.append(first_s if length <= first_s else -(-length // next_s) * next_s)
        assert list(map(int, billed)) == wanted
