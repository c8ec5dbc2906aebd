"""What does not agree in the books, in plain words: where it stands, what it should be and what it is."""

from dataclasses import dataclass

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` of the row in its `table`; `what` is the column, or what the row should agree with."""

    table: str
    key: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        """
        >>> str(Finding("payment", "17", "amount_minor", "500", "50"))
        'payment 17: amount_minor should be 500 and is 50'
        """
        expected, found = shortened(self.expected), shortened(self.found)
        return f"{self.table} {self.key}: {self.what} should be {expected} and is {found}"


def shortened(text: str) -> str:
    """Documents are long: the beginning says which it is."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def differing(table: str, key: object, **pairs: tuple[object, object]) -> list[Finding]:
    """A finding for each name whose two sides, expected and found, are not the same.

    >>> [each.what for each in differing("shift", 3, opened_ms=(5, 5), float_minor=(0, 100))]
    ['float_minor']
    """
    return [
        Finding(table, str(key), name, str(expected), str(found))
        for name, (expected, found) in pairs.items()
        if expected != found
    ]
