"""What a process remembers: read once, by each store apart, and not without end."""

import pytest
from locutorio.store.engine import Store, kept
from locutorio.store.kept import Kept


def test_what_was_read_is_not_read_again():
    read: list[str] = []

    def reading(name: str):
        def read_it() -> str:
            read.append(name)
            return name.upper()

        return read_it

    kept_here = Kept(2)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept_here.get(name, reading(name)) == name.upper()
    assert read == ["a", "b", "c", "b"], "b was the one longest not asked for when c came"


def test_what_cannot_be_read_is_tried_again():
    kept_here = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept_here.get("a", lambda: 1 // 0)
    assert kept_here.get("a", lambda: 5) == 5


def test_each_store_remembers_its_own(sqlite_url: str):
    one, other = Store(sqlite_url), Store(sqlite_url)
    with one.read() as tx, one.begin() as writer:
        assert kept(tx) is kept(writer)
        with other.read() as elsewhere:
            assert kept(elsewhere) is not kept(tx)
    one.close()
    other.close()
