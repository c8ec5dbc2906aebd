"""A visit that money can still be taken for."""

from locutorio.desk.errors import AlreadyPaid, UnknownVisit
from locutorio.store import books, visits
from locutorio.store.engine import Tx
from locutorio.store.visits import Visit


def unpaid(tx: Tx, visit_id: str) -> Visit:
    """The visit; AlreadyPaid, with its receipt's number, or UnknownVisit if there is nothing to pay."""
    visit = visits.find(tx, visit_id)
    if visit is None:
        raise UnknownVisit("there is no such visit; go back to the board", visit_id=visit_id)
    number = books.number_of_visit(tx, visit_id)
    if number is not None:
        raise AlreadyPaid(f"this visit is paid: receipt {number}", receipt_number=number)
    return visit
