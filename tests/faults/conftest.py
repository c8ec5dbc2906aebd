"""Every test here is a story told in time: a coroutine, run to its end."""

import asyncio
import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from brokers import Broker
from fault_shop import FaultShop


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in arguments}))
    return True


@pytest.fixture
def fault_shop(
    tmp_path: Path, migrated_sqlite: Path, mosquitto: Broker, compiled_booths: None
) -> Callable[..., FaultShop]:
    """Makes a shop: `async with fault_shop(speed=5) as shop`."""
    return partial(FaultShop, tmp_path, migrated_sqlite, broker=mosquitto)
