"""Slips: paper for money that moves without a sale, written as the shop writes. Between the stations 7 and 8.

Must not know printers, nor how it came to the amounts.
"""

from locutorio.core.shop import ShopProfile
from locutorio.core.slip import Kind, Slip
from locutorio.store import people
from locutorio.store.engine import Tx


def slip(
    tx: Tx,
    shop: ShopProfile,
    kind: Kind,
    number: int,
    *,
    person_id: int | None,
    at_ms: int,
    amount_minor: int = 0,
    method: str = "",
    about: str = "",
    reason: str = "",
) -> Slip:
    """`number` is that of the posting it is about; `amount_minor` is never less than nothing."""
    operator = None if person_id is None else people.by_id(tx, person_id)
    return Slip(
        kind=kind,
        number=number,
        issued_at_ms=at_ms,
        shop_name=shop.name,
        shop_lines=shop.address_lines,
        timezone=shop.timezone,
        language=shop.language,
        currency=shop.currency.code,
        currency_decimals=shop.currency.decimals,
        operator=operator["name"] if operator else "",
        amount_minor=amount_minor,
        method=method,
        about=about,
        reason=reason,
    )
