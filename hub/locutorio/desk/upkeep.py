"""What the hub has to say of itself: room for the books, and certificates that run out.

Must not know how disks are asked or certificates are read.
"""

from collections.abc import Sequence

from locutorio.core.alarm import CERTIFICATE, DISK, Alarm
from locutorio.desk.raise_alarm import keep_up
from locutorio.store.engine import Store

ROOM_BYTES = 200 * 1024 * 1024


def look_after(store: Store, *, free_bytes: int | None, running_out: Sequence[str], now_ms: int) -> None:
    """Raise or end the hub's own alarms. `free_bytes` None: the books are on another machine; `running_out`
    names the certificates that end soon."""
    short = free_bytes is not None and free_bytes < ROOM_BYTES
    megabytes = 0 if free_bytes is None else free_bytes // (1024 * 1024)
    conditions = (
        Alarm(DISK, on=short, detail=f"{megabytes} MB" if short else ""),
        Alarm(CERTIFICATE, on=bool(running_out), detail=", ".join(running_out)[:200]),
    )
    with store.begin() as tx:
        keep_up(tx, conditions, now_ms=now_ms)
