"""What must hold of a finished history, whatever went wrong in it. Each check yields what is wrong, in words.

The truth is what the telephone company saw (truth.py); the claims are what stands in the hub's books.
"""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from locutorio.core import granting
from locutorio.core.alarm import LOST_RECORDS
from locutorio.core.call import Call

from simulator.books import Key
from simulator.tariff import cost_minor
from simulator.truth import TrueCall
from simulator.world import World

Check = Callable[[World], Iterator[str]]

GRACE_MS = 1000  # a call may go on so long beyond its limit
BELIEVED_MS = 100  # an answer must last so long to be believed
SETTLING_MS = 10  # a hook flash that ends a call is noticed so late at most


def violations(world: World) -> list[str]:
    return [*world.seen.wrongs, *(wrong for check in CHECKS for wrong in check(world))]


def comes_to_rest(world: World) -> Iterator[str]:
    """Once the troubles are over, all is told, paid and locked, and no condition is left standing."""
    if not world.settled:
        for board in world.boards.values():
            yield f"{board.id} does not come to rest: {world.books.reports.get(board.id)}"


def stores_every_number_once(world: World) -> Iterator[str]:
    """What a booth numbered and could write down is in the books as it was; but what an older backup
    forgot is told to be lost."""
    for key, (kind, message) in world.seen.numbered.items():
        booth, boot, seq = key
        stored = world.books.told.get(key)
        if stored is None:
            if not _is_lost(world, key) and not _was_unsafe(world, key):
                yield f"{kind} {boot}/{seq} of {booth} is not in the books"
        elif stored != (kind, message) and not _was_unsafe(world, key):
            yield f"{kind} {boot}/{seq} of {booth} stands in the books as {stored}"
    for key in world.books.told:
        if key not in world.seen.numbered and not _closes_a_call(world, key):
            yield f"{key} is in the books and was never numbered"


def bills_every_second_once(world: World) -> Iterator[str]:
    """Each answered call is in the books once, with its seconds and its price to the cent."""
    claims = {key: call for key, call in world.books.calls.items() if call.is_answered}
    for true in _true_calls(world):
        keys = [key for key, call in claims.items() if _answered_ms(world, key) == true.answered_ms]
        if len(keys) > 1:
            yield f"{true} is booked {len(keys)} times"
        for key in keys:
            del claims[key]
            yield from _is_billed_rightly(world, true, key)
        if not keys and not _may_be_missing(world, true):
            yield f"{true} is not in the books"
    yield from (f"{claim} never happened" for claim in claims.values())


def _is_billed_rightly(world: World, true: TrueCall, key: Key) -> Iterator[str]:
    call = world.books.calls[key]
    if call.digits != true.digits:
        yield f"{true} is booked with {call.digits}"
    short_ms = true.talk_ms - call.talk_ms
    if not _least_short_ms(world, call) <= short_ms <= _most_short_ms(world, true, key):
        yield f"{true} is billed {short_ms} ms short"
    charge = world.books.charges.get(key)
    if call.emergency and charge:
        yield f"{true} is an emergency call and was charged"
    elif not call.emergency and not _is_forgotten(world, key) and not _is_fair(world, charge, true, call):
        yield f"{true} is charged {charge}"


def _is_fair(world: World, charge: tuple[int, int | None] | None, true: TrueCall, call: Call) -> bool:
    """To the second, and to the cent for the seconds. A call that a reset cut is charged as far as it was
    written down or reported, whichever is more."""
    if charge is None:
        return False
    seconds, cost = charge
    most_s = call.talk_s
    if call.ending == "restart":
        most_s = max(most_s, (true.talk_ms - int(_least_short_ms(world, call))) // 1000)
    return call.talk_s <= seconds <= most_s and cost == cost_minor(true.digits, seconds)


def _most_short_ms(world: World, true: TrueCall, key: Key) -> float:
    flash_ended_it = world.books.calls[key].emergency  # our line; at the exchange the call may be on hold
    if true.marred == "stuck" or flash_ended_it or _is_forgotten(world, key):
        return inf
    was_cut = world.books.calls[key].ending == "restart"
    return 1000 * world.boards[true.booth].profile["checkpoint_s"] if was_cut else SETTLING_MS


def _least_short_ms(world: World, call: Call) -> float:
    """A power cut between a hang-up and its notice leaves the last checkpoint, which may lie between too;
    and a lock may cut a call that is over but not known to be."""
    if call.ending == "restart":
        return -world.boards[call.booth_id].profile["hangup_ms"]
    return -BELIEVED_MS


def _is_forgotten(world: World, key: Key) -> bool:
    """Later records of the call were lost with the books they stood in, and that was told."""
    return any(
        kind == "record" and message["call"] == key[2] and _is_lost(world, number)
        for number, (kind, message) in world.seen.numbered.items()
        if number[:2] == key[:2]
    )


def keeps_within_budget(world: World) -> Iterator[str]:
    """No visit costs more than its customer agreed to."""
    if world.seen.restored:
        return  # what a backup forgot was spent all the same
    for visit in world.books.visits.values():
        spent = world.books.spent_minor(visit.id)
        if visit.budget_minor is not None and spent > visit.budget_minor:
            yield f"{visit} has spent {spent}"


def keeps_within_limit(world: World) -> Iterator[str]:
    """No call talks on beyond the shop's limit."""
    limit_ms = world.scenario.call_limit_s * 1000
    for true in _true_calls(world):
        free = true.marred == "stuck" or true.digits in world.scenario.rules.emergency_numbers
        if limit_ms and not free and true.talk_ms > limit_ms + GRACE_MS:
            yield f"{true} talked beyond {limit_ms} ms"


def pays_each_bill_whole(world: World) -> Iterator[str]:
    """Nothing is added to a bill after it was paid."""
    if world.seen.restored:
        return
    for visit in world.books.visits.values():
        spent = world.books.spent_minor(visit.id)
        if visit.paid_minor not in (None, spent):
            yield f"{visit} has come to {spent} since"


def reserves_nothing_for_ever(world: World) -> Iterator[str]:
    """Once all is over, no money is held back for a call."""
    if world.seen.restored:
        return  # of a call that was forgotten nobody can say that it is over
    assert world.hub
    for board in world.boards.values():
        grants = [grant for key, grant in world.books.grants.items() if key[0] == board.id]
        report = world.books.reports[board.id]
        held = granting.reserved_minor(grants, world.hub.ended(board.id), oldest_boot=report.oldest_boot)
        if held:
            yield f"{held} are still reserved for {board.id}"


def lets_nobody_through(world: World) -> Iterator[str]:
    """Every true call was in a visit, or to an emergency number, or through a relay that sticks."""
    for true in _true_calls(world):
        if true.marred == "stuck" or true.digits in world.scenario.rules.emergency_numbers:
            continue
        claim = next(
            (c for k, c in world.books.calls.items() if _answered_ms(world, k) == true.answered_ms), None
        )
        if claim and not claim.visit_id:
            yield f"{true} was let through without a visit"


def helps_in_need(world: World) -> Iterator[str]:
    """Emergency calls are booked as such, whatever the lock."""
    for key, call in world.books.calls.items():
        if call.is_answered and world.scenario.rules.is_emergency(call.digits) != call.emergency:
            yield f"{key} to {call.digits} is {'an' if call.emergency else 'no'} emergency call"
        cut = call.ending not in ("hangup", "released", "restart", "")
        if call.is_answered and call.emergency and cut:
            yield f"{key} was an emergency call and was cut: {call.ending}"


def raises_no_false_alarm(world: World) -> Iterator[str]:
    """What is told to be lost is lost: the power failed before it was written down, or a backup forgot it."""
    if world.seen.restored:
        return
    for _, booth, alarm in world.books.alarms:
        if alarm.kind == LOST_RECORDS:
            boot = int(alarm.detail.split()[0])
            if not any(key[:2] == (booth, boot) for key in world.seen.unsafe):
                yield f"{alarm} of {booth} is not true"


CHECKS: tuple[Check, ...] = (
    comes_to_rest,
    stores_every_number_once,
    bills_every_second_once,
    keeps_within_budget,
    keeps_within_limit,
    pays_each_bill_whole,
    reserves_nothing_for_ever,
    lets_nobody_through,
    helps_in_need,
    raises_no_false_alarm,
)


# --- what they need to know ---------------------------------------------------------------------------------


def _true_calls(world: World) -> list[TrueCall]:
    return [call for board in world.boards.values() for call in board.truth.calls]


def _answered_ms(world: World, key: Key) -> int:
    call = world.books.calls[key]
    return world.seen.boots[key[0], key[1]] + (call.answered_ms or 0)


def _is_lost(world: World, key: Key) -> bool:
    """The hub raised an alarm for the number; or it stood in books that were replaced by a backup, in a boot
    that is over: nobody is left to tell of it."""
    booth, boot, seq = key
    for _, of, alarm in world.books.alarms:
        if alarm.kind == LOST_RECORDS and of == booth:
            number, first, last = map(int, alarm.detail.split())
            if boot == number and first <= seq <= last:
                return True
    return world.seen.restored and boot < world.boards[booth].memory.boot


def _was_unsafe(world: World, key: Key) -> bool:
    """It was numbered, but the power failed before it was in the flash: nothing knows of it."""
    return key in world.seen.unsafe


def _closes_a_call(world: World, key: Key) -> bool:
    """A record made by the boot after the one it belongs to: of a call that the power cut."""
    kind, message = world.books.told[key]
    return kind == "record" and message["ending"] == "restart"


def _may_be_missing(world: World, true: TrueCall) -> bool:
    """Not believed or not written down yet when it ended; told by nobody through a relay that sticks; or
    forgotten by a backup."""
    if true.marred == "stuck" or true.talk_ms < BELIEVED_MS:
        return True
    if true.marred == "power" and true.talk_ms < GRACE_MS:
        return True
    numbers = [
        key for key, (_, message) in world.seen.numbered.items() if _tells_of(world, key, message, true)
    ]
    if numbers and all(_was_unsafe(world, key) for key in numbers):
        return True  # the flash refused it, and nobody heard of it before the power failed
    return world.seen.restored and all(_is_lost(world, key) for key in numbers)


def _tells_of(world: World, key: Key, message: dict[str, Any], true: TrueCall) -> bool:
    answered_ms = message.get("answered_ms")
    return answered_ms is not None and world.seen.boots[key[0], key[1]] + answered_ms == true.answered_ms
