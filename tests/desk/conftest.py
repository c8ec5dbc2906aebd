"""A small shop with two booths, and its counter."""

import pytest
from locutorio.store.engine import Store
from paid_counter import Counter
from small_shop import furnish


@pytest.fixture
def owner(store: Store):
    return furnish(store, "booth-1", "booth-2")


@pytest.fixture
def counter(store: Store, owner) -> Counter:
    return Counter(store)
