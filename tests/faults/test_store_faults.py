"""The books are locked, full, torn, yesterday's, or their server crashes: money is never half taken."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fault_shop import FaultShop
from locutorio.core.shop import ShopProfile
from locutorio.desk.verify import verify
from locutorio.store.engine import Store
from postgres import PostgresServer
from sqlalchemy import text
from test_hub_faults import the_pen
from till import Refused

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]


async def test_the_books_are_locked_for_longer_than_the_hub_waits(fault_shop: Shop):
    """Nothing is acknowledged meanwhile, and the hub goes on by itself."""
    async with fault_shop() as shop:
        await shop.unlock()
        with the_pen(shop.books):
            await shop.guest.call()
            await shop.until(lambda: "database is locked" in shop.hub.said())
            assert shop.network.held() == 2
        await shop.until(lambda: shop.network.held() == 0)


async def test_the_disk_is_full(fault_shop: Shop):
    """The till says no and takes nothing, the booth keeps its records; with room again all goes on."""
    async with fault_shop(booth_ids=("booth-1", "booth-2")) as shop:
        await shop.unlock("booth-1")
        await shop.guests["booth-1"].call()
        visit_id = shop.tile("booth-1").visit_id
        await shop.lock("booth-1")
        bill = await shop.bill(visit_id)
        await shop.unlock("booth-2")
        shop.hub.limit_files(max(file.stat().st_size for file in shop.folder.glob("shop.db*")))
        await shop.guests["booth-2"].call()
        with pytest.raises(Refused):
            await asyncio.to_thread(shop.till.pay, visit_id, bill)
        assert shop.network.held("booth-2") == 2
        assert shop.rows("SELECT count(*) FROM receipt") == shop.rows("SELECT count(*) FROM entry") == [(0,)]
        shop.hub.limit_files(None)
        assert await asyncio.to_thread(shop.till.pay, visit_id, bill) == 1
        await shop.until(lambda: shop.network.held("booth-2") == 0)


async def test_the_power_fails_while_the_books_are_written(fault_shop: Shop, tmp_path: Path):
    """Whatever part of its write-ahead log reached the disk: the books open whole, with every receipt up to
    some moment and none that is broken; and all that was ever acknowledged is in the log."""
    async with fault_shop() as shop:
        for _ in range(2):
            await shop.unlock()
            await shop.guest.call()
            await shop.settle()
        held_back = shop.network.held()
        books, log = shop.books.read_bytes(), Path(f"{shop.books}-wal").read_bytes()
    assert held_back == 0
    seen = [(records, paid) for records, paid in disks(tmp_path / "after", books, log, shop.shop)]
    assert seen == sorted(seen)
    assert seen[-1] == (4, 2)
    assert len(set(seen)) > 4, "the log was cut in too few places to prove anything"


def disks(folder: Path, books: bytes, log: bytes, shop: ShopProfile) -> Iterator[tuple[int, int]]:
    """How many records and receipts are in the books after each cut: within a frame's head, within its page,
    and at its end."""
    folder.mkdir()
    frame, head = 24 + 4096, 32
    verified: tuple[int, ...] = ()
    for begins in range(head, len(log), frame):
        for cut in (begins + 10, begins + 2000, begins + frame):
            (folder / "shop.db").write_bytes(books)
            (folder / "shop.db-wal").write_bytes(log[:cut])
            store = Store(f"sqlite:///{folder}/shop.db")
            with store.read() as tx:
                assert tx.execute(text("PRAGMA integrity_check")).scalar() == "ok"
                rows = tuple(
                    tx.execute(text(f"SELECT count(*) FROM {name}")).scalar()
                    for name in ("record", "receipt", "posting", "act")
                )
            yield rows[:2]
            if rows != verified:  # between two commits the books stay the same
                assert verify(store, shop) == ()
                verified = rows
            store.close()
            (folder / "shop.db-shm").unlink(missing_ok=True)


async def test_the_hub_comes_from_yesterdays_backup(fault_shop: Shop, tmp_path: Path):
    """What was paid since is not in the books, and that is said; the booths obey the restored hub, and what
    is called from now on is booked and billed as ever."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        await shop.settle()
        with closing(sqlite3.connect(shop.books)) as now, closing(sqlite3.connect(tmp_path / "bak")) as kept:
            now.backup(kept)
        await shop.unlock()
        await shop.guest.call()
        await shop.settle()
        del shop.guest.spoken[1:], shop.guest.closings[1:]  # the books cannot know of them
        shop.hub.kill()
        shop.store.close()
        for rest in shop.folder.glob("shop.db-*"):
            rest.unlink()
        shutil.copy(tmp_path / "bak", shop.books)
        await shop.start_hub()
        await shop.until(lambda: "lost" in str(shop.rows("SELECT reason FROM quarantine")))
        await shop.unlock()
        await shop.guest.call()


@pytest.mark.postgres
async def test_the_database_server_crashes_in_a_call(
    fault_shop: Shop, migrated_postgres: str, postgres: PostgresServer
):
    """What it had committed it still has; what it had not was not acknowledged."""
    url = postgres.new_database(migrated_postgres)
    async with fault_shop(store_url=url.replace("postgresql:", "postgresql+psycopg:")) as shop:
        with shop.store.begin() as tx:  # the suite's server does not wait for the disk; a shop's does
            name = tx.execute(text("SELECT current_database()")).scalar()
            tx.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = on"))
        await shop.unlock()
        await shop.guest.begin()
        await asyncio.to_thread(postgres.crash)
        await shop.guest.hang_up(3000)
        await shop.until(lambda: shop.network.held() == 0)
        await asyncio.to_thread(postgres.crash)
        await shop.until(shop.is_healthy)
