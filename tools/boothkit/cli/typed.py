"""Lines a person types while a program watches something else."""

import queue
import sys
import threading


class Typed:
    """Called, it gives the next line typed since, or None; after the end of the input there is none."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def __call__(self) -> str | None:
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            return None

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line.strip())
