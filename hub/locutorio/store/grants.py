"""What calls were allowed: every grant that was made, in its order."""

import json
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, select

from locutorio.core.granting import Grant
from locutorio.store.engine import Tx
from locutorio.store.tables import granted, report

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


def of_visit(tx: Tx, visit_id: str) -> list[Grant]:
    """The last grant of each of its calls."""
    query = select(*_COLUMNS).where(granted.c.visit_id == visit_id).order_by(granted.c.n)
    return list({(grant.boot, grant.call): grant for grant in map(_grant, tx.execute(query))}.values())


def of_reports(tx: Tx) -> dict[str, Grant]:
    """For each booth whose reported call has any: its last grant."""
    return {row.booth_id: _grant(row) for row in tx.execute(_REPORTED)}


def _call(booth_id: str, boot: int, call: int) -> dict[str, Any]:
    return {"booth": booth_id, "boot_number": boot, "call_number": call}


def _grant(row: Row[Any]) -> Grant:
    values = row._asdict()
    return Grant(**values | {"plan": json.loads(values["plan"])})
