"""Records, the calls they tell of, and what is written down of their cost. Read again they are in booked.py.

What is asked for every message is written once, with bound parameters: putting a statement together takes
several times as long as having it answered.
"""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, delete, insert, select, union_all, update

from locutorio.core.books.charge import Charge
from locutorio.core.call import Call, latest, rank
from locutorio.store.engine import Tx
from locutorio.store.tables import alarm, call, charge, decision, record, visit

_SNAPSHOT = tuple(Call.__slots__)


# --- records ------------------------------------------------------------------------------------------------


_ADD_RECORD = insert(record)
_STORED = select(*(record.c[name] for name in _SNAPSHOT)).where(
    record.c.booth_id == bindparam("booth"),
    record.c.boot == bindparam("boot_number"),
    record.c.seq == bindparam("seq_number"),
)


def _seqs_after(table: Table) -> Select[Any]:
    return select(table.c.seq).where(
        table.c.booth_id == bindparam("booth"),
        table.c.boot == bindparam("boot_number"),
        table.c.seq > bindparam("seq_number"),
    )


# Records and alarms are numbered in one row.
_AFTER = union_all(_seqs_after(record), _seqs_after(alarm)).order_by("seq")


def stored(tx: Tx, told: Call) -> Call | None:
    """The record already kept under the number of `told`."""
    row = tx.execute(_STORED, _numbered(told.booth_id, told.boot, told.seq)).one_or_none()
    return Call(*row) if row else None


def append(tx: Tx, told: Call, *, received_ms: int) -> int:
    """Keep a record for ever. Returns its id."""
    result = tx.execute(_ADD_RECORD, _values(told) | {"received_ms": received_ms})
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def stored_up_to(tx: Tx, booth_id: str, number: int, *, after: int) -> int:
    """The last number of a boot stored without a gap, knowing there is no gap up to `after`."""
    for seq in tx.scalars(_AFTER, _numbered(booth_id, number, after)):
        if seq != after + 1:
            break
        after = seq
    return after


def _values(told: Call) -> dict[str, Any]:
    return {name: getattr(told, name) for name in _SNAPSHOT}


def _numbered(booth_id: str, boot_number: int, seq_number: int) -> dict[str, Any]:
    return {"booth": booth_id, "boot_number": boot_number, "seq_number": seq_number}


# --- calls --------------------------------------------------------------------------------------------------


_SAME_CALL = select(call.c.id, call.c.seq, call.c.state, call.c.ending).where(
    call.c.booth_id == bindparam("booth"),
    call.c.boot == bindparam("boot_number"),
    call.c.call == bindparam("call_number"),
)
_STATE = _SAME_CALL.with_only_columns(call.c.state)
_ADD_CALL = insert(call)
_CHANGE_CALL = update(call).where(call.c.id == bindparam("known_id"))


def merge(tx: Tx, told: Call, *, record_id: int) -> int:
    """Take a new record into its call: the one of highest rank is the call. Returns the call's id."""
    same = {"booth": told.booth_id, "boot_number": told.boot, "call_number": told.call}
    known = tx.execute(_SAME_CALL, same).one_or_none()
    if known is None:
        tx.execute(_ADD_CALL, _values(told) | {"id": record_id})
        return record_id
    if told.rank > rank(known.seq, known.state, known.ending):
        tx.execute(_CHANGE_CALL, _values(told) | {"known_id": known.id})
    return int(known.id)


def has_ended(tx: Tx, booth_id: str, boot_number: int, call_number: int) -> bool:
    """Its end is recorded."""
    same = {"booth": booth_id, "boot_number": boot_number, "call_number": call_number}
    return tx.execute(_STATE, same).scalar() == "ended"


_OPEN_IN_VISIT = (
    select(call.c.id, *(call.c[name] for name in _SNAPSHOT))
    .join(visit, and_(visit.c.id == call.c.visit_id, visit.c.booth_id == call.c.booth_id))
    .where(visit.c.booth_id == bindparam("booth"), visit.c.closed_ms.is_(None), call.c.state != "ended")
)


def open_in_visit(tx: Tx, booth_id: str) -> list[tuple[int, Call]]:
    """The calls of the booth's unpaid visit whose end is not recorded, with their ids."""
    return [(call_id, Call(*values)) for call_id, *values in tx.execute(_OPEN_IN_VISIT, {"booth": booth_id})]


def close(tx: Tx, call_id: int, over: Call) -> None:
    """Its end will never be recorded. After a rebuild it is open again, until the booth next reports."""
    tx.execute(_CHANGE_CALL, _values(over) | {"known_id": call_id})


def rebuild(tx: Tx) -> int:
    """Make every call anew from its records. Returns how many there are."""
    tx.execute(delete(call))
    told: dict[tuple[str, int, int], tuple[int, list[Call]]] = {}
    query = select(record.c.id, *(record.c[name] for name in _SNAPSHOT)).order_by(record.c.id)
    for first_id, *values in tx.execute(query):
        snapshot = Call(*values)
        key = (snapshot.booth_id, snapshot.boot, snapshot.call)
        told.setdefault(key, (first_id, []))[1].append(snapshot)
    for first_id, snapshots in told.values():
        tx.execute(insert(call).values(id=first_id, **_values(latest(snapshots))))
    return len(told)


# --- what they cost -----------------------------------------------------------------------------------------


_CHARGED = select(charge.c.call_id).where(charge.c.call_id == bindparam("known_id"))
_ADD_CHARGE = insert(charge)


def is_charged(tx: Tx, call_id: int) -> bool:
    return tx.execute(_CHARGED, {"known_id": call_id}).one_or_none() is not None


def add_charge(tx: Tx, made: Charge) -> None:
    tx.execute(_ADD_CHARGE, {**asdict(made), "seal": made.seal()})


def add_decision(tx: Tx, call_id: int, **values: Any) -> None:
    tx.execute(insert(decision).values(call_id=call_id, **values))
