"""An update in waves: a few booths first, and the next ones only when all of those hold the release.

Pure: what is known of each booth goes in, what is to be done comes out. Serves no call. Must not know how a
booth is told of a release or where any of this is kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locutorio.core.errors import ShopError

SIZES = "1, 25%, rest"
SILENCE_MS = 30 * 60_000
# A booth's last word on a release. After one of the first it may still take it, after one of the second it
# runs it; after any other it never will.
ON_ITS_WAY = ("", "busy", "stalled", "taken")
HOLDS = ("held", "older")
# Why a rollout stopped, besides a booth's own word.
SILENT, WITHDRAWN = "silent", "withdrawn"

_SIZE = re.compile(r"([1-9]\d{0,3})(%?)")


class BadWaves(ShopError):
    code = "bad_waves"


@dataclass(frozen=True, slots=True)
class Member:
    """A booth of a rollout. `offered_ms` None: its wave has not come yet. `verdict` is its last word on the
    release, told at `told_ms`; None = it is not offered any more. `runs_it`: for good, not on trial."""

    booth_id: str
    wave: int
    offered_ms: int | None = None
    verdict: str | None = ""
    told_ms: int | None = None
    runs_it: bool = False

    @property
    def holds(self) -> bool:
        return self.runs_it or self.verdict in HOLDS

    def trouble(self, now_ms: int) -> str:
        """Why nothing will come of it; "" = nothing speaks against it."""
        if self.holds or self.offered_ms is None:
            return ""
        if self.verdict is None:
            return WITHDRAWN
        if self.verdict not in ON_ITS_WAY:
            return self.verdict
        heard_ms = max(self.offered_ms, self.told_ms or 0)
        return SILENT if now_ms - heard_ms > SILENCE_MS else ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done: offer the release to these booths; stop for this reason, because of that booth; or
    nothing. `done`: every booth holds it."""

    offer: tuple[str, ...] = ()
    trouble: str = ""
    booth_id: str = ""
    done: bool = False


WAIT = Step()


def next_step(members: Sequence[Member], *, now_ms: int) -> Step:
    offered = [member for member in members if member.offered_ms is not None]
    for member in offered:
        if trouble := member.trouble(now_ms):
            return Step(trouble=trouble, booth_id=member.booth_id)
    if not all(member.holds for member in offered):
        return WAIT
    left = [member for member in members if member.offered_ms is None]
    if not left:
        return Step(done=True)
    wave = min(member.wave for member in left)
    return Step(offer=tuple(member.booth_id for member in left if member.wave == wave))


def divided(booth_ids: Sequence[str], sizes: str) -> list[tuple[str, ...]]:
    """The booths, wave by wave; `sizes` as in SIZES: numbers, percents of all, and at last the rest."""
    words = [word.strip() for word in sizes.split(",")]
    if words[-1] != "rest":
        raise BadWaves(f"the last wave is the rest, so that no booth is forgotten: {SIZES}")
    waves, left = [], list(booth_ids)
    for size in (_size(word, len(booth_ids)) for word in words[:-1]):
        waves.append(tuple(left[:size]))
        left = left[size:]
    return [wave for wave in (*waves, tuple(left)) if wave]


def _size(word: str, total: int) -> int:
    found = _SIZE.fullmatch(word)
    if found is None:
        raise BadWaves(f"“{word}” is no size of a wave; write them like {SIZES}")
    number = int(found[1])
    return -(-total * number // 100) if found[2] else number


def wave_under_way(members: Iterable[Member]) -> int:
    """Counted from 1; 0 = none has begun."""
    return max((member.wave for member in members if member.offered_ms is not None), default=0)
