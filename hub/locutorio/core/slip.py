"""A slip as data: paper about money that moved without a sale, or a drawer opened for nothing. Station 8.

It is not a receipt: it has no number in their row and no seal; the posting it is about is in the books. Must
not know columns, printers or languages' words.
"""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from locutorio.core import seal

Kind = Literal[
    "deposit", "deposit_back", "account_paid", "account_back", "paid_in", "paid_out", "safe_drop", "no_sale"
]


@dataclass(frozen=True, slots=True)
class Slip:
    """`kind` is that of the posting, and `number` the posting's; a drawer opened for nothing has its act's.
    `about`: whose money it is, a bill's or a customer's name.
    """

    kind: Kind
    number: int
    issued_at_ms: int
    shop_name: str
    shop_lines: tuple[str, ...]
    timezone: str
    language: str
    currency: str
    currency_decimals: int
    operator: str
    amount_minor: int = 0
    method: str = ""
    about: str = ""
    reason: str = ""

    def to_json(self) -> str:
        return seal.canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Slip":
        fields = json.loads(text)
        return cls(**fields | {"shop_lines": tuple(fields["shop_lines"])})
