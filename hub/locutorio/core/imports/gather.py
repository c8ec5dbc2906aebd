"""The rows that were read become one sheet: what they say twice, or against each other. Before station 5.

Must not know cells or columns.
"""

from collections.abc import Iterable, Iterator
from statistics import median_low

from locutorio.core.imports import roles
from locutorio.core.imports.findings import Findings
from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.rows import Entry
from locutorio.core.sheet import Row, Sheet

ABSURD_TIMES = 2000  # no satellite is so much dearer than the most of the world


def gather(entries: Iterable[Entry], findings: Findings, *, now_ms: int) -> Sheet:
    """What of it cannot be taken goes to `findings`. A prefix that is over has a row that has ended."""
    over: list[Entry] = []
    live: list[Entry] = []
    for entry in entries:
        (over if entry.terms.has_ended else live).append(entry)
    sound = _without_absurd(live, findings)
    first: dict[str, Entry] = {}
    again: dict[str, list[Entry]] = {}
    for entry in sound:
        for prefix in entry.codes:
            if first.setdefault(prefix, entry) is not entry:
                again.setdefault(prefix, [first[prefix]]).append(entry)
    settled = {prefix: list(_settled(prefix, rivals, findings, now_ms)) for prefix, rivals in again.items()}
    rows = [
        _row(prefix, entry, now_ms) for prefix in first for entry in settled.get(prefix, (first[prefix],))
    ]
    gone = {prefix: entry for entry in over for prefix in entry.codes if prefix not in first}
    return Sheet.of([*rows, *(_row(prefix, entry, now_ms) for prefix, entry in gone.items())])


def _without_absurd(entries: list[Entry], findings: Findings) -> Iterator[Entry]:
    prices = [entry.terms.price for entry in entries if entry.terms.price]
    most = median_low(prices) * ABSURD_TIMES if prices else 0
    for entry in entries:
        if entry.terms.price <= most:
            yield entry
            continue
        error = Unreadable("absurd_price", price=str(entry.terms.price), times=ABSURD_TIMES)
        error.field, error.cell = roles.PRICE, str(entry.terms.price)
        findings.reject(entry.line, error)


def _settled(prefix: str, rivals: list[Entry], findings: Findings, now_ms: int) -> Iterator[Entry]:
    """Of the rows of one prefix those that count: the latest in force, and the ones that begin later."""
    by_start: dict[int | None, list[Entry]] = {}
    for entry in rivals:
        by_start.setdefault(entry.terms.starts_ms(now_ms), []).append(entry)
    for alike in by_start.values():
        latest = max(entry.terms.from_ms or 0 for entry in alike)
        for entry in alike:
            if (entry.terms.from_ms or 0) < latest:
                findings.note("superseded", entry.line)
        agreed = _agreed(prefix, [entry for entry in alike if (entry.terms.from_ms or 0) == latest], findings)
        if agreed is not None:
            yield agreed


def _agreed(prefix: str, rivals: list[Entry], findings: Findings) -> Entry | None:
    """The first of them if they all say the same; otherwise nobody knows which is right."""
    if len({entry.terms for entry in rivals}) == 1:
        for entry in rivals[1:]:
            findings.note("merged", entry.line)
        return rivals[0]
    lines = ", ".join(str(entry.line) for entry in rivals)
    for entry in rivals:
        error = Unreadable("duplicate", prefix=prefix, lines=lines)
        error.field, error.cell = roles.PREFIX, prefix
        findings.reject(entry.line, error)
    return None


def _row(prefix: str, entry: Entry, now_ms: int) -> Row:
    terms = entry.terms
    return Row(
        prefix,
        entry.label,
        terms.price,
        terms.connect_fee,
        terms.first_s,
        terms.next_s,
        terms.starts_ms(now_ms),
        terms.until_ms,
        terms.forbidden,
    )
