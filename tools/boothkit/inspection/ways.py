"""The two ways to a booth: its own console on USB, and its hub.

A way takes a question and gives what is told, or None now and then while nothing comes, so that whoever waits
can look up from it. It must not know what is asked for, nor judge what comes.
"""

import time
from collections.abc import Iterator
from math import inf
from typing import Protocol

from boothkit.hub_client import Hub
from boothkit.inspection.told import Told, from_console, read
from boothkit.usb import Console

GLANCE_S = 0.2
ASK_HUB_S = 0.5


SILENT = (
    "the booth does not answer; does its program run? `boothkit console` shows what it says, and"
    " `boothkit flash` puts one on it that can"
)


class NoAnswer(Exception):
    """The booth does not say anything; the text says what may be done."""


class Way(Protocol):
    again_s: float  # a question without an answer may have been lost; asked again after so long

    def ask(self, want: str, for_s: int = 0) -> None: ...

    def told(self) -> Iterator[Told | None]:
        """Without end; None where nothing came for a moment."""
        ...


class UsbWay:
    again_s = 8.0  # a board that is just starting hears nothing

    def __init__(self, console: Console) -> None:
        self._console = console

    def ask(self, want: str, for_s: int = 0) -> None:
        self._console.send(f"{want} {for_s}" if for_s else want)

    def told(self) -> Iterator[Told | None]:
        while True:
            for line in self._console.lines(patience_s=GLANCE_S):
                if told := from_console(line):
                    yield told
            yield None


class HubWay:
    again_s = inf  # the hub sees to that

    def __init__(self, hub: Hub, booth: str) -> None:
        self._hub, self._booth = hub, booth
        self._number = self._part = 0
        self._answered = True

    def ask(self, want: str, for_s: int = 0) -> None:
        if want == "stop":
            self._hub.stop(self._number)
        else:
            self._number, self._part, self._answered = self._hub.inspect(self._booth, want, for_s), 0, False

    def told(self) -> Iterator[Told | None]:
        while True:
            found = self._hub.inspection(self._number, after=self._part)
            for trace in found["parts"]:
                self._part = trace["part"]
                yield Told("trace", trace)
            if found["answer"] and not self._answered:
                self._answered = True
                yield read(found["answer"]["topic"], found["answer"]["payload"])
            elif found["verdict"] == "unanswered":
                raise NoAnswer(f"{self._booth} does not answer; is it on the line? `boothkit fleet` shows")
            yield None
            time.sleep(ASK_HUB_S)


def checkup(way: Way, want: str, patience_s: float) -> Told:
    """Ask for vitals or a checkup and wait for the answer; NoAnswer if none comes in time."""
    return next(told for told in answers(way, want, 0, patience_s) if told and told.kind == "checkup")


def answers(way: Way, want: str, for_s: int, patience_s: float) -> Iterator[Told | None]:
    """What is told from the asking on, without end; NoAnswer if there is no first word in time."""
    way.ask(want, for_s)
    began_s = asked_s = time.monotonic()
    heard = False
    for told in way.told():
        heard = heard or told is not None
        now_s = time.monotonic()
        if not heard and now_s - began_s > patience_s:
            raise NoAnswer(SILENT)
        if not heard and now_s - asked_s > way.again_s:
            asked_s = now_s
            way.ask(want, for_s)
        yield told
