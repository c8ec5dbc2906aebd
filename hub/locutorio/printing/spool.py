"""The spool: a thread that takes print jobs from the queue to the printer. Station 8.

It sees only what is committed, and nobody waits for it: a checkout is done when the money is in the
books. A printer that is off is tried again until it comes back. Must not know ESC/POS or the books.
"""

import logging
import threading
from collections.abc import Callable

from locutorio.desk import print_queue
from locutorio.desk.print_queue import PrintJob
from locutorio.printing.printers import Printer
from locutorio.printing.trouble import NothingToPrintOn, PrinterTrouble
from locutorio.store.engine import Store

log = logging.getLogger(__name__)

# How soon a job put off, or one queued by another process, is looked for.
LOOK_EVERY_S = 1.0


class Spool:
    def __init__(self, store: Store, printer: Printer, *, clock: Callable[[], int]) -> None:
        self._store = store
        self._printer = printer
        self._clock = clock
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)

    def start(self) -> None:
        print_queue.doubt_interrupted(self._store)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the job in hand, whose end is still written down."""
        self._stopping = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """There may be a new job: look now."""
        self._woken.set()

    def healthy(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                self._print_due()
            except Exception:  # whatever it is, the jobs are safe and the next look may succeed
                log.exception("the print queue could not be worked on")
            self._woken.wait(LOOK_EVERY_S)

    def _print_due(self) -> None:
        while not self._stopping and (job := print_queue.next_job(self._store, self._clock())):
            self._print(job)

    def _print(self, job: PrintJob) -> None:
        try:
            confirmed = self._printer.print(job)
        except NothingToPrintOn as trouble:
            print_queue.forgo(self._store, job.id, error=str(trouble))
        except PrinterTrouble as trouble:
            log.warning("print job %d: %s", job.id, trouble)
            if trouble.passing:
                print_queue.failed(self._store, job.id, error=str(trouble), now_ms=self._clock())
            else:
                print_queue.doubt(self._store, job.id, error=str(trouble))
        except Exception as error:
            log.exception("print job %d could not be done", job.id)
            print_queue.doubt(self._store, job.id, error=f"The receipt could not be printed ({error}).")
        else:
            print_queue.printed(self._store, job.id, confirmed=confirmed, now_ms=self._clock())
