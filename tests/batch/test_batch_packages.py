"""Packages in bulk: a tariff that is made as it is asked for prices there what it prices call by call."""

from decimal import Decimal

from any_package import AT_MS, NUMBERS, documents, sheets
from hypothesis import given
from hypothesis import strategies as st
from locutorio.batch import price_all
from locutorio.core.package_document import load_package
from locutorio.core.package_tariff import COST_DECIMALS, cost_tariff, package_tariff
from locutorio.core.rating import NoRate, price_call

CALLS = st.lists(st.tuples(NUMBERS, AT_MS, st.integers(0, 4000)), min_size=1, max_size=12)


def one_by_one(tariff, calls):
    for number, at_ms, seconds in calls:
        try:
            cost = price_call(tariff, number, answered_at_ms=at_ms, seconds=seconds).cost
        except NoRate:
            yield None
        else:
            yield int(cost.scaleb(COST_DECIMALS))


@given(documents, sheets, CALLS)
def test_sale_and_cost_are_the_same_in_bulk(document, sheet, calls):
    exchange = Decimal(document["exchange"])
    for tariff in (package_tariff(load_package(document), sheet), cost_tariff(sheet, exchange=exchange)):
        costs = price_all(tariff, *zip(*calls, strict=True), decimals=COST_DECIMALS)
        assert costs.to_list() == list(one_by_one(tariff, calls))
