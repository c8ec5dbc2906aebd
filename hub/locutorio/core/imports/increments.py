"""Increments as carriers write them: 60/1, 1/1/1, 60+60, 30 s. Before station 5.

Must not know rows and columns.

>>> read_increments("60/1"), read_increments("30+6+6"), read_increments("60")
((60, 1), (30, 6), (60, 60))
"""

import re
from functools import lru_cache

from locutorio.core.imports.moments import is_date
from locutorio.core.imports.reasons import Unreadable

LONGEST_S = 3600
LONGEST_WRITTEN = 60  # characters
YEAR = re.compile(r"[0-9]{4}")
SECONDS = r"\s*([0-9]+)(?:\.0+)?\s*(?:s|sec|secs|seconds?|seg|segs|segundos?|secondes?|\")?\s*"
INCREMENTS = re.compile(
    rf"{SECONDS}(?:[/+:xX|\\-]{SECONDS}){{0,1}}(?:[/+:xX|\\-]{SECONDS}){{0,1}}", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def read_increments(text: str) -> tuple[int, int]:
    """Seconds of the first increment and of each after it.

    Of three figures two have to be equal: then every way of reading them comes to the same.
    """
    if YEAR.search(text) and is_date(text):
        raise Unreadable("increments_date")
    match = INCREMENTS.fullmatch(text) if len(text) <= LONGEST_WRITTEN else None
    if match is None:
        raise Unreadable("bad_increments", text=text)
    first, *later = (int(seconds) for seconds in match.groups() if seconds is not None)
    following = later[-1] if later else first
    is_clear = len(later) < 2 or later[0] in (first, following)
    if not is_clear or not all(1 <= seconds <= LONGEST_S for seconds in (first, following)):
        raise Unreadable("bad_increments", text=text)
    return first, following


def read_seconds(text: str) -> int:
    """One figure, in a column of its own."""
    first, following = read_increments(text)
    if first != following:
        raise Unreadable("bad_increments", text=text)
    return first
