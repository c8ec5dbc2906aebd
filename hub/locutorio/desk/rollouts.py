"""Taking a release to many booths in waves: begin, stop, and go on by itself while all is well.

Beside station 3, like desk.updates, which says the offers. A rollout that stops offers nothing more; booths
that run the release keep it, and one that has it on trial ends the trial by itself. Going on means
beginning another, with the booths that are left or with a mended release.
"""

from collections.abc import Collection
from dataclasses import dataclass

from boothwire.release import MANIFEST

from locutorio.core.alarm import Alarm
from locutorio.core.errors import ShopError
from locutorio.core.report import Boot
from locutorio.core.waves import SIZES, Member, divided, next_step, wave_under_way
from locutorio.desk.errors import UnknownBooth
from locutorio.desk.raise_alarm import raise_alarm
from locutorio.desk.updates import UnknownRelease
from locutorio.store import booths, people, releases, rollouts
from locutorio.store.engine import Store, Tx
from locutorio.store.rollouts import RolloutRow

DONE, BY_HAND = "done", "by_hand"
SHOWN = 10


class RolloutRunning(ShopError):
    code = "rollout_running"


class NoRollout(ShopError):
    code = "no_rollout"


class NothingToUpdate(ShopError):
    code = "nothing_to_update"


@dataclass(frozen=True, slots=True)
class Rollout:
    """`wave` of `waves` is under way, or was when it ended."""

    row: RolloutRow
    members: tuple[Member, ...]

    @property
    def wave(self) -> int:
        return wave_under_way(self.members)

    @property
    def waves(self) -> int:
        return max(member.wave for member in self.members)

    @property
    def held(self) -> int:
        return sum(member.holds for member in self.members)


def begin(
    store: Store,
    number: int,
    *,
    booth_ids: Collection[str] = (),
    sizes: str = SIZES,
    operator_id: int | None,
    now_ms: int,
) -> int:
    """To these booths, or to all that do not run it yet. Its id; the first wave is offered at once."""
    with store.begin() as tx:
        if releases.file(tx, number, MANIFEST) is None:
            raise UnknownRelease(f"there is no release {number}; add it at the hub first", number=number)
        if rollouts.running(tx) is not None:
            raise RolloutRunning("another update is under way: wait for its end, or stop it")
        waves = divided(_chosen(tx, number, booth_ids), sizes)
        rollout_id = rollouts.add(
            tx, waves, number=number, sizes=sizes, person_id=operator_id, begun_ms=now_ms
        )
        people.log(tx, "roll_out", person_id=operator_id, at_ms=now_ms, detail=f"{number}: {sizes}")
        _advance(tx, now_ms)
    return rollout_id


def stop(store: Store, *, operator_id: int | None, now_ms: int) -> None:
    """Booths that did not begin to take it stay as they are."""
    with store.begin() as tx:
        row = rollouts.running(tx)
        if row is None:
            raise NoRollout("no update is under way")
        _end(tx, row, BY_HAND, now_ms=now_ms)
        people.log(tx, "stop_rollout", person_id=operator_id, at_ms=now_ms, detail=str(row.number))


def advance(store: Store, *, now_ms: int) -> None:
    """To be called now and then: the next wave, if the last one holds; the end, if one failed."""
    with store.read() as tx:
        if rollouts.running(tx) is None:
            return
    with store.begin() as tx:
        _advance(tx, now_ms)


def recent(store: Store) -> list[Rollout]:
    """Newest first; only the first of them may be under way."""
    with store.read() as tx:
        rows = rollouts.recent(tx, limit=SHOWN)
        return [Rollout(row, tuple(rollouts.members(tx, row.id))) for row in rows]


def _chosen(tx: Tx, number: int, booth_ids: Collection[str]) -> list[str]:
    """In the order of their tiles."""
    every = [booth.id for booth in booths.every(tx)]
    if unknown := set(booth_ids) - set(every):
        name = min(unknown)
        raise UnknownBooth(f"there is no booth {name}; `boothkit fleet` shows them", booth_id=name)
    settled = {now.booth_id for now in booths.all_now(tx) if _runs(now.boot, number)}
    chosen = [name for name in every if name not in settled and (not booth_ids or name in booth_ids)]
    if not chosen:
        raise NothingToUpdate(f"all of these booths run release {number} or a newer one already")
    return chosen


def _runs(boot: Boot | None, number: int) -> bool:
    return boot is not None and boot.release >= number and not boot.trial


def _advance(tx: Tx, now_ms: int) -> None:
    row = rollouts.running(tx)
    if row is None:
        return
    step = next_step(rollouts.members(tx, row.id), now_ms=now_ms)
    if step.offer:
        releases.offer(tx, step.offer, row.number)
        rollouts.mark_offered(tx, row.id, step.offer, now_ms=now_ms)
    elif step.done:
        rollouts.end(tx, row.id, outcome=DONE, now_ms=now_ms)
    elif step.trouble:
        _end(tx, row, step.trouble, booth_id=step.booth_id, now_ms=now_ms)
        detail = f"release {row.number} stopped: {step.trouble}"
        raise_alarm(tx, step.booth_id, Alarm("update", detail=detail), now_ms=now_ms)


def _end(tx: Tx, row: RolloutRow, outcome: str, *, booth_id: str = "", now_ms: int) -> None:
    """What a booth has begun to try it settles by itself; nobody else is offered it."""
    booth_ids = [member.booth_id for member in rollouts.members(tx, row.id)]
    releases.withdraw(tx, booth_ids, row.number, verdicts=("", "busy", "stalled"))
    rollouts.end(tx, row.id, outcome=outcome, booth_id=booth_id, now_ms=now_ms)
