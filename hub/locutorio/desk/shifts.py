"""Shifts of the drawer: opened with a float, closed by a blind count. Station 7.

One is open at a time, and several people may work in it. Nobody is told what should be there before they have
counted. A shift does not close over bills that nobody would answer for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from locutorio.core.books.shift import Shift
from locutorio.core.shop import ShopProfile
from locutorio.core.till import Counted, TillReport
from locutorio.desk import closings, print_queue, till_reports
from locutorio.desk.errors import BadAmount, BadCount, NoShift, ShiftOpen, StillOpen, UnknownReport
from locutorio.desk.person import find
from locutorio.store import bills, ledger, people, requests, shifts
from locutorio.store import closings as rows
from locutorio.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class ShiftNow:
    """The shift that is open. `opened_by` "" = it opened by itself. `open_bills` somebody has to take when
    it closes."""

    id: int
    opened_ms: int
    opened_by: str
    float_minor: int
    open_bills: int


def current(store: Store) -> ShiftNow | None:
    with store.read() as tx:
        shift = shifts.current(tx)
        if shift is None:
            return None
        opened_by = "" if shift.person_id is None else find(tx, shift.person_id).name
        return ShiftNow(shift.id, shift.opened_ms, opened_by, shift.float_minor, len(bills.every_open(tx)))


def left(store: Store) -> int:
    """What the last shift left in the drawer: the float to start from."""
    with store.read() as tx:
        return ledger.cash(tx)


def open_shift(store: Store, *, float_minor: int, operator_id: int, now_ms: int) -> int:
    """With what was found in the drawer, or put there. Returns the shift's id."""
    if float_minor < 0:
        raise BadAmount("a float is nothing or more")
    with store.begin() as tx:
        if shifts.current(tx):
            raise ShiftOpen("a shift is open already; close it first")
        opened = ledger.open_shift(tx, float_minor=float_minor, at_ms=now_ms, person_id=operator_id)
        people.log(tx, "open_shift", person_id=operator_id, at_ms=now_ms, detail=f"shift {opened.id}")
        return opened.id


def x_report(store: Store, shop: ShopProfile, *, operator_id: int, now_ms: int) -> TillReport:
    """What the shift has come to so far. Changes nothing."""
    with store.read() as tx:
        return till_reports.report(tx, shop, _open(tx), operator_id=operator_id, at_ms=now_ms)


def close_shift(
    store: Store,
    shop: ShopProfile,
    *,
    counted: Mapping[int, int],
    left_minor: int,
    hand_to: int | None,
    request_key: str,
    operator_id: int,
    now_ms: int,
    print_it: bool = True,
) -> TillReport:
    """Book what is over or short, carry all but `left_minor` to the safe, seal and print the Z.

    `counted`: how many of each coin and note. `hand_to`: who answers for the bills that are open from now on.
    """
    asked = requests.fingerprint("close", sorted(counted.items()), left_minor, hand_to)
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            return _kept(tx, int(earlier.removeprefix("closing ")))
        shift = _open(tx)
        found = _counted(counted, left_minor, expected_minor=ledger.cash(tx))
        handed_to = _hand_over(tx, shift, hand_to, operator_id=operator_id, now_ms=now_ms)
        report = till_reports.report(
            tx, shop, shift, number=closings.next_number(tx), operator_id=operator_id, at_ms=now_ms,
            counted=found, handed_to=handed_to,
        )  # fmt: skip
        _post_count(tx, found, operator_id, now_ms)
        made = closings.close(
            tx, shop, kind="shift", period=str(shift.id), shift_id=shift.id, document=report.to_json(),
            at_ms=now_ms, person_id=operator_id,
        )  # fmt: skip
        requests.keep(tx, request_key, asked, f"closing {made.number}", now_ms)
        people.log(
            tx, "close_shift", person_id=operator_id, at_ms=now_ms,
            detail=f"shift {shift.id}, closing {made.number}",
        )  # fmt: skip
        if print_it:
            print_queue.enqueue_report(tx, report, now_ms=now_ms)
        return report


def z_report(store: Store, number: int) -> TillReport:
    with store.read() as tx:
        return _kept(tx, number)


def z_reports(store: Store) -> list[TillReport]:
    """All shifts that were closed, newest first."""
    with store.read() as tx:
        return [TillReport.from_json(kept.closing.document) for kept in reversed(rows.of_kind(tx, "shift"))]


def print_report(
    store: Store, shop: ShopProfile, *, number: int | None, operator_id: int, now_ms: int
) -> None:
    """A Z once more, marked as a copy; without a number, an X as of now."""
    with store.begin() as tx:
        if number is None:
            report = till_reports.report(tx, shop, _open(tx), operator_id=operator_id, at_ms=now_ms)
        else:
            report = _kept(tx, number)
        print_queue.enqueue_report(tx, report, now_ms=now_ms)


def _open(tx: Tx) -> Shift:
    shift = shifts.current(tx)
    if shift is None:
        raise NoShift("no shift is open; open one with what is in the drawer")
    return shift


def _kept(tx: Tx, number: int) -> TillReport:
    closing = rows.find(tx, number)
    if closing is None or closing.kind != "shift":
        raise UnknownReport(f"there is no Z report {number}", number=number)
    return TillReport.from_json(closing.document)


def _counted(counted: Mapping[int, int], left_minor: int, *, expected_minor: int) -> Counted:
    if any(piece_minor <= 0 or pieces < 0 for piece_minor, pieces in counted.items()):
        raise BadCount("count whole coins and notes: none, or some of each")
    pieces = tuple(sorted(((piece, n) for piece, n in counted.items() if n), reverse=True))
    counted_minor = sum(piece_minor * n for piece_minor, n in pieces)
    if not 0 <= left_minor <= counted_minor:
        raise BadCount("what stays in the drawer is part of what was counted")
    return Counted(pieces, counted_minor, counted_minor - expected_minor, left_minor)


def _post_count(tx: Tx, found: Counted, operator_id: int, now_ms: int) -> None:
    """Always a count, also of what is just right: it marks the moment. Then what is carried away."""
    difference = {"cash": found.difference_minor, "over_short": -found.difference_minor}
    ledger.post(tx, "count", difference, at_ms=now_ms, person_id=operator_id)
    if found.to_safe_minor:
        carried = {"cash": -found.to_safe_minor, "safe": found.to_safe_minor}
        ledger.post(tx, "safe_drop", carried, at_ms=now_ms, person_id=operator_id)


def _hand_over(tx: Tx, shift: Shift, hand_to: int | None, *, operator_id: int, now_ms: int) -> str:
    """The name of who takes the open bills; "" where there are none."""
    waiting = bills.every_open(tx)
    if not waiting:
        return ""
    if hand_to is None:
        raise StillOpen("there are open bills; pay them, or say who takes them over", open_bills=len(waiting))
    taker = find(tx, hand_to)
    for bill in waiting:
        bills.change(tx, bill.id, person_id=taker.id)
    people.log(
        tx, "hand_over", person_id=operator_id, at_ms=now_ms,
        detail=f"shift {shift.id}: {len(waiting)} bills to {taker.name}",
    )  # fmt: skip
    return taker.name
