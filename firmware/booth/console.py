"""The board's console: a technician on USB asks what the hub may ask, and reads the same signed answers.

Beside the way of a call, for an inspection. A line in is a word and, for a trace, seconds: `vitals`,
`checkup`, `trace 60`, `stop`. A line out that is an answer is a topic, a space and the payload, as it would
be published; all other lines are what the program prints. Where nobody is, nothing ever comes in, and this
task waits or is over. It must not know what is asked.
"""

import asyncio

from boothwire.messages import INSPECTIONS

from booth.inspection import CONSOLE

LINE_MAX = 40
LOOK_MS = 100


class Console:
    """`sealed` makes (topic, payload) of (kind, message)."""

    def __init__(self, controller, sealed, stdin):
        self._controller = controller
        self._sealed = sealed
        self._reader = asyncio.StreamReader(stdin)
        self._asked = asyncio.Event()

    async def run(self):
        await asyncio.gather(self._hear(), self._answer())

    async def _hear(self):
        """Letter by letter: reading a whole line would make everything wait for its end."""
        line = ""
        while True:
            try:
                letter = await self._reader.read(1)
            except OSError:
                return  # the other end is gone
            if not letter:
                return
            if letter not in "\r\n":
                line = (line + letter)[:LINE_MAX]
            elif line:
                self._obey(line.split())
                line = ""

    def _obey(self, words):
        want, seconds = words[0] if words else "", words[1] if len(words) > 1 else "60"
        if want not in INSPECTIONS or not seconds.isdigit():
            print("console: vitals, checkup, trace SECONDS or stop")
            return
        self._controller.inspect(CONSOLE, {"want": want, "n": 0, "for_s": int(seconds)})
        self._asked.set()

    async def _answer(self):
        while True:
            await self._asked.wait()
            self._asked.clear()
            while self._controller.inspection.serves(CONSOLE):
                for kind, message in self._controller.inspection.take(CONSOLE, self._controller.now_ms()):
                    name, payload = self._sealed(kind, message)
                    print(name, str(payload, "utf-8"))
                await asyncio.sleep_ms(LOOK_MS)
