"""What takes longer than a page may: worked out beside the pages, in a thread of its own.

A job is the answer to a question (`key`) on its way. Who asks again, by a reload or a second tab, gets the
same job; after a restart of the hub it is simply worked out anew. So a job only reads and reckons: what
writes to the books is never one. Must not know Flask or what is worked out.
"""

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, TimeoutError
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from locutorio.core.errors import ShopError
from locutorio.core.rights import Right

SLOTS_MAX = 6  # what is worked out is kept until so many others were asked for

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]  # done, of how many

log = logging.getLogger(__name__)


class GivenUp(Exception):
    """Raised inside a job nobody waits for any more, from where it tells its progress. It is never over."""


class Job(Generic[Answer]):
    """`done` of `total`, as the work last told; `total` is 0 before it did. Only who has the right that is
    `needed` to ask may see it."""

    def __init__(self, key: str, needed: Right) -> None:
        self.id = secrets.token_urlsafe(8)
        self.key = key
        self.needed = needed
        self.done = self.total = 0
        self._answer: Future[Answer] = Future()
        self._given_up = Event()

    @property
    def is_over(self) -> bool:
        return self._answer.done()

    def over_within(self, seconds: float) -> bool:
        """Waits so long at most."""
        try:
            self._answer.exception(seconds)
        except TimeoutError:
            return False
        return True

    def answer(self) -> Answer:
        """What was worked out; raises what the work raised. Only of a job that is over."""
        return self._answer.result(0)

    def give_up(self) -> None:
        self._given_up.set()

    def work(self, work: Callable[[Progress], Answer]) -> None:
        """Done in the job's own thread; what goes wrong is told to whoever asks for the answer."""
        try:
            self._answer.set_result(work(self._tell))
        except GivenUp:
            pass
        except ShopError as error:
            self._answer.set_exception(error)
        except Exception as error:
            log.exception("a job broke")
            self._answer.set_exception(error)

    def _tell(self, done: int, total: int) -> None:
        if self._given_up.is_set():
            raise GivenUp
        self.done, self.total = done, total


class Jobs:
    """One job for each slot at a time: another question to the same slot gives the one before up."""

    def __init__(self) -> None:
        self._slots: OrderedDict[str, Job[object]] = OrderedDict()
        self._lock = Lock()

    def run(self, slot: str, key: str, work: Callable[[Progress], Answer], needed: Right) -> Job[Answer]:
        """The job that answers `key`: the one of this slot if it is asked that already, else a new one."""
        with self._lock:
            job: Job[Answer] | None = self._slots.get(slot)  # type: ignore[assignment]
            if job is None or job.key != key:
                if job is not None:
                    job.give_up()
                job = Job(key, needed)
                self._slots[slot] = job  # type: ignore[assignment]
                Thread(target=job.work, args=(work,), name=f"job {slot}", daemon=True).start()
            self._slots.move_to_end(slot)
            while len(self._slots) > SLOTS_MAX:
                self._slots.popitem(last=False)[1].give_up()
            return job

    def find(self, job_id: str) -> Job[object] | None:
        with self._lock:
            return next((job for job in self._slots.values() if job.id == job_id), None)

    def forget(self, slot: str) -> None:
        """What it answered is no longer asked for."""
        with self._lock:
            job = self._slots.pop(slot, None)
        if job is not None:
            job.give_up()
