"""The example of a package in docs/prices.md comes out as it stands there."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from locutorio.core.country_groups import GROUPS
from locutorio.core.package_document import load_package
from locutorio.core.package_tariff import package_tariff
from locutorio.core.periods import local_time
from locutorio.core.sheet import Row, Sheet

PAGE = (Path(__file__).parents[2] / "docs" / "prices.md").read_text("utf-8")
SECTION = PAGE.partition("\n## Packages\n")[2].partition("\n## ")[0]
EXAMPLE = SECTION.partition("\n### An example\n")[2].partition("\n### ")[0]
NOON_MS = int(datetime(2026, 3, 2, 11, tzinfo=UTC).timestamp()) * 1000
EVENING_MS = NOON_MS + 9 * 3_600_000


def tables():
    found = re.findall(r"(?:^\|[^\n]*\n)+", EXAMPLE, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in t.splitlines()[2:]] for t in found
    ]


def sheet_row(prefix, label, price, fee, increments):
    first_s, next_s = map(int, increments.split("/"))
    return Row(prefix, label, Decimal(price), Decimal(fee), first_s, next_s)


SHEET, ASKED = tables()
PACKAGE = load_package(json.loads(re.search(r"```json\n(.*?)```", EXAMPLE, re.DOTALL)[1]))
TARIFF = package_tariff(PACKAGE, Sheet.of(sheet_row(*row) for row in SHEET))


def rate_of(number, at_ms):
    found = TARIFF.rates_for(number.replace(" ", ""), at_ms)
    local = local_time(at_ms, TARIFF.zone)
    return found and next(rate for rate in found[1].rates if rate.period.holds(local))


@pytest.mark.parametrize(("number", "noon", "evening", "because"), ASKED)
def test_what_the_example_says(number, noon, evening, because):
    for at_ms, price in ((NOON_MS, noon), (EVENING_MS, evening)):
        rate = rate_of(number, at_ms)
        assert (rate.steps[0].price if rate else None) == (Decimal(price) if price else None)
        assert (rate is not None and rate.forbidden) == ("not put through" in because)


def test_after_five_minutes():
    assert [(step.from_s, step.price) for step in rate_of("34600123456", NOON_MS).steps] == [
        (0, Decimal("0.07")),
        (300, Decimal("0.06")),
    ]
    assert rate_of("34600123456", NOON_MS).connect_fee == Decimal("0.05")


def test_every_group_is_named():
    for name in GROUPS:
        assert f'"{name}"' in SECTION
