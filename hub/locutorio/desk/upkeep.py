"""What the hub has to say of itself: room for the books, certificates and holidays that run out.

Must not know how disks are asked or certificates are read.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from locutorio.core.alarm import CERTIFICATE, DISK, HOLIDAYS, Alarm
from locutorio.desk import versions
from locutorio.desk.raise_alarm import keep_up
from locutorio.holidays import YEARS, fold
from locutorio.store import packages
from locutorio.store.engine import Store, Tx

ROOM_BYTES = 200 * 1024 * 1024
NOTICE_MS = 60 * 86_400_000  # so long before prices know no more holidays


def look_after(store: Store, *, free_bytes: int | None, running_out: Sequence[str], now_ms: int) -> None:
    """Raise or end the hub's own alarms. `free_bytes` None: the books are on another machine; `running_out`
    names the certificates that end soon."""
    short = free_bytes is not None and free_bytes < ROOM_BYTES
    megabytes = 0 if free_bytes is None else free_bytes // (1024 * 1024)
    of_itself = (
        Alarm(DISK, on=short, detail=f"{megabytes} MB" if short else ""),
        Alarm(CERTIFICATE, on=bool(running_out), detail=", ".join(running_out)[:200]),
    )
    with store.begin() as tx:
        names = ", ".join(_without_holidays(tx, at_ms=now_ms + NOTICE_MS))
        keep_up(tx, (*of_itself, Alarm(HOLIDAYS, on=bool(names), detail=names[:200])), now_ms=now_ms)


def _without_holidays(tx: Tx, *, at_ms: int) -> Iterator[str]:
    """The packages whose prices hang on holidays, and by then know none any more."""
    for package in packages.every(tx):
        latest = next(iter(package.versions), None)
        # Looked at by the year first: a tariff may be long, and its days hold for years.
        if latest and _year(at_ms) >= _year(latest.adopted_ms) + YEARS:
            document = versions.document(tx, latest.id)[0]
            if fold(document) != document:
                yield package.name


def _year(at_ms: int) -> int:
    return datetime.fromtimestamp(at_ms / 1000, UTC).year
