"""The log of what people did, for those who have to answer for it: who, when, what, and what became of it."""

import json
from dataclasses import dataclass

from locutorio.store import people
from locutorio.store.engine import Row, Store


@dataclass(frozen=True, slots=True)
class Act:
    """`before` and `after`: of what was changed, only the facts that differ."""

    at_ms: int
    name: str
    kind: str
    booth_id: str
    visit_id: str
    detail: str
    before: dict[str, object]
    after: dict[str, object]

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """Each fact with what it was and what it is; None = there was none."""
        names = {**self.before, **self.after}
        return [(name, self.before.get(name), self.after.get(name)) for name in names]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is left out is not asked for; `to_ms` is the first moment that does not count any more."""

    person_id: int | None = None
    kind: str = ""
    from_ms: int | None = None
    to_ms: int | None = None


def recent(store: Store, limit: int) -> list[Act]:
    """Newest first."""
    return find(store, Asked(), limit=limit)


def find(store: Store, asked: Asked, *, limit: int) -> list[Act]:
    """Newest first."""
    with store.read() as tx:
        found = people.acts(
            tx,
            limit=limit,
            person_id=asked.person_id,
            kind=asked.kind,
            from_ms=asked.from_ms,
            to_ms=asked.to_ms,
        )
    return [_act(row) for row in found]


def kinds(store: Store) -> list[str]:
    """Every kind of act there was."""
    with store.read() as tx:
        return people.kinds(tx)


def _act(row: Row) -> Act:
    return Act(
        row["at_ms"],
        row["name"],
        row["kind"],
        row["booth_id"],
        row["visit_id"],
        row["detail"],
        json.loads(row["before"] or "{}"),
        json.loads(row["after"] or "{}"),
    )
