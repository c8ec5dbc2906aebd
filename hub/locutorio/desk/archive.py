"""The books of a period as an archive that can be checked without the program. Station 8.

What is over is closed first, so that the closings of the period are in it. Nothing is ever taken out of the
books. Must not know how an archive is written.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from zoneinfo import ZoneInfo

from locutorio.archive.bundle import Bundle, Chain, Row
from locutorio.core.fiscal import calendar
from locutorio.core.shop import ShopProfile
from locutorio.desk import periods, signing
from locutorio.desk.errors import BadArchivePeriod
from locutorio.store import archives, books, closings, fiscal, ledger, people
from locutorio.store.archives import ChainName, Stretch
from locutorio.store.engine import Store, Tx

FORMAT = 1
LONGEST_DAYS = 366
ALL = 10_000_000  # acts


def export(
    store: Store,
    shop: ShopProfile,
    *,
    first: date,
    last: date,
    file: IO[bytes],
    operator_id: int | None,
    now_ms: int,
) -> str:
    """Write the archive of the days from `first` to `last` into `file`, and log that.

    At most a year. Returns the SHA-256 of its manifest, by which it is known again.
    """
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise BadArchivePeriod("an archive is of one day to a year, from its first day to its last")
    with store.begin() as tx:
        periods.close_due(tx, shop, now_ms=now_ms, person_id=operator_id)
        key = signing.key_in_use(tx, shop, now_ms=now_ms)
    from_ms, to_ms = _begins_ms(first, shop), _begins_ms(last + timedelta(days=1), shop)
    head = {
        "format": FORMAT, "shop_name": shop.name, "tax_id": shop.tax_id, "language": shop.language,
        "timezone": shop.timezone, "currency": shop.currency.code, "profile": shop.fiscal,
        "program": shop.program, "first": first.isoformat(), "last": last.isoformat(), "from_ms": from_ms,
        "to_ms": to_ms, "made_at_ms": now_ms, "key_version": key.version,
    }  # fmt: skip
    bundle = Bundle(file, head)
    with store.read() as tx:
        _fill(tx, shop, bundle, from_ms=from_ms, to_ms=to_ms)
    digest = bundle.seal(lambda manifest: signing.signed(shop, manifest, key))
    with store.begin() as tx:
        detail = f"{first} to {last}, {digest}"
        people.log(tx, "archive", person_id=operator_id, at_ms=now_ms, detail=detail)
    return digest


def missing(store: Store, manifest: Mapping[str, Any]) -> list[str]:
    """The chains of a sound archive that the books no longer hold as they were: their end was cut off, they
    were written anew, or the books come from an older backup. No proof in the books themselves shows that."""
    with store.read() as tx:
        return [name for name in archives.CHAINS if not _holds(tx, name, manifest["chains"][f"{name}.jsonl"])]


def _holds(tx: Tx, name: ChainName, said: Mapping[str, Any]) -> bool:
    return archives.seal_of(tx, name, said["number_before"] + said["rows"]) == str(said["seal_after"])


def _begins_ms(day: date, shop: ShopProfile) -> int:
    return int(datetime.combine(day, time(), ZoneInfo(shop.timezone)).timestamp() * 1000)


def _fill(tx: Tx, shop: ShopProfile, bundle: Bundle, *, from_ms: int, to_ms: int) -> None:
    of_receipts = archives.stretch(tx, "receipts", from_ms=from_ms, to_ms=to_ms)
    of_postings = archives.stretch(tx, "postings", from_ms=from_ms, to_ms=to_ms)
    of_closings = archives.stretch(tx, "closings", from_ms=from_ms, to_ms=_closed_ms(tx, shop, to_ms))
    bundle.add_chain("receipts.jsonl", _chain(of_receipts, _receipts(tx, of_receipts)))
    bundle.add_chain("postings.jsonl", _chain(of_postings, _postings(tx, of_postings)))
    bundle.add_chain("closings.jsonl", _chain(of_closings, _closings(tx, of_closings)))
    bundle.add_lines("acts.jsonl", _acts(tx, from_ms, to_ms))
    for kept in fiscal.keys(tx):
        bundle.add_text(f"keys/key-{kept.key.version}.pem", kept.key.public_pem)


def _closed_ms(tx: Tx, shop: ShopProfile, to_ms: int) -> int:
    """Until when the closings of what ended before `to_ms` were made: some only after it."""
    day_after = calendar.day_of(to_ms, shop.timezone)
    late = (
        kept.closing.at_ms + 1
        for kept in closings.every(tx)
        if kept.closing.kind != "shift" and calendar.is_over(kept.closing.period, day_after)
    )
    return max([to_ms, *late])


def _chain(stretch: Stretch, rows: Iterator[Row]) -> Chain:
    return Chain(stretch.number_before, stretch.seal_before, rows)


def _receipts(tx: Tx, stretch: Stretch) -> Iterator[Row]:
    for kept in books.chain(tx, after=stretch.number_before):
        if kept.number > stretch.last_number:
            return
        yield Row(kept.document, kept.seal, kept.signature)


def _postings(tx: Tx, stretch: Stretch) -> Iterator[Row]:
    for posting, seal in ledger.chain(tx):
        if stretch.number_before < posting.id <= stretch.last_number:
            yield Row(posting.sealed_text, seal)


def _closings(tx: Tx, stretch: Stretch) -> Iterator[Row]:
    for kept in closings.every(tx):
        if stretch.number_before < kept.closing.number <= stretch.last_number:
            yield Row(kept.closing.sealed_text, kept.seal, kept.signature)


def _acts(tx: Tx, from_ms: int, to_ms: int) -> Iterator[Mapping[str, Any]]:
    for act in reversed(people.acts(tx, limit=ALL, from_ms=from_ms, to_ms=to_ms)):
        yield {"person": act["name"]} | {
            name: act[name] for name in ("at_ms", "kind", "booth_id", "visit_id", "detail", "before", "after")
        }
