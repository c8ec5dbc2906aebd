"""Firmware releases, file by file, and which booth is to run which."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import boot, booth, release, release_file, release_offer, report


@dataclass(frozen=True, slots=True)
class Release:
    number: int
    firmware: str
    added_ms: int


@dataclass(frozen=True, slots=True)
class Offer:
    """`verdict`: what the booth said last of this release, at `told_ms`; `runs` is what it runs now."""

    booth_id: str
    number: int
    verdict: str
    told_ms: int | None
    runs: int
    on_trial: bool


def add(tx: Tx, row: Release, files: Mapping[str, bytes]) -> None:
    tx.execute(insert(release).values(number=row.number, firmware=row.firmware, added_ms=row.added_ms))
    tx.execute(
        insert(release_file), [{"number": row.number, "name": name, "data": files[name]} for name in files]
    )


def every(tx: Tx) -> list[Release]:
    """Newest first."""
    rows = tx.execute(select(release.c.number, release.c.firmware, release.c.added_ms))
    return sorted((Release(*row) for row in rows), key=lambda row: -row.number)


def file(tx: Tx, number: int, name: str) -> bytes | None:
    return tx.execute(
        select(release_file.c.data).where(release_file.c.number == number, release_file.c.name == name)
    ).scalar_one_or_none()


def offer(tx: Tx, booth_ids: Iterable[str], number: int) -> None:
    """From now on these booths are to run this release."""
    for booth_id in booth_ids:
        tx.execute(delete(release_offer).where(release_offer.c.booth_id == booth_id))
        tx.execute(insert(release_offer).values(booth_id=booth_id, number=number, verdict="", told_ms=None))


def withdraw(tx: Tx, booth_ids: Iterable[str], number: int, *, verdicts: Collection[str]) -> None:
    """These booths are not offered it any more, if one of these words was their last."""
    tx.execute(
        delete(release_offer).where(
            release_offer.c.booth_id.in_(booth_ids),
            release_offer.c.number == number,
            release_offer.c.verdict.in_(verdicts),
        )
    )


def tell(tx: Tx, booth_id: str, number: int, verdict: str, *, told_ms: int) -> None:
    tx.execute(
        update(release_offer)
        .where(release_offer.c.booth_id == booth_id, release_offer.c.number == number)
        .values(verdict=verdict, told_ms=told_ms)
    )


_OFFERS = (
    select(
        release_offer.c.booth_id,
        release_offer.c.number,
        release_offer.c.verdict,
        release_offer.c.told_ms,
        func.coalesce(boot.c.release, 0),
        func.coalesce(boot.c.trial, False),
    )
    .join(booth, booth.c.id == release_offer.c.booth_id)
    .join(report, report.c.booth_id == release_offer.c.booth_id)
    .outerjoin(boot, and_(boot.c.booth_id == release_offer.c.booth_id, boot.c.boot == report.c.boot))
    .order_by(booth.c.position)
)


def offers(tx: Tx) -> list[Offer]:
    return [Offer(*row) for row in tx.execute(_OFFERS)]
