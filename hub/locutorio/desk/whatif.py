"""What calls that were really made would have earned by other prices. Changes nothing."""

from locutorio.core.rates import Tariff
from locutorio.core.shop import ShopProfile
from locutorio.core.whatif import Repriced, WhatIf, compare
from locutorio.desk.repricing import Progress, destination, minor, nobody_watches, prices
from locutorio.store import sold
from locutorio.store.engine import Store


def whatif(
    store: Store,
    shop: ShopProfile,
    tariff: Tariff,
    *,
    carrier: Tariff | None = None,
    from_ms: int,
    to_ms: int,
    package_id: int | None = None,
    progress: Progress = nobody_watches,
) -> WhatIf:
    """The calls answered from `from_ms` until before `to_ms`, of one package or (None) of all, as they were
    sold and as `tariff` would have sold them.

    `carrier` is what the calls would have been bought by (core.package_tariff makes it of a sheet); None =
    they would have cost the shop what they did.
    """
    with store.read() as tx:
        calls = sold.between(tx, from_ms=from_ms, to_ms=to_ms, package_id=package_id)
    total = len(calls) * (2 if carrier else 1)
    sales = prices(tariff, calls, shop, lambda done, _: progress(done, total))
    costs = [call.carrier_cost for call in calls]
    if carrier:
        costs = prices(carrier, calls, shop, lambda done, _: progress(len(calls) + done, total))
    now = zip(calls, sales, costs, strict=True)
    return compare(
        (
            Repriced(
                call=call,
                label=call.destination or destination(tariff, call, shop),
                price_minor=minor(sale, shop.currency),
                carrier_cost=cost,
            )
            for call, sale, cost in now
        ),
        decimals=shop.currency.decimals,
    )
