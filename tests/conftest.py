"""What several rooms' tests stand on: stores on both databases, real brokers, waiting with a deadline."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from brokers import BROKERS, Broker, Mosquitto
from locutorio.store.engine import Store
from postgres import BINARIES, PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed")
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/shop.db"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return str(request.getfixturevalue("postgres").new_database())


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store on each database."""
    store = Store(store_url)
    store.create_or_upgrade()
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    store = Store(sqlite_url)
    store.create_or_upgrade()
    yield store
    store.close()


@pytest.fixture(params=list(BROKERS))
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """Each of the brokers, running."""
    broker = BROKERS[request.param](tmp_path).start()
    yield broker
    broker.kill()


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
