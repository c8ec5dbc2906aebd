"""A shop that is kept by French rules, and sales and credit notes in it as short as they come."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from locutorio.core.bill import BilledExtra
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.core.tax import tax_lines
from locutorio.core.tender import Payment
from locutorio.desk.issue import issue
from locutorio.sealing import Sealer
from locutorio.store import bills
from locutorio.store.engine import Store
from small_shop import SHOP

DAY_MS = 86_400_000


def french(folder: Path) -> ShopProfile:
    return replace(
        SHOP, fiscal="france", signer=Sealer(folder), tax_id="FR40303265045", program="Locutorio 1"
    )


def sell(
    store: Store, shop: ShopProfile, *, at_ms: int, due_minor: int = 120, method: str = "cash"
) -> Receipt:
    """A coffee."""
    with store.begin() as tx:
        bill_id = bills.add(tx, opened_ms=at_ms, person_id=None)
        paid = (Payment(method, due_minor, due_minor),)
        draft = coffee(shop, at_ms, due_minor, bill_id=bill_id, payments=paid)
        return issue(tx, shop, draft, person_id=None, print_it=False)


def credit(store: Store, shop: ShopProfile, sold: Receipt, *, at_ms: int) -> Receipt:
    """All of it given back."""
    draft = coffee(
        shop, at_ms, -sold.due_minor, kind="credit", bill_id=sold.bill_id, corrects=sold.number,
        corrects_issued_at_ms=sold.issued_at_ms, reason="cold",
    )  # fmt: skip
    with store.begin() as tx:
        return issue(tx, shop, draft, person_id=None, print_it=False)


def coffee(shop: ShopProfile, at_ms: int, due_minor: int, **fields: Any) -> Receipt:
    """The receipt of one, paid in cash unless told otherwise."""
    receipt = Receipt(
        number=0, issued_at_ms=at_ms, shop_name=shop.name, shop_lines=shop.address_lines,
        footer_lines=shop.footer_lines, timezone=shop.timezone, language=shop.language,
        currency=shop.currency.code, currency_decimals=shop.currency.decimals, operator="Ana", booth_label="",
        calls=(), extras=(BilledExtra("Café", 1, due_minor, "20"),), charges_minor=0, rounding_minor=0,
        due_minor=due_minor, payments=(Payment("cash", due_minor, due_minor),), change_minor=0,
        taxes=tax_lines([("20", due_minor)]),
    )  # fmt: skip
    return replace(receipt, **fields)
