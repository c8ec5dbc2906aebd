"""What a process remembers of rows that never change: each is read and understood once.

Only of rows that are committed: one that is rolled back leaves its id to another.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Read = TypeVar("Read")


class Kept:
    """The `most` lately asked for. Threads that ask for the same at once may each read it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, read: Callable[[], Read]) -> Read:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                value: Read = self._values[key]
                return value
        value = read()  # it may take seconds: nobody else waits for it
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
