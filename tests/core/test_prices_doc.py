"""The worked examples of docs/prices.md come out as they stand there."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from locutorio.core.rating import price_call
from locutorio.core.tariff import load_tariff

TEXT = (Path(__file__).parents[2] / "docs" / "prices.md").read_text("utf-8")
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
    tariff = load_tariff({"timezone": "Europe/Madrid", "on_period_change": "split", "decks": [deck]})
    answered_at_ms = int(datetime.fromisoformat(answered).replace(tzinfo=UTC).timestamp()) * 1000
    charge = price_call(tariff, "34911234567", answered_at_ms=answered_at_ms, seconds=seconds)
    assert (charge.cost, charge.billed_seconds) == (price, billed)


def test_no_example_is_left_unread():
    assert len(list(EXAMPLE.finditer(TEXT))) == TEXT.count("```json") > 0
