"""The log of what people did at the counter, for those who have to answer for it."""

from dataclasses import dataclass

from locutorio.store import people
from locutorio.store.engine import Store


@dataclass(frozen=True, slots=True)
class Act:
    at_ms: int
    name: str
    kind: str
    booth_id: str
    visit_id: str
    detail: str


def recent(store: Store, limit: int) -> list[Act]:
    """Newest first."""
    with store.read() as tx:
        return [
            Act(row["at_ms"], row["name"], row["kind"], row["booth_id"], row["visit_id"], row["detail"])
            for row in people.acts(tx, limit=limit)
        ]
