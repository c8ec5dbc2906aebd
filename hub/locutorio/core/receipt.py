"""The receipt as data: everything the paper, the preview, the invoice and the archive show. Station 8.

Frozen the moment the money moves; later prints are made from it alone. A credit note is a receipt too: it
names the one it corrects and its amounts are less than nothing. Must not know columns, printers or
languages' words, nor how it is signed.
"""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from locutorio.core import seal
from locutorio.core.bill import BilledCall, BilledExtra, Discount
from locutorio.core.masking import masked
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment
from locutorio.core.working import Working

Kind = Literal["sale", "credit"]


@dataclass(frozen=True, slots=True)
class Buyer:
    """A company that wants an invoice; `country` ISO, `address_lines` without it."""

    name: str
    address_lines: tuple[str, ...]
    country: str
    tax_id: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """`number` is gap-free in the shop, credit notes among the sales; `issued_at_ms` Unix time; `language`
    the one it was issued in; `booth_label` of all its booths.

    `due_minor` is charges + rounding + extras - discount, where that says what was really taken off.
    `calls_tax`: percent in the charges and their rounding; `taxes` of all that was sold. Paid it was with
    `deposit_minor` that was left beforehand, and `payments`, rounded to coins by `cash_rounding_minor`;
    `change_minor` came back.
    `corrects`: the number of the receipt a credit note takes back, issued `corrects_issued_at_ms`, `reason`
    why. `bill_id` is None on receipts from before there were bills. `masked_digits` of each number called
    are not shown. `link`: where a customer sees the same bill, "" = nowhere. `fiscal`: lines that the
    country's rules want on the paper. `key_version`: the key that signs its seal, 0 = none does.
    """

    number: int
    issued_at_ms: int
    shop_name: str
    shop_lines: tuple[str, ...]
    footer_lines: tuple[str, ...]
    timezone: str
    language: str
    currency: str
    currency_decimals: int
    operator: str
    booth_label: str
    calls: tuple[BilledCall, ...]
    extras: tuple[BilledExtra, ...]
    charges_minor: int
    rounding_minor: int
    due_minor: int
    payments: tuple[Payment, ...]
    change_minor: int
    kind: Kind = "sale"
    bill_id: int | None = None
    corrects: int | None = None
    corrects_issued_at_ms: int | None = None
    reason: str = ""
    deposit_minor: int = 0
    cash_rounding_minor: int = 0
    discount: Discount | None = None
    calls_tax: str = ""
    taxes: tuple[TaxLine, ...] = ()
    tax_id: str = ""
    country: str = ""
    buyer: Buyer | None = None
    masked_digits: int = 0
    link: str = ""
    fiscal: tuple[str, ...] = ()
    key_version: int = 0

    def number_shown(self, call: BilledCall) -> str:
        """The number called, as customers' eyes may see it."""
        return masked(call.number, self.masked_digits)

    def to_json(self) -> str:
        """Canonical text: the same receipt has the same seal for ever."""
        fields = asdict(self)
        if self.discount is not None and self.discount.percent is not None:
            fields["discount"]["percent"] = str(self.discount.percent)
        return seal.canonical(fields)

    @classmethod
    def from_json(cls, text: str) -> "Receipt":
        """What to_json() wrote, in this version of the program or an older one."""
        fields: dict[str, Any] = json.loads(text)
        if "method" in fields:
            fields |= _paid_in_one_way(fields.pop("method"), fields.pop("paid_minor"), fields["due_minor"])
        fields["calls"] = tuple(_call(call) for call in fields["calls"])
        fields["extras"] = tuple(BilledExtra(**extra) for extra in fields["extras"])
        fields["payments"] = tuple(Payment(**payment) for payment in fields["payments"])
        fields["taxes"] = tuple(TaxLine(**tax) for tax in fields.get("taxes", ()))
        fields["discount"] = _discount(fields.get("discount"))
        fields["buyer"] = _buyer(fields.get("buyer"))
        for name in ("shop_lines", "footer_lines", "fiscal"):
            fields[name] = tuple(fields.get(name, ()))
        return cls(**fields)

    def seal(self, previous_seal: str) -> str:
        """The seal it is issued with. Later it is checked over the text that was kept."""
        return seal.seal(previous_seal, self.to_json())


def _paid_in_one_way(method: str, given_minor: int, due_minor: int) -> dict[str, Any]:
    """The payment of a receipt from before there were several to one."""
    return {"payments": [{"method": method, "amount_minor": due_minor, "given_minor": given_minor}]}


def _call(fields: dict[str, Any]) -> BilledCall:
    working = fields.get("working")
    return BilledCall(**fields | {"working": working and Working.from_dict(working)})


def _discount(fields: dict[str, Any] | None) -> Discount | None:
    if fields is None:
        return None
    percent = fields["percent"]
    return Discount(**fields | {"percent": None if percent is None else Decimal(percent)})


def _buyer(fields: dict[str, Any] | None) -> Buyer | None:
    return None if fields is None else Buyer(**fields | {"address_lines": tuple(fields["address_lines"])})
