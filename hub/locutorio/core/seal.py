"""Seals: each row of a chain is hashed together with the seal of the row before, so that none can be changed,
taken out or put in between unnoticed. Station 8 of the way of a call, and of everything in the books.

A seal is over the text as it is kept, byte for byte: rows sealed long ago verify with every later version.
Must not know what the text says, or who signs the seal.
"""

import hashlib
import json
from collections.abc import Mapping

FIRST_SEAL = "0" * 64  # stands before the first row of a chain
MARK_DIGITS = 16


def canonical(fields: Mapping[str, object]) -> str:
    """The one spelling of a document: keys sorted, no spaces, letters as they are.

    >>> canonical({"sum": 5, "name": "Peña"})
    '{"name":"Peña","sum":5}'
    """
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def seal(previous_seal: str, text: str) -> str:
    """SHA-256, as hex, over the seal before, a line feed and `text` in UTF-8."""
    return hashlib.sha256(f"{previous_seal}\n{text}".encode()).hexdigest()


def mark(full_seal: str) -> str:
    """As much of a seal as fits on paper, in fours: enough to compare by eye, hopeless to forge.

    >>> mark("1b3a0aa19ff138f4" + 48 * "0")
    '1B3A-0AA1-9FF1-38F4'
    """
    digits = full_seal[:MARK_DIGITS].upper()
    return "-".join(digits[start : start + 4] for start in range(0, MARK_DIGITS, 4))
