"""A call as it was sold: what asking for another price of it needs to know. Beside station 5.

What-if and re-rating look at thousands of them. Pure; must not know where they are kept.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SoldCall:
    """An answered call that is over. `answered_at_ms` is Unix time.

    `price_minor`: what it costs as things stand, None while it has no price; `decided`: a person said so.
    `carrier_cost`: what the carrier asks for it, in the shop's currency, None = not known. `receipt_number`
    is None until it is paid. `bill_id` None: its visit is not known here.
    """

    id: int
    booth_label: str
    bill_id: int | None
    digits: str
    answered_at_ms: int
    seconds: int
    destination: str
    price_minor: int | None
    decided: bool
    carrier_cost: Decimal | None
    receipt_number: int | None
