"""Deciding what a call costs that no tariff could price. It blocks the checkout until someone does."""

from locutorio.desk.errors import AlreadyPaid, BadAmount, NoReason, NothingToDecide
from locutorio.store import books, calls, people
from locutorio.store.engine import Store


def decide(store: Store, *, call_id: int, amount_minor: int, note: str, operator_id: int, now_ms: int) -> str:
    """The price of an unpriced call, once and for ever; the note says why it is that. Returns the booth
    whose visit it was made in."""
    note = note.strip()
    if amount_minor < 0:
        raise BadAmount("a call costs nothing or more")
    if not note:
        raise NoReason("say why: the log keeps it")
    with store.begin() as tx:
        booked = calls.find(tx, call_id)
        if booked is None or booked.due_minor is not None:
            raise NothingToDecide("this call has a price already", call_id=call_id)
        number = books.number_of_visit(tx, booked.call.visit_id)
        if number is not None:
            raise AlreadyPaid(f"this visit is paid: receipt {number}", receipt_number=number)
        calls.add_decision(
            tx, call_id, amount_minor=amount_minor, note=note, person_id=operator_id, at_ms=now_ms
        )
        people.log(
            tx, "decide", person_id=operator_id, at_ms=now_ms, booth_id=booked.call.booth_id,
            visit_id=booked.call.visit_id, detail=f"call {call_id}: {amount_minor} ({note})",
        )  # fmt: skip
        return booked.call.booth_id
