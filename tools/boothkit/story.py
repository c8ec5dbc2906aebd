"""A story of a call as data: what happens, and what should come of it.

Read from a call script; it must not know how scripts are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from boothkit.exchange import Exchange
from boothkit.wire import Edge


class Step(NamedTuple):
    """`argument` is None where the action takes none or was given none."""

    at_ms: int
    action: str
    argument: Any = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class ExpectedCall:
    """`cost` is a Decimal, or None for a call nobody has a price for."""

    digits: str
    number: str
    talk_s: int
    evidence: str
    ending: str
    cost: Decimal | None
    talk_ms: int | None = None
    pulses: int | None = None
    flashes: int | None = None
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedBill:
    charges: Decimal
    rounded: Decimal
    due: Decimal
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """`tariff` names one known to the player or is a tariff document. `answered_at` is the wall time of
    the first answer, or of the start where nobody answers. `emergency` are the numbers that pass a locked
    line, `lease` the terms of the unlocking that differ from the player's, `alarms` what is raised."""

    name: str
    story: str
    profile: str | dict[str, Any]
    steps: tuple[Step, ...]
    answered_at: datetime
    calls: tuple[ExpectedCall, ...]
    bill: ExpectedBill | None = None
    receipt_lines: tuple[str, ...] = ()
    tariff: str | dict[str, Any] = "small"
    line: str = "on_answer"
    emergency: tuple[str, ...] = ()
    lease: Mapping[str, Any] = field(default_factory=dict)
    alarms: tuple[str, ...] = ()

    @property
    def end_ms(self) -> int:
        return self.steps[-1].at_ms


# Deeds of the hub, and what happens to the booth itself: on the line only time passes.
HUB = ("unlock", "lock", "grant", "hub")
BOOTH = ("network", "power", "relay")


def perform(line: Exchange, step: Step) -> list[Edge]:
    """Do a step on the line."""
    if step.action in HUB + BOOTH:
        return line.advance(step.at_ms)
    act = getattr(line, "interrupt" if step.action == "break" else step.action)
    arguments = [argument for argument in (step.argument, step.value) if argument is not None]
    edges: list[Edge] = act(step.at_ms, *arguments)
    return edges
