"""A booth in virtual time with its inspection, joined as the controller joins them; the test looks on."""

from typing import Any

from booth.inspection import HUB, Inspection
from booth_bench import Bench, Message
from boothwire.messages import check

AROUND = {"rssi_dbm": -60, "flash_free": None}


class Inspected(Bench):
    """`thorough` is what the surroundings were asked for last."""

    def __init__(self, *arguments: Any, **setting: Any) -> None:
        self.inspection: Inspection | None = None
        super().__init__(*arguments, **setting)
        self.thorough: bool | None = None
        self.inspection = Inspection(self.booth, self._measure)

    def _measure(self, thorough: bool) -> tuple[dict[str, Any], list[Any]]:
        self.thorough = thorough
        return dict(AROUND), [["leg", "a"]]

    def ask(self, want: str, n: int = 1, for_s: int = 60, way: str = HUB) -> "Inspected":
        assert self.inspection is not None
        self.inspection.ask(way, {"want": want, "n": n, "for_s": for_s}, self.now_ms)
        self.settle()
        return self

    def answers(self, way: str = HUB) -> list[tuple[str, Message]]:
        """What is told that way now, each to the letter of the wire."""
        assert self.inspection is not None
        found = self.inspection.take(way, self.now_ms)
        for kind, message in found:
            check(kind, message)
        return found

    @property
    def coil(self) -> bool:
        held = self.inspection.held if self.inspection else {}
        return bool(held.get("relay", self.booth.relay()))

    @property
    def due_ms(self) -> int | None:
        parts = (self.booth, self.inspection) if self.inspection else (self.booth,)
        return min((part.due_ms for part in parts if part.due_ms is not None), default=None)

    def settle(self) -> None:
        """As the controller does; the contact follows the coil, whoever moves that."""
        if self.inspection:
            self.inspection.advance(self.now_ms)
            self.inspection.coil(self.coil, self.now_ms)
        super().settle()
