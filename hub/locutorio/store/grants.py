"""What calls were allowed: every grant that was made, in its order."""

import json
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, select

from locutorio.core.granting import Grant
from locutorio.store.engine import Tx
from locutorio.store.tables import granted, report, visit

_COLUMNS = [granted.c[name] for name in Grant.__slots__]
_OF_CALL = (
    select(*_COLUMNS)
    .where(
        granted.c.booth_id == bindparam("booth"),
        granted.c.boot == bindparam("boot_number"),
        granted.c.call == bindparam("call_number"),
    )
    .order_by(granted.c.n)
)
_LAST = _OF_CALL.order_by(None).order_by(granted.c.n.desc()).limit(1)
_REPORTED = (
    select(*_COLUMNS)
    .join(
        report,
        and_(
            report.c.booth_id == granted.c.booth_id,
            report.c.boot == granted.c.boot,
            report.c.call == granted.c.call,
        ),
    )
    .order_by(granted.c.n)
)


def add(tx: Tx, grant: Grant) -> None:
    values = {name: getattr(grant, name) for name in Grant.__slots__}
    tx.execute(insert(granted).values(values | {"plan": json.dumps(grant.plan)}))


def of_call(tx: Tx, booth_id: str, boot: int, call: int) -> list[Grant]:
    """In the order they were made."""
    return [_grant(row) for row in tx.execute(_OF_CALL, _call(booth_id, boot, call))]


def last(tx: Tx, booth_id: str, boot: int, call: int) -> Grant | None:
    row = tx.execute(_LAST, _call(booth_id, boot, call)).one_or_none()
    return _grant(row) if row else None


def of_bill(tx: Tx, bill_id: int) -> list[Grant]:
    """The last grant of each call that was allowed one in its visits."""
    in_visit = and_(visit.c.id == granted.c.visit_id, visit.c.booth_id == granted.c.booth_id)
    query = select(*_COLUMNS).join(visit, in_visit).where(visit.c.bill_id == bill_id).order_by(granted.c.n)
    made = map(_grant, tx.execute(query))
    return list({(grant.booth_id, grant.boot, grant.call): grant for grant in made}.values())


def of_reports(tx: Tx) -> dict[str, Grant]:
    """For each booth whose reported call has any: its last grant."""
    return {row.booth_id: _grant(row) for row in tx.execute(_REPORTED)}


def _call(booth_id: str, boot: int, call: int) -> dict[str, Any]:
    return {"booth": booth_id, "boot_number": boot, "call_number": call}


def _grant(row: Row[Any]) -> Grant:
    values = row._asdict()
    return Grant(**values | {"plan": json.loads(values["plan"])})
