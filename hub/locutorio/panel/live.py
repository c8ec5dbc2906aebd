"""Which open screens have which booths to draw again. Station 6 of the way of a call.

A screen holds a *set* of changed booths, never a queue: it is bounded by the number of booths, a slow
screen skips what it missed, and a new one simply starts with everything. Must not know Flask, HTML or
the store.
"""

from collections.abc import Iterable
from threading import Condition, Lock

from locutorio.core.errors import ShopError

SCREENS_MAX = 32  # each open screen holds one thread of the server


class TooManyScreens(ShopError):
    code = "too_many_screens"


class Screen:
    """One open panel. `wait` is called by the thread that serves it, `mark` by any other."""

    def __init__(self) -> None:
        self._dirty: set[str] = set()
        self._closed = False
        self._woken = Condition()

    def mark(self, booth_ids: Iterable[str]) -> None:
        with self._woken:
            self._dirty.update(booth_ids)
            self._woken.notify()

    def wait(self, timeout_s: float) -> set[str]:
        """The booths changed since the last call, as soon as there are any; empty after `timeout_s`."""
        with self._woken:
            self._woken.wait_for(lambda: self._dirty or self._closed, timeout_s)
            dirty, self._dirty = self._dirty, set()
            return dirty

    def close(self) -> None:
        with self._woken:
            self._closed = True
            self._woken.notify()

    @property
    def closed(self) -> bool:
        return self._closed


class Live:
    def __init__(self, screens_max: int = SCREENS_MAX) -> None:
        self._screens: set[Screen] = set()
        self._screens_max = screens_max
        self._lock = Lock()
        self._closed = False

    def open(self) -> Screen:
        """A new screen; TooManyScreens when the server has no thread to spare for it."""
        with self._lock:
            if self._closed or len(self._screens) >= self._screens_max:
                raise TooManyScreens("too many panels are open: close one on another device")
            screen = Screen()
            self._screens.add(screen)
            return screen

    def leave(self, screen: Screen) -> None:
        screen.close()
        with self._lock:
            self._screens.discard(screen)

    def mark(self, booth_ids: Iterable[str]) -> None:
        """These booths look different now: wakes every screen at once."""
        booth_ids = set(booth_ids)
        with self._lock:
            screens = tuple(self._screens)
        for screen in screens:
            screen.mark(booth_ids)

    def close(self) -> None:
        """The program stops: end every stream, so that no thread keeps it alive."""
        with self._lock:
            self._closed = True
            screens = tuple(self._screens)
        for screen in screens:
            screen.close()

    @property
    def screens(self) -> int:
        return len(self._screens)
