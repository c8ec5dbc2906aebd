"""A posting as data: money that moved, and its seal. Station 7 of the way of a call.

The seal chains each posting to the one before it, as receipts are chained: whoever changes, takes out or
slips in a line breaks every seal after it. Must not know where postings are kept.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True)
class Posting:
    """`entries` are (account, minor units) in the order they were written; they sum to zero."""

    id: int
    at_ms: int
    kind: str
    shift_id: int
    person_id: int | None
    receipt_number: int | None
    bill_id: int | None
    customer_id: int | None
    corrects: int | None
    reason: str
    entries: tuple[tuple[str, int], ...]

    def seal(self, previous_seal: str) -> str:
        """SHA-256 over the seal of the posting before and all of this one, as hex."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(f"{previous_seal}\n{text}".encode()).hexdigest()
