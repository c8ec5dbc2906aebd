"""The receipt as data: everything the paper, the preview and the archive show, and its seal.

Frozen the moment the money is taken; later prints are made from it alone. The seal chains each receipt
to the one before it. Must not know columns, printers or languages' words.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.working import Working

FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True)
class Receipt:
    """`number` is gap-free in the shop; `issued_at_ms` Unix time; `language` the one it was issued in."""

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
    method: str
    paid_minor: int
    change_minor: int

    def to_json(self) -> str:
        """Canonical text: keys sorted, no spaces, so that the same receipt has the same seal for ever.

        A call without working does not name it, as receipts did before there was any.
        """
        fields = asdict(self)
        for call in fields["calls"]:
            if call["working"] is None:
                del call["working"]
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Receipt":
        fields: dict[str, Any] = json.loads(text)
        fields["calls"] = tuple(_call(call) for call in fields["calls"])
        fields["extras"] = tuple(BilledExtra(**extra) for extra in fields["extras"])
        fields["shop_lines"] = tuple(fields["shop_lines"])
        fields["footer_lines"] = tuple(fields["footer_lines"])
        return cls(**fields)

    def seal(self, previous_seal: str) -> str:
        """SHA-256 over the seal of the receipt before and this one's text, as hex."""
        return hashlib.sha256(f"{previous_seal}\n{self.to_json()}".encode()).hexdigest()


def _call(fields: dict[str, Any]) -> BilledCall:
    if "working" in fields:
        fields["working"] = Working.from_dict(fields["working"])
    return BilledCall(**fields)
