"""Safe mode: the program crashed too often, so the line stays locked and nothing but the link works.

Records still travel, the technician can see the booth and a newer firmware can be fetched, which is the way
out. The pins are neither read nor set, so whatever it was at the line that broke the program cannot break it
again. For the same reason no emergency number passes.
"""

import asyncio

from controller import Controller

LOOK_MS = 1000


class SafeController(Controller):
    def hear(self, kind, message):
        """What the hub wants of the line is not obeyed, and so said again until it can be."""
        return kind not in ("desired", "grant") and super().hear(kind, message)

    def inspect(self, way, message):
        """Whatever is asked: only what can be told without pins."""
        super().inspect(way, dict(message, want="vitals"))

    def settle(self):
        """Time goes on and records are written down; the line stays as it is."""
        self._write_down()
        self._tell_news()

    async def run(self):
        while True:
            self.settle()
            await asyncio.sleep_ms(LOOK_MS)
