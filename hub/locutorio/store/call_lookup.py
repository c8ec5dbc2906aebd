"""Finding a call again, and everything that was written down about one: for when somebody asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from locutorio.core.call import Call
from locutorio.store.booked import PAID_WITH, VISIT_OF_CALL
from locutorio.store.engine import Row, Tx
from locutorio.store.tables import (
    billed_call,
    boot,
    call,
    charge,
    decision,
    deck,
    deck_version,
    package,
    person,
    record,
    tariff,
    ticked_call,
    visit,
)

_SNAPSHOT = tuple(Call.__slots__)


@dataclass(frozen=True, slots=True)
class Told:
    """A record as it came: `at_ms` is the hub's time at its arrival."""

    at_ms: int
    call: Call


def search(
    tx: Tx,
    *,
    digits: str = "",
    booth_id: str = "",
    between_ms: tuple[int, int] | None = None,
    receipt_number: int | None = None,
) -> Iterator[tuple[int, str]]:
    """The ids and dialled digits of the calls for which all that is given holds, the newest first.

    `digits` are a part of those dialled; their first one was dialled `between_ms`, the end not included.
    """
    query = select(call.c.id, call.c.digits).order_by(call.c.id.desc())
    if digits:
        query = query.where(call.c.digits.contains(digits, autoescape=True))
    if booth_id:
        query = query.where(call.c.booth_id == booth_id)
    if between_ms is not None:
        query = query.join(boot, and_(boot.c.booth_id == call.c.booth_id, boot.c.boot == call.c.boot))
        began_ms = func.coalesce(boot.c.anchor_ms, 0) + call.c.dialled_ms
        query = query.where(began_ms >= between_ms[0], began_ms < between_ms[1])
    if receipt_number is not None:
        query = query.join(billed_call, billed_call.c.call_id == call.c.id)
        query = query.where(billed_call.c.receipt_number == receipt_number)
    for row in tx.execute(query):
        yield row.id, row.digits


def told(tx: Tx, of: Call) -> list[Told]:
    """Every record of a call, in the order of their numbers."""
    same = and_(record.c.booth_id == of.booth_id, record.c.boot == of.boot, record.c.call == of.call)
    query = select(record.c.received_ms, *(record.c[name] for name in _SNAPSHOT)).where(same)
    rows = tx.execute(query.order_by(record.c.seq))
    return [Told(received_ms, Call(*snapshot)) for received_ms, *snapshot in rows]


def charged(tx: Tx, call_id: int) -> Row | None:
    """The charge of a call: `detail`, `at_ms`; the version that made it: `in_force_from_ms` and its
    `package`; what the carrier asks: `carrier_cost`, by `deck` as it is in force since `sheet_from_ms`."""
    query = (
        select(
            charge.c.detail, charge.c.at_ms, charge.c.carrier_cost, tariff.c.in_force_from_ms,
            func.coalesce(package.c.name, "").label("package"),
            deck.c.name.label("deck"), deck_version.c.in_force_from_ms.label("sheet_from_ms"),
        )
        .join(tariff, tariff.c.id == charge.c.tariff_id)
        .outerjoin(package, package.c.id == tariff.c.package_id)
        .outerjoin(deck_version, deck_version.c.id == charge.c.deck_version_id)
        .outerjoin(deck, deck.c.id == deck_version.c.deck_id)
    )  # fmt: skip
    return tx.execute(query.where(charge.c.call_id == call_id)).mappings().one_or_none()


def decided(tx: Tx, call_id: int) -> Row | None:
    """What somebody decided that a call costs: `amount_minor`, `note`, `name`, `at_ms`."""
    query = select(decision.c.amount_minor, decision.c.note, decision.c.at_ms, person.c.name)
    query = query.join(person, person.c.id == decision.c.person_id).where(decision.c.call_id == call_id)
    return tx.execute(query).mappings().one_or_none()


def receipt_of(tx: Tx, call_id: int) -> int | None:
    """The receipt it is paid with."""
    query = select(PAID_WITH).select_from(call).outerjoin(visit, VISIT_OF_CALL)
    query = query.outerjoin(ticked_call, ticked_call.c.call_id == call.c.id).where(call.c.id == call_id)
    return tx.execute(query).scalar_one_or_none()
