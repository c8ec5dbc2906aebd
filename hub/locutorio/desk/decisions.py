"""What a person decides that a call costs: one that no tariff could price, or one that is to be free.

Once and for ever, with the reason; who may make calls free is the panel's question.
"""

from collections.abc import Collection

from locutorio.core.booked import BookedCall
from locutorio.desk.errors import BadAmount, NoReason, NothingToDecide
from locutorio.desk.unpaid import unpaid
from locutorio.store import booked, calls, people
from locutorio.store.engine import Store, Tx


def decide(store: Store, *, call_id: int, amount_minor: int, note: str, operator_id: int, now_ms: int) -> str:
    """The price of an unpriced call; the note says why it is that. Returns the booth it was made in."""
    if amount_minor < 0:
        raise BadAmount("a call costs nothing or more")
    with store.begin() as tx:
        call = _call(tx, call_id)
        if call.due_minor is not None:
            raise NothingToDecide("this call has a price already", call_id=call_id)
        _keep(tx, call, amount_minor=amount_minor, note=note, operator_id=operator_id, now_ms=now_ms)
        return call.call.booth_id


def free(store: Store, *, call_ids: Collection[int], reason: str, operator_id: int, now_ms: int) -> None:
    """These calls cost nothing, whatever a tariff says."""
    with store.begin() as tx:
        for call_id in call_ids:
            call = _call(tx, call_id)
            if not call.is_finished or call.decided_minor is not None or call.due_minor == 0:
                raise NothingToDecide(
                    "a call can be made free once it is over and if it costs something; tick others",
                    call_id=call_id,
                )
            _keep(tx, call, amount_minor=0, note=reason, operator_id=operator_id, now_ms=now_ms)


def _call(tx: Tx, call_id: int) -> BookedCall:
    """A call that is not paid."""
    call = booked.find(tx, call_id)
    if call is None:
        raise NothingToDecide("there is no such call; look at the bill again", call_id=call_id)
    if call.bill_id is not None:
        unpaid(tx, call.bill_id)
    return call


def _keep(tx: Tx, call: BookedCall, *, amount_minor: int, note: str, operator_id: int, now_ms: int) -> None:
    note = note.strip()
    if not note:
        raise NoReason("say why: the log keeps it")
    calls.add_decision(tx, call.id, amount_minor=amount_minor, note=note, person_id=operator_id, at_ms=now_ms)
    people.log(
        tx, "decide", person_id=operator_id, at_ms=now_ms, booth_id=call.call.booth_id,
        visit_id=call.call.visit_id, detail=f"call {call.id}: {amount_minor} ({note})",
    )  # fmt: skip
