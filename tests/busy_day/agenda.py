"""Virtual time: scripts that wait, and operators who each do next whatever is due first.

A script is a generator: it yields for how many milliseconds it waits, and gets the turn of the operator who
goes on with it. Operators are threads: scripts whose time has come run side by side.
"""

import heapq
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import count
from threading import Condition, Thread
from typing import TypedDict


class Who(TypedDict):
    operator_id: int
    now_ms: int


@dataclass(frozen=True)
class Turn:
    operator_id: int
    now_ms: int

    @property
    def who(self) -> Who:
        return {"operator_id": self.operator_id, "now_ms": self.now_ms}


Script = Generator[int, Turn, None]
Steps = Generator[int, Turn, Turn]  # part of a script; returns the turn that goes on


class Agenda:
    def __init__(self, begin_ms: int) -> None:
        self.now_ms = begin_ms
        self._due: list[tuple[int, int, Script]] = []
        self._order = count()
        self._busy = 0
        self._failure: BaseException | None = None
        self._changed = Condition()

    def enter(self, script: Script) -> None:
        """It begins when its first wait is over."""
        self._put(self.now_ms + next(script), script)

    def play(self, operator_ids: Sequence[int]) -> None:
        """Until nothing is left to do; raises what first went wrong."""
        threads = [Thread(target=self._work, args=(operator_id,)) for operator_id in operator_ids]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failure:
            raise self._failure

    def _work(self, operator_id: int) -> None:
        while (taken := self._take()) is not None:
            now_ms, script = taken
            try:
                self._put(now_ms + script.send(Turn(operator_id, now_ms)), script)
            except StopIteration:
                pass
            except BaseException as failure:  # noqa: BLE001 (whatever it is: the day is over)
                self._failure = self._failure or failure
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _take(self) -> tuple[int, Script] | None:
        """What is due first; None when all is done, or something went wrong."""
        with self._changed:
            self._changed.wait_for(lambda: self._due or not self._busy or self._failure)
            if not self._due or self._failure:
                return None
            at_ms, _, script = heapq.heappop(self._due)
            self.now_ms = max(self.now_ms, at_ms)
            self._busy += 1
            return self.now_ms, script

    def _put(self, at_ms: int, script: Script) -> None:
        with self._changed:
            heapq.heappush(self._due, (at_ms, next(self._order), script))
            self._changed.notify()
