"""Rollouts: which release goes to which booths in which wave, and how far each has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, and_, func, insert, select, update

from locutorio.core.waves import Member
from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import boot, booth, release_offer, report, rollout, rollout_booth

_GOES_ON = rollout.c.ended_ms.is_(None)


@dataclass(frozen=True, slots=True)
class RolloutRow:
    """`outcome` "" while it goes on; `outcome_booth_id` names the booth it was stopped for, if one."""

    id: int
    number: int
    sizes: str
    person_id: int | None
    begun_ms: int
    ended_ms: int | None
    outcome: str
    outcome_booth_id: str


def add(
    tx: Tx, waves: Sequence[Sequence[str]], *, number: int, sizes: str, person_id: int | None, begun_ms: int
) -> int:
    rollout_id = add_row(
        tx, rollout, number=number, sizes=sizes, person_id=person_id, begun_ms=begun_ms,
        outcome="", outcome_booth_id="",
    )  # fmt: skip
    rows = [
        {"rollout_id": rollout_id, "booth_id": booth_id, "wave": wave}
        for wave, booth_ids in enumerate(waves, start=1)
        for booth_id in booth_ids
    ]
    tx.execute(insert(rollout_booth), rows)
    return rollout_id


def running(tx: Tx) -> RolloutRow | None:
    """The one under way; there is one at a time."""
    row = tx.execute(select(rollout).where(_GOES_ON)).one_or_none()
    return RolloutRow(*row) if row else None


def recent(tx: Tx, *, limit: int) -> list[RolloutRow]:
    """Newest first."""
    return [
        RolloutRow(*row) for row in tx.execute(select(rollout).order_by(rollout.c.id.desc()).limit(limit))
    ]


def mark_offered(tx: Tx, rollout_id: int, booth_ids: Iterable[str], *, now_ms: int) -> None:
    tx.execute(
        update(rollout_booth)
        .where(rollout_booth.c.rollout_id == rollout_id, rollout_booth.c.booth_id.in_(booth_ids))
        .values(offered_ms=now_ms)
    )


def end(tx: Tx, rollout_id: int, *, outcome: str, booth_id: str = "", now_ms: int) -> None:
    tx.execute(
        update(rollout)
        .where(rollout.c.id == rollout_id)
        .values(ended_ms=now_ms, outcome=outcome, outcome_booth_id=booth_id)
    )


_MEMBERS = (
    select(
        rollout_booth.c.booth_id,
        rollout_booth.c.wave,
        rollout_booth.c.offered_ms,
        release_offer.c.verdict,
        release_offer.c.told_ms,
        func.coalesce(and_(boot.c.release >= rollout.c.number, boot.c.trial.is_(False)), False).label("runs"),
    )
    .join(rollout, rollout.c.id == rollout_booth.c.rollout_id)
    .join(booth, booth.c.id == rollout_booth.c.booth_id)
    .join(report, report.c.booth_id == rollout_booth.c.booth_id)
    .outerjoin(
        release_offer,
        and_(
            release_offer.c.booth_id == rollout_booth.c.booth_id,
            release_offer.c.number == rollout.c.number,
        ),
    )
    .outerjoin(boot, and_(boot.c.booth_id == report.c.booth_id, boot.c.boot == report.c.boot))
    .order_by(rollout_booth.c.wave, booth.c.position)
)


def members(tx: Tx, rollout_id: int) -> list[Member]:
    rows = tx.execute(_MEMBERS.where(rollout_booth.c.rollout_id == rollout_id)).mappings()
    return [_member(row) for row in rows]


def _member(row: RowMapping) -> Member:
    return Member(
        row["booth_id"], row["wave"], row["offered_ms"], row["verdict"], row["told_ms"], bool(row["runs"])
    )
