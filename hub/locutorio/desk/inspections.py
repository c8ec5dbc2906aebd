"""What technicians ask of booths in service: how are you, examine yourself, show me what your inputs do.

One inspection of a booth goes on at a time; a newer one takes the place of an older. The booth has the last
word on whether it can be disturbed; here it is asked only if nobody seems to use it. What it answers is
heard in desk.inspection_wire.
"""

from collections.abc import Sequence

from locutorio.core.errors import ShopError
from locutorio.core.inspection import CHECKUP, REPLACED, TRACE, TRACE_MAX_S, VITALS, Inspection
from locutorio.desk.errors import UnknownBooth
from locutorio.desk.reach import check_reach
from locutorio.store import booths, inspections, people
from locutorio.store.engine import Store, Tx
from locutorio.store.inspections import Part

SHOWN = 20
ACTS = {VITALS: "ask_vitals", CHECKUP: "diagnose", TRACE: "monitor"}


class BoothBusy(ShopError):
    code = "booth_busy"


class UnknownInspection(ShopError):
    code = "unknown_inspection"


def ask(store: Store, booth_id: str, want: str, *, for_s: int = 0, operator_id: int, now_ms: int) -> int:
    """Its number. Nobody learns what a customer dials without it being written down who looked."""
    if want not in ACTS or not 0 <= for_s <= TRACE_MAX_S or (want == TRACE) != (for_s > 0):
        raise UnknownInspection(f"ask for vitals, a checkup, or a trace of 1 to {TRACE_MAX_S} seconds")
    with store.begin() as tx:
        now = booths.now(tx, booth_id)
        if now is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        check_reach(now, now_ms=now_ms)
        if want == CHECKUP and (now.phase != "free" or now.report.call):
            raise BoothBusy(f"{now.label} is in use; lock it and take the money first", booth=now.label)
        people.log(tx, ACTS[want], person_id=operator_id, at_ms=now_ms, booth_id=booth_id)
        return begin(tx, booth_id, want, for_s=for_s, person_id=operator_id, now_ms=now_ms)


def begin(tx: Tx, booth_id: str, want: str, *, for_s: int, person_id: int | None, now_ms: int) -> int:
    for other in inspections.going_on(tx):
        if other.booth_id == booth_id:
            inspections.change(tx, other.id, ended_ms=now_ms, verdict=REPLACED)
    return inspections.add(tx, booth_id, want, for_s=for_s, person_id=person_id, asked_ms=now_ms)


def stop(store: Store, inspection_id: int) -> None:
    """Nothing more is to be watched; one that is over stays as it is."""
    with store.begin() as tx:
        if _find(tx, inspection_id).goes_on:
            inspections.change(tx, inspection_id, stopping=True)


def find(store: Store, inspection_id: int) -> Inspection:
    with store.read() as tx:
        return _find(tx, inspection_id)


def parts(store: Store, inspection_id: int, *, after: int = 0) -> list[Part]:
    """What a watched booth told, after that part."""
    with store.read() as tx:
        return inspections.parts(tx, inspection_id, after=after)


def recent(store: Store, booth_id: str, wants: Sequence[str] = (CHECKUP, TRACE)) -> list[Inspection]:
    """Newest first."""
    with store.read() as tx:
        return inspections.recent(tx, booth_id, wants, limit=SHOWN)


def _find(tx: Tx, inspection_id: int) -> Inspection:
    found = inspections.find(tx, inspection_id)
    if found is None:
        raise UnknownInspection(f"there is no inspection {inspection_id}")
    return found
