"""What must hold after every fault, once all is well again: the books against the truth of the line.

G1 the ledger sums to zero · G2 each record booked once · G3 each call one closed call · G4 nobody talked
beyond a lease · G5 receipts without a gap, each fitting its seal, and all else `locutorio verify` looks at ·
and the money: every second talked is charged once, to the cent, and is in the drawer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from guest import Closing, Spoken
from locutorio.core.shop import ShopProfile
from locutorio.desk.verify import verify
from locutorio.store import ledger
from locutorio.store.engine import Store, Tx
from sqlalchemy import text

TICKS_MS = 50  # a duration taken from the line and one taken from the pins differ by the debouncing
CHECKPOINT_MS = 30_000  # at most so much of a call is gone with the booth's power
OBEYED_WITHIN_MS = 1_000  # a click on Lock reaches the relay


def check(
    store: Store,
    shop: ShopProfile,
    spoken: Sequence[Spoken],
    closings: Sequence[Closing],
    cents_a_second: Mapping[str, int],
) -> None:
    with store.read() as tx:
        _records_are_booked_once(tx)
        calls = _answered_calls(tx)
        _each_call_is_charged_once(calls, spoken, cents_a_second)
        _the_line_opens_for_a_visit_only(tx, closings)
        _the_money_is_there(tx, sum(call["cost_minor"] or 0 for call in calls))
    assert verify(store, shop) == ()
    limit_ms = shop.call_limit_s * 1000
    assert not limit_ms or all(call.talk_ms <= limit_ms + 1000 for call in spoken)


def _records_are_booked_once(tx: Tx) -> None:
    doubled = _rows(
        tx, "SELECT booth_id, boot, seq FROM record GROUP BY booth_id, boot, seq HAVING count(*) > 1"
    )
    assert doubled == []
    missing = _rows(tx, "SELECT booth_id, boot FROM boot WHERE stored_seq < reported_seq")
    assert missing == []
    assert _rows(tx, "SELECT booth_id, boot, call FROM call WHERE state <> 'ended'") == []


def _answered_calls(tx: Tx) -> list[dict[str, Any]]:
    return _rows(
        tx,
        "SELECT call.*, charge.seconds, charge.cost_minor FROM call "
        "LEFT JOIN charge ON charge.call_id = call.id "
        "WHERE answered_ms IS NOT NULL ORDER BY booth_id, boot, call",
    )


def _each_call_is_charged_once(
    calls: Sequence[Mapping[str, Any]], spoken: Sequence[Spoken], cents_a_second: Mapping[str, int]
) -> None:
    """Calls of a booth are told in the order they were made, in both lists."""
    truth = sorted(spoken, key=lambda call: (call.booth_id, call.answered_ms))
    assert [(call["booth_id"], call["digits"]) for call in calls] == [
        (call.booth_id, call.digits) for call in truth
    ]
    for told, true in zip(calls, truth, strict=True):
        lost_ms = true.talk_ms - told["talk_ms"]
        most_ms = CHECKPOINT_MS + TICKS_MS if true.power_cut else TICKS_MS
        assert -TICKS_MS <= lost_ms <= most_ms, (true, told)
        if true.power_cut:  # the hub may have heard more than the booth could write down
            assert told["talk_ms"] // 1000 <= told["seconds"] <= true.talk_ms // 1000
        else:
            assert told["seconds"] == told["talk_ms"] // 1000
        assert told["cost_minor"] == (0 if true.free else told["seconds"] * cents_a_second[true.digits[:4]])


def _the_line_opens_for_a_visit_only(tx: Tx, closings: Sequence[Closing]) -> None:
    """A locked line is let through by itself only to a lifted handset, and then for an emergency number.
    (That every talk belongs to a visit follows from its being paid.)"""
    visits = _rows(tx, "SELECT booth_id, opened_ms, coalesce(locked_ms, opened_ms) AS locked_ms FROM visit")

    def in_a_visit(closing: Closing) -> bool:
        return any(
            visit["booth_id"] == closing.booth_id
            and visit["opened_ms"] <= closing.wall_ms
            # A clock that jumped may have locked it before it was opened.
            and closing.wall_ms <= max(visit["opened_ms"], visit["locked_ms"]) + OBEYED_WITHIN_MS
            for visit in visits
        )

    astray = [closing for closing in closings if not closing.handset_off and not in_a_visit(closing)]
    assert astray == [], f"{astray} in {visits}"


def _the_money_is_there(tx: Tx, charged_minor: int) -> None:
    balances = ledger.balances(tx)
    assert sum(balances.values()) == 0
    assert -balances.get("sales_calls", 0) == charged_minor
    billed = _rows(tx, "SELECT call_id, cost_minor FROM billed_call")
    assert sum(row["cost_minor"] for row in billed) == charged_minor
    assert len({row["call_id"] for row in billed}) == len(billed)


def _rows(tx: Tx, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in tx.execute(text(query)).mappings()]
