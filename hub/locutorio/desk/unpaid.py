"""Bills and visits that money can still be taken for: whatever changes one asks here first."""

from locutorio.desk.errors import AlreadyPaid, UnknownBill, UnknownVisit
from locutorio.store import bills, books, visits
from locutorio.store.bills import BillRow
from locutorio.store.engine import Tx
from locutorio.store.visits import Visit


def unpaid(tx: Tx, bill_id: int) -> BillRow:
    """The bill; AlreadyPaid, with its receipt's number, or UnknownBill if it went into another."""
    row = bills.find(tx, bill_id)
    if row is None:
        raise UnknownBill("there is no such bill; go back to the board")
    number = books.sale_of_bill(tx, bill_id)
    if number is not None:
        raise AlreadyPaid(f"this bill is paid: receipt {number}", receipt_number=number)
    if row.joined_id is not None:
        raise UnknownBill(f"this bill went into bill {row.joined_id}; open that one", into_id=row.joined_id)
    if row.closed_ms is not None:
        raise UnknownBill("this bill had nothing on it and is closed; go back to the board")
    return row


def unpaid_visit(tx: Tx, visit_id: str) -> Visit:
    """The visit; UnknownVisit if there is none, else as its bill."""
    visit = visits.find(tx, visit_id)
    if visit is None:
        raise UnknownVisit("there is no such visit; go back to the board", visit_id=visit_id)
    unpaid(tx, visit.bill_id)
    return visit
