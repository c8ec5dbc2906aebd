"""The log of alarms: what went wrong, when and where, and which of it somebody has seen.

Nothing in it is ever changed or taken out; having seen alarms is a fact of its own. Who raises them is
no matter here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from locutorio.store import alarms as rows
from locutorio.store import booths
from locutorio.store.engine import Store


@dataclass(frozen=True, slots=True)
class Alarm:
    """`booth_id` and `booth_label` are "" for one of the hub itself. `on` is False when something that
    lasted is over. `is_new`: nobody has marked it as seen yet."""

    id: int
    booth_id: str
    booth_label: str
    kind: str
    on: bool
    detail: str
    at_ms: int
    is_new: bool


def recent(
    store: Store, *, limit: int, before_id: int | None = None, booth_id: str = "", kind: str = ""
) -> list[Alarm]:
    """Newest first; of one booth, of one kind, if given."""
    with store.read() as tx:
        seen_id = rows.seen_up_to(tx)
        labels = {booth.id: booth.label for booth in booths.every(tx)}
        found = rows.recent(
            tx, limit=limit, before_id=before_id, booth_id=booth_id or None, kind=kind or None
        )
        return [
            Alarm(
                id=row.id,
                booth_id=row.booth_id,
                booth_label=labels.get(row.booth_id, row.booth_id),
                kind=row.kind,
                on=row.on,
                detail=row.detail,
                at_ms=row.at_ms,
                is_new=row.on and row.id > seen_id,
            )
            for row in found
        ]


def new_count(store: Store) -> int:
    """How many nobody has marked as seen."""
    with store.read() as tx:
        return rows.unseen_count(tx)


def seen(store: Store, *, up_to_id: int, operator_id: int, now_ms: int) -> None:
    """All up to this one have been looked at: what came in meanwhile stays new."""
    with store.begin() as tx:
        if up_to_id > rows.seen_up_to(tx):
            rows.mark_seen(tx, up_to_id, person_id=operator_id, at_ms=now_ms)


def count_between(store: Store, from_ms: int, to_ms: int) -> Mapping[str, int]:
    """How often each kind began in that time."""
    with store.read() as tx:
        return rows.count_between(tx, from_ms, to_ms)
