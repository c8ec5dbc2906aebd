"""What several rooms' tests stand on: stores on both databases, real brokers, waiting with a deadline."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from boothkit.release import LOADER, compiled
from boothkit.virtual import FIRMWARE, VirtualBooth
from brokers import BROKERS, Broker, Mosquitto
from compiled_statements import share_compiled_statements
from hypothesis import HealthCheck, settings
from locutorio.desk import secrets
from locutorio.store.engine import Store
from postgres import BINARIES, PostgresServer
from running_order import spread
from sqlalchemy import make_url

# A loaded machine makes tests slow, never red. A commit is judged by the same examples everywhere; new ones
# are looked for by `make explore`.
settings.register_profile(
    "patient", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = spread(items)


@pytest.fixture(scope="session", autouse=True)
def hasher() -> Iterator[PasswordHasher]:
    """The program's own for passwords. In its place works one just as real that takes no time: a password
    worth its name takes longer than most tests."""
    own = secrets._hasher
    secrets._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield own
    secrets._hasher = own


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """A statement is compiled once for each kind of database, not once for each store that asks it."""
    with pytest.MonkeyPatch.context() as patch:
        share_compiled_statements(patch)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed")
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "shop.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a PostgreSQL database with all tables, likewise."""
    url = postgres.new_database()
    _migrate(url)
    return make_url(url).database or ""


def _migrate(url: str) -> None:
    store = Store(url)
    store.create_or_upgrade()
    store.close()


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    shutil.copy(migrated_sqlite, tmp_path / "shop.db")
    return f"sqlite:///{tmp_path}/shop.db"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A store without a row in it, on each database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    template, server = request.getfixturevalue("migrated_postgres"), request.getfixturevalue("postgres")
    url = server.new_database(template)
    yield url
    server.drop_database(url)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store(store_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    store = Store(sqlite_url)
    yield store
    store.close()


@pytest.fixture(params=list(BROKERS))
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """Each of the brokers, running."""
    broker = BROKERS[request.param](tmp_path).start()
    yield broker
    broker.kill()


@pytest.fixture(scope="session")
def compiled_firmware(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The booth's program as a release brings it, and the loader beside it."""
    folder = tmp_path_factory.mktemp("firmware")
    shutil.copy(FIRMWARE / LOADER, folder)
    for name, module in compiled().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(module)
    return folder


@pytest.fixture(scope="module")
def compiled_booths(compiled_firmware: Path) -> Iterator[None]:
    """Virtual booths that do not compile their program at each start. Others start from its sources."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(VirtualBooth, "firmware", compiled_firmware)
        yield


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Broker]:
    broker = Mosquitto(tmp_path).start()
    yield broker
    broker.kill()


@pytest.fixture
def ticking() -> Callable[[], int]:
    """The wall clock, for parts that really run."""
    from locutorio.clock import now_ms

    return now_ms
