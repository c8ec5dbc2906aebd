"""What the fiscal profile makes of a receipt before it is sealed. Between the stations 7 and 8.

Must not know what was sold, nor the keys.
"""

import secrets
from dataclasses import replace

from locutorio.core.fiscal import profile
from locutorio.core.fiscal.profile import Issuing
from locutorio.core.receipt import Receipt
from locutorio.core.seal import mark
from locutorio.core.shop import ShopProfile
from locutorio.desk import signing
from locutorio.store.engine import Tx

LINK_BYTES = 8  # nobody guesses one of so many


def stamped(tx: Tx, shop: ShopProfile, draft: Receipt, *, seal_before: str) -> Receipt:
    """`draft`, which has its number, with all that the shop's rules want on it: ready to be sealed."""
    version = signing.key_version(tx, shop, now_ms=draft.issued_at_ms)
    issuing = Issuing(draft.number, mark(seal_before), shop.program, version)
    return replace(
        draft,
        key_version=version,
        fiscal=profile(shop.fiscal).paper(issuing),
        link=_link(shop, draft.number),
    )


def _link(shop: ShopProfile, number: int) -> str:
    """Where the customer sees this bill: whoever has the paper knows the address, and nobody else."""
    return f"{shop.receipt_link}/b/{number}-{secrets.token_hex(LINK_BYTES)}" if shop.receipt_link else ""
