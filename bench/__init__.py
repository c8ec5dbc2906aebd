"""How fast and how exact, measured in one run: `make bench`. Nothing here passes or fails.

Figures depend on the machine; a ratio against a named baseline in the same run depends on it much less.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """`ratio` is the value against that of `baseline` in the same run; None where nothing compares."""

    name: str
    value: float
    unit: str
    baseline: str = ""
    ratio: float | None = None
